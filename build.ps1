#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds and tests the module. Each task is a plain command that can be run by itself.
.PARAMETER Task
    Build: dotnet build. Test: dotnet test, and the Pester suite where Pester is installed.
.PARAMETER Configuration
    Debug or Release.
#>
[CmdletBinding()]
param(
    [ValidateSet('Build', 'Test')]
    [string[]] $Task = 'Build',

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = 'Debug'
)

$ErrorActionPreference = 'Stop'

function Invoke-Native {
    & $args[0] @($args | Select-Object -Skip 1)
    if ($LASTEXITCODE -ne 0) {
        throw "'$args' ended with $LASTEXITCODE."
    }
}

Push-Location $PSScriptRoot
try {
    if ('Build' -in $Task) {
        Invoke-Native dotnet build --configuration $Configuration
    }

    if ('Test' -in $Task) {
        Invoke-Native dotnet test --configuration $Configuration
        if (Get-Module -ListAvailable Pester) {
            Invoke-Native pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1 -CountFile TestResults/pester.txt
        }
        else {
            Write-Warning 'The Pester suite was skipped: Pester is not installed.'
        }
    }
}
finally {
    Pop-Location
}
