#!/usr/bin/env pwsh

<#
.SYNOPSIS
    Creates the help file module/en-US/Track123.PowerShell.dll-Help.xml from the sources in docs/help.
.DESCRIPTION
    Requires Microsoft.PowerShell.PlatyPS 1.0. The help file is committed, so that builds and tests don't need PlatyPS.
    A test fails if sources, help file and code differ.

    Add new parameters to the sources by hand: Update-MarkdownCommandHelp of PlatyPS 1.0.3 duplicates texts that have
    several sentences in one line.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'
Import-Module Microsoft.PowerShell.PlatyPS -MinimumVersion 1.0
$sources = Get-ChildItem "$PSScriptRoot/help/*.md" | Import-MarkdownCommandHelp

$folder = New-Item -ItemType Directory ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), [guid]::NewGuid()))
try {
    $made = $sources | Export-MamlCommandHelp -OutputFolder $folder
    $help = [xml]::new()
    $help.Load($made.FullName)
}
finally {
    Remove-Item $folder -Recurse
}

$names = [System.Xml.XmlNamespaceManager]::new($help.NameTable)
'maml', 'command', 'dev' | ForEach-Object { $names.AddNamespace($_, $help.DocumentElement.GetNamespaceOfPrefix($_)) }

# Use short type names, as PowerShell does.
foreach ($type in $help.SelectNodes('//command:parameterValue', $names)) {
    $name = $type.InnerText -replace '^System\.Nullable`1\[(.+)\]$', '$1'
    $type.InnerText = switch ($name -replace '\[\]$') {
        System.Int32 { 'int' }
        System.Management.Automation.SwitchParameter { 'SwitchParameter' }
        default { $_ -creplace '^.*\.(\w+)$', '$1' -creplace '^(String|Char|Uri|DateTime|TimeSpan|PSObject|PSCredential|SecureString|Object)$', { $_.Value.ToLower() } }
    }
    if ($name.EndsWith('[]')) { $type.InnerText += '[]' }
}

# Add default values, which PlatyPS 1.0.3 omits.
foreach ($source in $sources) {
    foreach ($parameter in $source.Parameters | Where-Object DefaultValue) {
        $place = "//command:command[command:details/command:name='$($source.Title)']/command:parameters/command:parameter[maml:name='$($parameter.Name)']"
        $default = $help.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
        $default.InnerText = $parameter.DefaultValue
        $null = $help.SelectSingleNode($place, $names).AppendChild($default)
    }
}

# Move the code and the remarks of each example to the elements that Get-Help displays. PlatyPS 1.0.3 leaves both in the
# introduction, including the code fences.
foreach ($example in $help.SelectNodes('//command:example', $names)) {
    $whole = @($example.SelectNodes('maml:introduction/maml:para', $names).InnerText) -join "`n`n"
    if ($whole -notmatch '(?s)^```powershell\n(.+?)\n```\s*(.*)$') { throw "Example '$($example.title)' must start with a code block." }
    $code, $text = $Matches[1..2]
    $example.SelectSingleNode('maml:introduction', $names).RemoveAll()
    $example.SelectSingleNode('dev:code', $names).InnerText = $code
    if ($text) {
        $remark = $example.SelectSingleNode('dev:remarks', $names).AppendChild($help.CreateElement('maml', 'para', $names.LookupNamespace('maml')))
        $remark.InnerText = $text
    }
}

# Remove links between sources, because they don't work at a prompt. The names remain.
foreach ($uri in $help.SelectNodes('//maml:uri[not(contains(., "://"))]', $names)) {
    $uri.InnerText = ''
}

$target = "$PSScriptRoot/../module/en-US/Track123.PowerShell.dll-Help.xml"
$settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; Encoding = [System.Text.UTF8Encoding]::new($false) }
$writer = [System.Xml.XmlWriter]::Create($target, $settings)
$help.Save($writer)
$writer.Dispose()
Add-Content -LiteralPath $target -Value "`n" -NoNewline
Get-Item -LiteralPath $target
