<#
.SYNOPSIS
    Writes all parcels of the account to an Excel workbook: a sheet of parcels and a sheet of those in trouble.
.DESCRIPTION
    Needs the module ImportExcel (Install-Module ImportExcel); Excel itself is not needed. Connect first, or set the
    environment variable TRACK123_API_KEY.
.PARAMETER Path
    The workbook. One that is there is replaced.
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
    throw 'This sample needs the module ImportExcel: Install-Module ImportExcel.'
}

# Plain values with names of their own: what Excel can sort and filter by.
$parcels = @(Get-Track123Tracking | Select-Object -Property @(
        'TrackingNumber', 'CarrierCode', 'OrderNumber', 'Route'
        @{ Name = 'State'; Expression = { "$($_.TransitStatus)" } }
        'StatusDescription'
        @{ Name = 'AgeInDays'; Expression = { if ($null -ne $_.Age) { [Math]::Round($_.Age.TotalDays, 1) } } }
        'TransitDays'
        @{ Name = 'LastEvent'; Expression = { $_.LastEvent.Description } }
    ))

if (Test-Path -LiteralPath $Path) {
    Remove-Item -LiteralPath $Path
}

# Tracking numbers of digits only must stay text, or Excel rounds them.
$sheet = @{ Path = $Path; AutoSize = $true; FreezeTopRow = $true; BoldTopRow = $true; AutoFilter = $true; NoNumberConversion = 'TrackingNumber', 'OrderNumber' }
$parcels | Export-Excel @sheet -WorksheetName Parcels
$exceptions = @($parcels | Where-Object State -In Abnormal, DeliveryFailed, Expired)
if ($exceptions) {
    $exceptions | Export-Excel @sheet -WorksheetName Exceptions
}

Get-Item -LiteralPath $Path
