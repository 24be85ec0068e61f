#!/usr/bin/env pwsh

<#
.SYNOPSIS
    Builds, tests and packs the module. Each task is a plain command, here for those who would rather not remember it.
.DESCRIPTION
    Build:    dotnet build
    Test:     dotnet test
              pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1          (where Pester 5 or later is installed)
    Package:  dotnet pack src/Track123.Package                             (out/package: the .nupkg, and its SBOM beside it)
    Install:  dotnet build src/Track123.Package -c Release -t:InstallModule -p:InstallFolder=...
    Help:     pwsh -NoProfile -File docs/Update-Help.ps1                   (needs Microsoft.PowerShell.PlatyPS)
    Bench:    dotnet run -c Release --project tests/Track123.Benchmarks -- all
    Analyze:  Invoke-ScriptAnalyzer FILE -Settings PSScriptAnalyzerSettings.psd1, for each script; those of tests/ with the settings there.
              (needs PSScriptAnalyzer)

    Package and Install sign what is ours where the environment variable TRACK123_SIGN_COMMAND has a command line to put the files after.
.PARAMETER Task
    One or several, done in the order Build, Help, Analyze, Test, Package, Install, Bench.
.PARAMETER Configuration
    Debug or Release, for Build and Test. The package is of a Release build, whatever this says.
.EXAMPLE
    ./build.ps1 -Task Build, Test
.EXAMPLE
    ./build.ps1 -Task Package, Install
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test', 'Package', 'Install', 'Help', 'Bench', 'Analyze')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'
$shell = if ($PSVersionTable.PSEdition -eq 'Desktop') { 'powershell' } else { 'pwsh' }
$chosen = '--configuration', $Configuration

function Invoke-Native([scriptblock] $Command) {
    & $Command
    if ($LASTEXITCODE -ne 0) {
        throw "'$("$Command".Trim())' ended with $LASTEXITCODE."
    }
}

Push-Location $PSScriptRoot
try {
    if ('Build' -in $Task) {
        Invoke-Native { dotnet build @chosen }
    }

    if ('Help' -in $Task) {
        Invoke-Native { & $shell -NoProfile -File docs/Update-Help.ps1 }
    }

    if ('Analyze' -in $Task) {
        Import-Module PSScriptAnalyzer
        $findings = foreach ($script in Get-ChildItem build.ps1, docs, module, samples, tests -Recurse -Include *.ps1, *.psm1, *.psd1) {
            $path = $script.FullName.Substring($PSScriptRoot.Length)
            if ($path -notmatch '[\\/](bin|obj|node_modules)[\\/]') {
                $settings = if ($path -match '^[\\/]tests[\\/]') { 'tests/PSScriptAnalyzerSettings.psd1' } else { 'PSScriptAnalyzerSettings.psd1' }
                Invoke-ScriptAnalyzer $script.FullName -Settings (Resolve-Path $settings).Path
            }
        }

        $findings | Format-Table RuleName, ScriptName, Line, Message -Wrap | Out-Host
        "Findings: $(@($findings).Count)"
        if ($findings) {
            throw 'The scripts have findings.'
        }
    }

    if ('Test' -in $Task) {
        Invoke-Native { dotnet test @chosen }
        if (Get-Module -ListAvailable Pester | Where-Object Version -GE '5.0') {
            Invoke-Native { & $shell -NoProfile -File tests/Pester/Invoke-Suite.ps1 }
        }
        else {
            Write-Warning 'The Pester suite was skipped: Pester 5 or later is not installed.'
        }
    }

    if ('Package' -in $Task) {
        Invoke-Native { dotnet pack src/Track123.Package }
    }

    if ('Install' -in $Task) {
        # Where this edition looks first: the user's own.
        $folder = ($env:PSModulePath -split [System.IO.Path]::PathSeparator)[0]
        Invoke-Native { dotnet build src/Track123.Package -c Release -t:InstallModule "-p:InstallFolder=$folder" }
    }

    if ('Bench' -in $Task) {
        Invoke-Native { dotnet run -c Release --project tests/Track123.Benchmarks -- all }
    }
}
finally {
    Pop-Location
}
