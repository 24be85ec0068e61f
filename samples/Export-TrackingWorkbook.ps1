<#
.SYNOPSIS
    Writes all parcels of the account to an Excel workbook, with a second worksheet for exceptions.
.DESCRIPTION
    Requires the module ImportExcel (Install-Module ImportExcel), but not Excel. Connect first, or set the environment
    variable TRACK123_API_KEY.
.PARAMETER Path
    The path of the workbook. An existing file is replaced.
.EXAMPLE
    Connect-Track123 -Sandbox
    Register-Track123Tracking -Path samples/shipments.csv -ErrorAction SilentlyContinue
    ./samples/Export-TrackingWorkbook.ps1 -Path parcels.xlsx
#>
param(
    [Parameter(Mandatory)]
    [string] $Path
)

$ErrorActionPreference = 'Stop'
if (-not (Get-Command -Name Export-Excel -ErrorAction Ignore)) {
    throw "Module 'ImportExcel' not found. Install it: Install-Module ImportExcel."
}

# Flat columns, which Excel can sort and filter.
$parcels = @(Get-Track123Tracking | ConvertTo-Track123Record | Select-Object -Property @(
        'TrackingNumber', 'CarrierCode', 'OrderNumber', 'ShipFrom', 'ShipTo', 'TransitStatus', 'StatusDescription'
        'AgeDays', 'TransitDays', 'LastEventLocalTime', 'LastEventTimeZone', 'LastEventDescription'
    ))

if (Test-Path -LiteralPath $Path) {
    Remove-Item -LiteralPath $Path
}

# Keep tracking numbers as text, because Excel rounds long numbers.
$sheet = @{
    Path               = $Path
    AutoSize           = $true
    FreezeTopRow       = $true
    BoldTopRow         = $true
    AutoFilter         = $true
    NoNumberConversion = 'TrackingNumber', 'OrderNumber'
}
$parcels | Export-Excel @sheet -WorksheetName Parcels
$exceptions = @($parcels | Where-Object TransitStatus -In Abnormal, DeliveryFailed, Expired)
if ($exceptions) {
    $exceptions | Export-Excel @sheet -WorksheetName Exceptions
}

Get-Item -LiteralPath $Path
