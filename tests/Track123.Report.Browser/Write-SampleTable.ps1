# Writes the tables of a few parcels and of one parcel's events as a terminal of 100 columns shows them, with colors.
$PSStyle.OutputRendering = 'Ansi'
Import-Module -Name "$PSScriptRoot/../../out/Track123"
$connection = Connect-Track123 -Sandbox -PassThru
$null = Register-Track123Tracking -Path "$PSScriptRoot/../../samples/shipments.csv" -ErrorAction SilentlyContinue
$connection.Sandbox.Advance([timespan]'7.00:00:00')
$parcels = Get-Track123Tracking
$parcels | Select-Object -First 12 | Format-Table | Out-String -Width 100
($parcels | Where-Object TrackingNumber -EQ 'SBLASTMILE0001').Events | Select-Object -First 7 | Format-Table | Out-String -Width 100
