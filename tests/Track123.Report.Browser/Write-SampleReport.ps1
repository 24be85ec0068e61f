# Writes a report of the sample shipments, registered in the course of four weeks, for the pictures in the README.
param([string] $Path)

$connection = Connect-Track123 -Sandbox -PassThru
$shipments = @(Import-Csv "$PSScriptRoot/../../samples/shipments.csv")
$first = 0
foreach ($part in @{ Last = 13; Days = 14 }, @{ Last = 27; Days = 7 }, @{ Last = $shipments.Count - 1; Days = 6 }) {
    $shipments[$first..$part.Last] | Register-Track123Tracking -ErrorAction SilentlyContinue | Out-Null
    $first = $part.Last + 1
    $connection.Sandbox.Advance([timespan]::FromDays($part.Days))
}
Get-Track123Tracking | Export-Track123Report -Path $Path -Title 'Shipments of September' -LateAfterDays 7
