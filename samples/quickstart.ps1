<#
    A first look at Track123, in a sandbox: an account in memory that needs no API key and no network.
    Run it as it is:

        dotnet run --project src/Track123.Shell -- samples/quickstart.ps1     with only the .NET SDK
        ./samples/quickstart.ps1                                              in PowerShell, after a build

    For your own parcels, change the first command to Connect-Track123 -ApiKey (Read-Host -AsSecureString), and leave out
    the clock.
#>

# The module, unless it is there already: installed, or loaded by the shell that runs this.
if (-not (Get-Command -Name Connect-Track123 -ErrorAction Ignore)) {
    Import-Module -Name "$PSScriptRoot/../out/Track123"
}

# -Sandbox gives a fresh account. -PassThru returns the connection, which has the sandbox's clock.
$connection = Connect-Track123 -Sandbox -PassThru

# Each row of the file gives one result. A rejected row is also an error; they are kept for later instead of shown here.
$results = Register-Track123Tracking -Path "$PSScriptRoot/shipments.csv" -ErrorAction SilentlyContinue -ErrorVariable problems

"$($results.Count) rows in shipments.csv:"
foreach ($status in 'Registered', 'AlreadyRegistered', 'Rejected', 'Failed') {
    "  $(@($results | Where-Object Status -EQ $status).Count) $status"
}

''
"Not registered, and why ($($problems.Count) errors):"
$results | Where-Object Status -In 'Rejected', 'Failed' | Format-Table

# Eight days pass. With a real account you would run the rest of this script next week.
$connection.Sandbox.Advance([timespan]'8.00:00:00')

'Every parcel, eight days later:'
$parcels = Get-Track123Tracking
$parcels | Format-Table

'The ones that need somebody:'
$parcels | Where-Object TransitStatus -In 'Abnormal', 'DeliveryFailed' | Format-Table TrackingNumber, CarrierName, StatusDescription

$parcel = $parcels | Where-Object TrackingNumber -EQ 'SBLASTMILE0001'
"The journey of $($parcel.TrackingNumber), order $($parcel.OrderNumber), latest first:"
$parcel.Events | Format-Table

# All of it on one page, to open in a browser, to mail or to print. It asks for nothing from the network.
$report = $parcels | Export-Track123Report -Path "$PSScriptRoot/report.html" -Title 'Shipments of September' -PassThru
''
"The report: $($report.FullName)"
