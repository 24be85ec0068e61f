# Runs the Pester suite against the module in out/Track123 and writes its three counts to a file.
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $CountFile
)

$ErrorActionPreference = 'Stop'
Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = $PSScriptRoot
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration
$lost = $result.FailedBlocksCount + $result.FailedContainersCount
"$($result.PassedCount) $($result.FailedCount + $lost) $($result.SkippedCount + $result.NotRunCount)" | Set-Content -LiteralPath $CountFile
exit [int]($result.FailedCount + $lost -gt 0)
