#!/usr/bin/env pwsh

<#
.SYNOPSIS
    Makes module/en-US/Track123.PowerShell.dll-Help.xml, what Get-Help reads, of the sources in docs/help.
.DESCRIPTION
    Needs Microsoft.PowerShell.PlatyPS 1.0. What it makes is committed, so that neither a build nor a test needs it. A test fails where the
    sources, what is made of them and the code differ. New parameters are written into the sources by hand: Update-MarkdownCommandHelp of
    PlatyPS 1.0.3 repeats texts that have more than one sentence in a line.
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

# Types in the short form that PowerShell shows.
foreach ($type in $help.SelectNodes('//command:parameterValue', $names)) {
    $name = $type.InnerText -replace '^System\.Nullable`1\[(.+)\]$', '$1'
    $type.InnerText = switch ($name -replace '\[\]$') {
        System.Int32 { 'int' }
        System.Management.Automation.SwitchParameter { 'SwitchParameter' }
        default { $_ -creplace '^.*\.(\w+)$', '$1' -creplace '^(String|Char|Uri|DateTime|TimeSpan|PSObject|PSCredential|SecureString|Object)$', { $_.Value.ToLower() } }
    }
    if ($name.EndsWith('[]')) { $type.InnerText += '[]' }
}

# Defaults, which PlatyPS 1.0.3 leaves out.
foreach ($source in $sources) {
    foreach ($parameter in $source.Parameters | Where-Object DefaultValue) {
        $place = "//command:command[command:details/command:name='$($source.Title)']/command:parameters/command:parameter[maml:name='$($parameter.Name)']"
        $default = $help.CreateElement('dev', 'defaultValue', $names.LookupNamespace('dev'))
        $default.InnerText = $parameter.DefaultValue
        $null = $help.SelectSingleNode($place, $names).AppendChild($default)
    }
}

# An example's code where Get-Help looks for it, and what is said of it after it: PlatyPS 1.0.3 leaves both in the introduction, fences included.
foreach ($example in $help.SelectNodes('//command:example', $names)) {
    $whole = @($example.SelectNodes('maml:introduction/maml:para', $names).InnerText) -join "`n`n"
    if ($whole -notmatch '(?s)^```powershell\n(.+?)\n```\s*(.*)$') { throw "$($example.title): an example is code first." }
    $code, $said = $Matches[1..2]
    $example.SelectSingleNode('maml:introduction', $names).RemoveAll()
    $example.SelectSingleNode('dev:code', $names).InnerText = $code
    if ($said) {
        $remark = $example.SelectSingleNode('dev:remarks', $names).AppendChild($help.CreateElement('maml', 'para', $names.LookupNamespace('maml')))
        $remark.InnerText = $said
    }
}

# A link between sources leads nowhere from a prompt, where the name alone will do.
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
