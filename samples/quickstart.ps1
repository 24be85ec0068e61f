<#
    A first look at Track123 in a sandbox, which is an account in memory. It needs no API key and no network.

    With only the .NET SDK:
        dotnet run --project src/Track123.Shell -- samples/quickstart.ps1

    In PowerShell 7.4 or later, after 'dotnet build':
        ./samples/quickstart.ps1

    To use it with your own parcels, replace the first command with Connect-Track123 -ApiKey (Read-Host -AsSecureString)
    and remove the line that advances the clock.
#>

# Import the module from the build output, unless it is installed or already imported.
if (-not (Get-Command -Name Connect-Track123 -ErrorAction Ignore)) {
    Import-Module -Name "$PSScriptRoot/../out/Track123"
}

# -Sandbox creates a new account. -PassThru returns the connection, whose Sandbox property has the clock.
$connection = Connect-Track123 -Sandbox -PassThru

# Each row of the file returns one result. A rejected row also writes an error, which $problems collects.
$registration = @{
    Path          = "$PSScriptRoot/shipments.csv"
    ErrorAction   = 'SilentlyContinue'
    ErrorVariable = 'problems'
}
$results = Register-Track123Tracking @registration

"$($results.Count) rows in shipments.csv:"
foreach ($status in 'Registered', 'AlreadyRegistered', 'Rejected', 'Failed') {
    "  $(@($results | Where-Object Status -EQ $status).Count) $status"
}

''
"Rejected rows ($($problems.Count) errors):"
$results | Where-Object Status -In 'Rejected', 'Failed' | Format-Table

# Advance the sandbox's clock by eight days. With a real account, run the rest of this script next week.
$connection.Sandbox.Advance([timespan]'8.00:00:00')

'All parcels, eight days later:'
$parcels = Get-Track123Tracking
$parcels | Format-Table

'Parcels that need attention:'
$parcels | Where-Object TransitStatus -In 'Abnormal', 'DeliveryFailed' |
    Format-Table TrackingNumber, CarrierName, StatusDescription

$parcel = $parcels | Where-Object TrackingNumber -EQ 'SBLASTMILE0001'
"Events of $($parcel.TrackingNumber), order $($parcel.OrderNumber), newest first:"
$parcel.Events | Format-Table

# Write all parcels to one HTML file. It can be opened, mailed or printed, and loads nothing from the network.
$report = $parcels | Export-Track123Report -Path "$PSScriptRoot/report.html" -Title 'Shipments of September' -PassThru
''
"Report: $($report.FullName)"
