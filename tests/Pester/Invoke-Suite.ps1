<#
.SYNOPSIS
    Runs the Pester suite against the packaged module.
.DESCRIPTION
    Packs the module, unpacks it into a temporary folder and runs every *.Tests.ps1 in this folder against it, in the current process. Use
    a new process: pwsh -NoProfile -File tests/Pester/Invoke-Suite.ps1. The exit code is 1 if a test failed.

    Pester 5 or 6 is needed; the first one found in PSModulePath is used. If TRACK123_TEST_MODULE is the path of a module folder, that module is
    tested and nothing is packed. The .NET SDK is always needed for the test server.
.PARAMETER CountFile
    The file for the three counts: passed, failed, skipped.
.PARAMETER Package
    The .nupkg to test instead of a newly packed one.
.PARAMETER Path
    The test files to run instead of all.
.PARAMETER Live
    Also runs the tests in the Live folder.
#>
[CmdletBinding()]
param(
    [string] $CountFile,

    [string] $Package,

    [string[]] $Path = $PSScriptRoot,

    [switch] $Live
)

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
Import-Module Pester -MinimumVersion 5.0

function Invoke-Native([scriptblock] $Command) {
    $output = & $Command 2>&1
    if ($LASTEXITCODE -ne 0) {
        $output | Out-Host
        throw "'$("$Command".Trim())' exited with code $LASTEXITCODE."
    }
}

function Expand-Package([string] $File, [string] $Folder) {
    # Removes the files that NuGet adds, as the installation of a module does.
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    [System.IO.Compression.ZipFile]::ExtractToDirectory($File, $Folder)
    '_rels', 'package', '[Content_Types].xml', 'Track123.nuspec' | ForEach-Object { Remove-Item -LiteralPath "$Folder/$_" -Recurse -Force }
}

$before = @{}
'TRACK123_TEST_MODULE', 'TRACK123_TEST_PACKAGE', 'PSModulePath' | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
$folder = (New-Item -ItemType Directory ([System.IO.Path]::Combine([System.IO.Path]::GetTempPath(), "track123-pester-$PID"))).FullName
try {
    Invoke-Native { dotnet build "$PSScriptRoot/Suite.proj" --verbosity quiet }
    if ($Package) {
        $Package = (Resolve-Path $Package).Path
    }
    elseif (-not $env:TRACK123_TEST_MODULE) {
        Invoke-Native { dotnet pack "$root/src/Track123.Package" --output $folder --verbosity quiet -p:Sbom=false }
        $Package = (Get-Item "$folder/*.nupkg").FullName
    }

    $env:TRACK123_TEST_PACKAGE = $Package
    if ($Package) {
        Expand-Package $Package "$folder/Modules/Track123"
        $env:TRACK123_TEST_MODULE = "$folder/Modules/Track123"
        $env:PSModulePath = "$folder/Modules$([System.IO.Path]::PathSeparator)$env:PSModulePath"
    }

    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    if (-not $Live) {
        $configuration.Run.ExcludePath = "$PSScriptRoot/Live/*"
    }

    $tested = if ($Package) { Split-Path $Package -Leaf } else { $env:TRACK123_TEST_MODULE }
    "Pester $((Get-Module Pester).Version), PowerShell $($PSVersionTable.PSVersion), module: $tested" | Out-Host
    # The tests inherit this value, which is the default of a shell.
    $ErrorActionPreference = 'Continue'
    $result = Invoke-Pester -Configuration $configuration
    $ErrorActionPreference = 'Stop'
}
finally {
    $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
    # Windows locks loaded files until the process ends.
    Remove-Item -LiteralPath $folder -Recurse -Force -ErrorAction SilentlyContinue
}

$failed = $result.FailedCount + $result.FailedBlocksCount + $result.FailedContainersCount
if ($CountFile) {
    "$($result.PassedCount) $failed $($result.SkippedCount + $result.NotRunCount)" | Set-Content -LiteralPath $CountFile
}

exit [int]($failed -gt 0)
