# Writes a report of the sample shipments after twelve days in the sandbox, for the pictures in the README.
param([string] $Path)

$connection = Connect-Track123 -Sandbox -PassThru
Register-Track123Tracking -Path "$PSScriptRoot/../../samples/shipments.csv" -ErrorAction SilentlyContinue | Out-Null
$connection.Sandbox.Advance([timespan]'12.00:00:00')
Get-Track123Tracking | Export-Track123Report -Path $Path -Title 'Shipments of September' -LateAfterDays 7
