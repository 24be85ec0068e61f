<#
.SYNOPSIS
    Checks the uncertain facts of docs/api.md on the real service and prints the differences.
.DESCRIPTION
    Needs the API key of an account in TRACK123_API_KEY, Pester 5 or later, and the built module. It checks each fact that docs/api.md
    marks [client] or [guess], and prints a table: section, mark, fact, expected value, found value, and whether they agree.
    The table contains no account data, only field types and messages of the service.

    By default it registers, changes and deletes nothing, and spends no credits: it only reads, and sends requests with numbers that are not in the
    account. The exit code is 1 if something differs, or if a registered number could not be deleted; a warning names each.
.PARAMETER AllowCredits
    Registers a number, changes it and deletes it. This costs up to 4 credits, or 2 if the service works as documented.
.PARAMETER TrackingNumber
    The number to register instead of a random one. A parcel in transit checks more facts. It must not be in the account, because it is deleted at the end.
.PARAMETER AllowCargoCredits
    Registers the shipments of -OceanTracking and -AirTracking and deletes them. This costs 100 credits each, or 200 if a duplicate is charged.
.PARAMETER OceanTracking
    A shipment that is not in the account: @{ trackingNo = '...'; carrierCode = '...'; type = 2 }.
.PARAMETER AirTracking
    A shipment that is not in the account: @{ trackingNo = '...'; carrierCode = '...' }.
.PARAMETER IncludeRateLimit
    Sends a dozen requests at once to check the rate limit error.
.PARAMETER WebhookPath
    A file with the unchanged body of a webhook of this account.
.PARAMETER PassThru
    Outputs the findings as objects instead of the table.
.EXAMPLE
    $env:TRACK123_API_KEY = '...'; tests/Pester/Live/Invoke-LiveSuite.ps1
.EXAMPLE
    tests/Pester/Live/Invoke-LiveSuite.ps1 -AllowCredits -PassThru | Export-Csv findings.csv
#>
[CmdletBinding()]
param(
    [switch] $AllowCredits,

    [string] $TrackingNumber,

    [switch] $AllowCargoCredits,

    [hashtable] $OceanTracking,

    [hashtable] $AirTracking,

    [switch] $IncludeRateLimit,

    [string] $WebhookPath,

    [switch] $PassThru
)

$ErrorActionPreference = 'Stop'

function Split-Line([string] $Text, [int] $Length) {
    # Wraps lines between words; Format-Table would break them anywhere.
    ($Text -replace "(.{1,$Length})(?:\s+|`$)", "`$1`n").TrimEnd()
}

if (-not $env:TRACK123_API_KEY) {
    Write-Warning 'Nothing was checked: TRACK123_API_KEY has no key.'
    exit 0
}

if (-not $AllowCargoCredits -and ($OceanTracking -or $AirTracking)) {
    throw 'Registering a shipment costs 100 credits: add -AllowCargoCredits.'
}

Import-Module Pester -MinimumVersion 5.0
$live = @{
    AllowCredits     = [bool]$AllowCredits
    TrackingNumber   = $TrackingNumber
    Ocean            = $OceanTracking
    Air              = $AirTracking
    IncludeRateLimit = [bool]$IncludeRateLimit
    Webhook          = if ($WebhookPath) { [System.IO.File]::ReadAllText((Resolve-Path -LiteralPath $WebhookPath).ProviderPath) }
    Findings         = New-Object System.Collections.ArrayList
}
$maxCredits = 4 * [bool]$AllowCredits + 200 * @($OceanTracking, $AirTracking | Where-Object { $_ }).Count
Write-Host "$(if ($env:TRACK123_BASE_URI) { $env:TRACK123_BASE_URI } else { 'The service' }): up to $maxCredits credits."

$configuration = New-PesterConfiguration
$configuration.Run.Container = New-PesterContainer -Path "$PSScriptRoot/Contract.Tests.ps1" -Data @{ Live = $live }
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'None'
$clock = [System.Diagnostics.Stopwatch]::StartNew()
$result = Invoke-Pester -Configuration $configuration
$failed = @($result.Containers.Blocks) + @($result.Containers) | ForEach-Object { $_.ErrorRecord } | Where-Object { $_ } | Select-Object -First 1
if (-not $live.Findings.Count) {
    throw "The suite could not run: $failed"
}

$outcomes = $live.Findings | Group-Object Outcome -AsHashTable -AsString
if ($PassThru) {
    $live.Findings
}
else {
    # Differences come last, where they are still visible on the screen.
    $width = [Math]::Max(120, $(try { $Host.UI.RawUI.WindowSize.Width } catch { 0 })) - 22
    $columns = @(
        @{ Name = 'Section'; Expression = 'Section'; Width = 7 }
        @{ Name = 'Mark'; Expression = 'Mark'; Width = 8 }
        foreach ($column in @('Fact', 0.36), @('Expected', 0.24), @('Found', 0.4)) {
            $letters = [int]($width * $column[1])
            $expression = [scriptblock]::Create("Split-Line `$_.$($column[0]) $letters")
            @{ Name = $column[0]; Expression = $expression; Width = $letters }
        }
    )
    foreach ($outcome in 'not checked', 'agrees', 'differs') {
        if ($outcomes[$outcome]) {
            Write-Host "`n$($outcome.ToUpperInvariant())"
            $sorted = $outcomes[$outcome] | Sort-Object { ($_.Section -split '\.' | ForEach-Object { '{0:00}' -f [int]$_ }) -join '.' }
            Write-Host ($sorted | Format-Table $columns -Wrap | Out-String -Width ($width + 22)).Trim()
        }
    }
}

$differ = @($outcomes['differs'] | Where-Object { $_ }).Count
$counts = "$(@($outcomes['agrees'] | Where-Object { $_ }).Count) agree, $differ differ, $(@($outcomes['not checked'] | Where-Object { $_ }).Count) not checked"
Write-Host "$counts, in $([int]$clock.Elapsed.TotalSeconds) s. Section numbers refer to docs/api.md."

# Warnings come after the findings, which may have cost credits and must not get lost.
if ($live.Left) {
    $live.Left | ForEach-Object { Write-Warning $_ }
}
elseif ($failed) {
    Write-Warning "The suite failed at the end: $failed"
}

exit [int]($differ -gt 0 -or [bool]$failed)
