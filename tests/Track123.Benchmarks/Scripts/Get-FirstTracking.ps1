# Takes the first parcel of a long query and prints its number.
param([string] $Module, [string] $Address, [string] $Key)

$ErrorActionPreference = 'Stop'
if (-not (Get-Module Track123)) { Import-Module $Module }
Connect-Track123 -ApiKey $Key -BaseUri $Address -NoVerify
if (Get-Command Select-Object -ErrorAction Ignore) {
    (Get-Track123Tracking | Select-Object -First 1).TrackingNumber
}
else {
    # The bare engine has no Select-Object; "break" leaves the pipeline by the same way, upstream commands not being stopped.
    do { Get-Track123Tracking | ForEach-Object { $_.TrackingNumber; break } } while ($false)
}
