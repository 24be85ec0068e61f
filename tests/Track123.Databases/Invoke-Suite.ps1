<#
.SYNOPSIS
    Runs Databases.Tests.ps1 and writes the results to a TAP file. The exit code is 1 if a test failed.
.PARAMETER Path
    The TAP file.
#>
param(
    [Parameter(Mandatory)]
    [string] $Path
)

Import-Module Pester -MinimumVersion 5.0
$configuration = New-PesterConfiguration
$configuration.Run.Path = "$PSScriptRoot/Databases.Tests.ps1"
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Detailed'
$result = Invoke-Pester -Configuration $configuration

$lines = @($result.Tests | ForEach-Object {
        $outcome = if ($_.Result -in 'Passed', 'Skipped') { 'ok' } else { 'not ok' }
        $note = if ($_.Result -eq 'Skipped') { ' # SKIP' }
        "$outcome - $($_.ExpandedPath)$note"
    })

# An error outside of a test, such as a syntax error.
$lines += @($result.FailedBlocks) + @($result.FailedContainers) | Where-Object { $_ } | ForEach-Object { "not ok - $_" }
Set-Content -LiteralPath $Path -Value (@("1..$($lines.Count)") + $lines)
exit [int]($result.Result -ne 'Passed')
