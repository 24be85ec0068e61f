#!/usr/bin/env pwsh

<#
.SYNOPSIS
    Builds, tests, packs and installs the module.
.DESCRIPTION
    Each task runs a command that you can also run yourself:

    Build    dotnet build
    Test     dotnet test
             pwsh -File tests/Pester/Invoke-Suite.ps1 -CountFile TestResults/pester.txt
    Package  dotnet pack src/Track123.Package
             Writes the package for the PowerShell Gallery and its software bill of materials to out/package. To sign
             the files, set TRACK123_SIGN_COMMAND to a command that accepts file paths as its last arguments.
    Install  Install-PSResource, with out/package as a local repository. If Install-PSResource is not available:
             dotnet build src/Track123.Package -c Release -t:InstallModule
             Run the task Package first.
    Help     pwsh -File docs/Update-Help.ps1
    Bench    dotnet run -c Release --project tests/Track123.Benchmarks -- all
    Analyze  Invoke-ScriptAnalyzer -Path FILE -Settings ./PSScriptAnalyzerSettings.psd1
             Scripts in tests use the settings in that folder.
.PARAMETER Task
    The tasks to run. They always run in the order above.
.PARAMETER Configuration
    The build configuration of the tasks Build and Test. Package, Install and Bench always use Release.
.PARAMETER BenchArgument
    The arguments for the task Bench: 'all' or names of scenarios, and the options --runs, --rows and --quick.
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

# A failed program does not stop a PowerShell script.
function Assert-Success([string] $Program) {
    if ($LASTEXITCODE -ne 0) {
        throw "'$Program' failed with exit code $LASTEXITCODE."
    }
}

function Install-FromFolder {
    if (-not (Get-Command Install-PSResource -ErrorAction SilentlyContinue)) {
        Write-Warning 'Install-PSResource not found. Copying the files to the module folder instead.'
        $documents = [Environment]::GetFolderPath('MyDocuments')
        $isDesktop = $PSVersionTable.PSEdition -eq 'Desktop'
        $folder = if ($isDesktop) { "-p:InstallFolder=$documents\WindowsPowerShell\Modules" }
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
        $isTest = $script.FullName.Substring($PSScriptRoot.Length) -match '^[\\/]tests[\\/]'
        $folder = if ($isTest) { "$PSScriptRoot/tests" } else { $PSScriptRoot }
        Invoke-ScriptAnalyzer -Path $script.FullName -Settings "$folder/PSScriptAnalyzerSettings.psd1"
    }

    $findings | Select-Object ScriptName, Line, Severity, RuleName, Message
    Write-Output "$(@($findings).Count) findings in $(@($scripts).Count) files."
    if ($findings) {
        throw 'PSScriptAnalyzer reported findings. Fix them or suppress them with a reason.'
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
            Write-Warning 'Pester 5 is not installed, so the Pester suite was skipped. Run: Install-Module Pester'
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
