# Prints the tracking number of the first parcel of a long query.
param([string] $Module, [string] $Address, [string] $Key)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Track123)) { Import-Module $Module }
Connect-Track123 -ApiKey $Key -BaseUri $Address -NoVerify
(Get-Track123Tracking | Select-Object -First 1).TrackingNumber
