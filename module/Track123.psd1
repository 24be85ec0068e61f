@{
    RootModule             = 'Track123.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5d0f2f4e-6a0b-4c5e-9a51-2b8f5f0a7d13'
    Author                 = 'Track123 for PowerShell contributors'
    Copyright              = '(c) Track123 for PowerShell contributors. MIT license.'
    Description            = 'Registers parcels with Track123, tracks them across about 1,700 carriers and shows exceptions, in a PowerShell pipeline. Keeps to the rate limits of the service and outputs exactly one result per input row.'

    # Windows PowerShell 5.1, or PowerShell 7.4 or later. A manifest can't express both; on 7.0 to 7.3 the import fails with a message.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')

    FormatsToProcess       = @('Track123.Format.ps1xml')

    CmdletsToExport        = @(
        'Connect-Track123'
        'ConvertFrom-Track123Webhook'
        'ConvertTo-Track123Record'
        'Disconnect-Track123'
        'Export-Track123Report'
        'Get-Track123AirTracking'
        'Get-Track123Carrier'
        'Get-Track123Connection'
        'Get-Track123InstantTracking'
        'Get-Track123OceanTracking'
        'Get-Track123Tracking'
        'Get-Track123TrackingChange'
        'Invoke-Track123Request'
        'Measure-Track123Tracking'
        'Receive-Track123Webhook'
        'Register-Track123AirTracking'
        'Register-Track123OceanTracking'
        'Register-Track123Tracking'
        'Remove-Track123AirTracking'
        'Remove-Track123OceanTracking'
        'Remove-Track123Tracking'
        'Resolve-Track123Carrier'
        'Restart-Track123AirTracking'
        'Restart-Track123OceanTracking'
        'Restart-Track123Tracking'
        'Set-Track123AirTracking'
        'Set-Track123OceanTracking'
        'Set-Track123Tracking'
        'Test-Track123WebhookSignature'
        'Wait-Track123Tracking'
    )
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()

    PrivateData            = @{
        PSData = @{
            Tags         = @('Track123', 'tracking', 'parcel', 'shipment', 'logistics', 'carrier', 'shipping', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            # CHANGELOG.md is in the same folder. The packaging adds the addresses of license, project and icon here.
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
