#!/usr/bin/env pwsh

<#
.SYNOPSIS
    Builds, tests, packs and installs the module. Each task is a plain command that can be run by itself.
.DESCRIPTION
    Build    dotnet build
    Test     dotnet test; pwsh -File tests/Pester/Invoke-Suite.ps1 -CountFile TestResults/pester.txt
    Package  dotnet pack src/Track123.Package
             The Gallery's package and what it is made of, in out/package. Signed where TRACK123_SIGN_COMMAND is a command that signs the files
             put after it.
    Install  dotnet build src/Track123.Package -c Release -t:InstallModule
             By this script from out/package as a local repository, with Install-PSResource; where that is missing, by that command, which puts the
             same files in the user's folder of modules.
    Help     pwsh -File docs/Update-Help.ps1
    Bench    dotnet run -c Release --project tests/Track123.Benchmarks -- all
    Analyze  Invoke-ScriptAnalyzer -Path FILE -Settings ./PSScriptAnalyzerSettings.psd1 (in tests: the settings of that folder)
.PARAMETER Task
    What to do, in the order above whatever the order given.
.PARAMETER Configuration
    Debug or Release, of Build and Test. Package, Install and Bench are always of Release.
.PARAMETER BenchArgument
    What Bench is asked for: names of scenarios, --runs, --rows, --quick.
.EXAMPLE
    ./build.ps1 Build, Test
.EXAMPLE
    ./build.ps1 Package, Install
.EXAMPLE
    ./build.ps1 Bench -BenchArgument import, --quick
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Package', 'Install', 'Help', 'Bench', 'Analyze')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug',

    [string[]] $BenchArgument = 'all'
)

$ErrorActionPreference = 'Stop'

# A program that fails is no error to PowerShell.
function Assert-Success([string] $Program) {
    if ($LASTEXITCODE -ne 0) {
        throw "'$Program' ended with $LASTEXITCODE."
    }
}

function Install-FromFolder {
    if (-not (Get-Command Install-PSResource -ErrorAction SilentlyContinue)) {
        Write-Warning 'Install-PSResource is missing: the files are copied into the folder of modules.'
        $documents = [Environment]::GetFolderPath('MyDocuments')
        $folder = if ($PSVersionTable.PSEdition -eq 'Desktop') { "-p:InstallFolder=$documents\WindowsPowerShell\Modules" }
        dotnet build src/Track123.Package -c Release -t:InstallModule $folder
        Assert-Success 'dotnet build -t:InstallModule'
        return
    }

    $repository = "Track123-$PID"
    Register-PSResourceRepository -Name $repository -Uri "$PSScriptRoot/out/package" -Trusted
    try {
        Install-PSResource -Name Track123 -Repository $repository -Scope CurrentUser -Reinstall
        Get-InstalledPSResource -Name Track123 | Select-Object Name, Version, InstalledLocation
    }
    finally {
        Unregister-PSResourceRepository -Name $repository
    }
}

function Invoke-Analysis {
    Import-Module PSScriptAnalyzer
    $scripts = Get-ChildItem -Path $PSScriptRoot -Recurse -File -Include *.ps1, *.psm1, *.psd1 |
        Where-Object FullName -NotMatch '[\\/](bin|obj|out|node_modules|TestResults)[\\/]'
    $findings = foreach ($script in $scripts) {
        $folder = if ($script.FullName.Substring($PSScriptRoot.Length) -match '^[\\/]tests[\\/]') { "$PSScriptRoot/tests" } else { $PSScriptRoot }
        Invoke-ScriptAnalyzer -Path $script.FullName -Settings "$folder/PSScriptAnalyzerSettings.psd1"
    }

    $findings | Select-Object ScriptName, Line, Severity, RuleName, Message
    Write-Output "$(@($findings).Count) findings in $(@($scripts).Count) files."
    if ($findings) {
        throw 'PSScriptAnalyzer has findings.'
    }
}

Push-Location $PSScriptRoot
try {
    if ('Build' -in $Task) {
        dotnet build --configuration $Configuration
        Assert-Success 'dotnet build'
    }

    if ('Test' -in $Task) {
        dotnet test --configuration $Configuration
        Assert-Success 'dotnet test'
        if (Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 }) {
            $shell = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'powershell' } else { 'pwsh' }
            $null = New-Item -ItemType Directory -Path TestResults -Force
            & $shell -NoProfile -File tests/Pester/Invoke-Suite.ps1 -CountFile TestResults/pester.txt
            Assert-Success 'Invoke-Suite.ps1'
        }
        else {
            Write-Warning 'The Pester suite was skipped: Pester 5 or later is not installed.'
        }
    }

    if ('Package' -in $Task) {
        dotnet pack src/Track123.Package
        Assert-Success 'dotnet pack src/Track123.Package'
    }

    if ('Install' -in $Task) {
        Install-FromFolder
    }

    if ('Help' -in $Task) {
        ./docs/Update-Help.ps1
    }

    if ('Bench' -in $Task) {
        dotnet run -c Release --project tests/Track123.Benchmarks -- $BenchArgument
        Assert-Success 'dotnet run'
    }

    if ('Analyze' -in $Task) {
        Invoke-Analysis
    }
}
finally {
    Pop-Location
}
