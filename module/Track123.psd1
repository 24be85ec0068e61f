@{
    RootModule             = 'Track123.PowerShell.dll'
    ModuleVersion          = '0.1.0'
    GUID                   = '5d0f2f4e-6a0b-4c5e-9a51-2b8f5f0a7d13'
    Author                 = 'Track123 for PowerShell contributors'
    Copyright              = '(c) Track123 for PowerShell contributors. MIT license.'
    Description            = 'Register parcels with Track123, follow them across some 1,700 carriers and see the exceptions, from a PowerShell pipeline. Paces itself to the service''s limits and gives every input row exactly one outcome.'

    # Windows PowerShell 5.1 and PowerShell 7.4 or later. A manifest cannot say both, so an import on 7.0 to 7.3 says it in words.
    PowerShellVersion      = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions   = @('Desktop', 'Core')

    FormatsToProcess       = @('Track123.Format.ps1xml')

    CmdletsToExport        = @(
        'Connect-Track123'
        'ConvertFrom-Track123Webhook'
        'Disconnect-Track123'
        'Export-Track123Report'
        'Get-Track123AirTracking'
        'Get-Track123Carrier'
        'Get-Track123Connection'
        'Get-Track123InstantTracking'
        'Get-Track123OceanTracking'
        'Get-Track123Tracking'
        'Invoke-Track123Request'
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
            # CHANGELOG.md lies beside this file. LicenseUri and ProjectUri are left out until the project has a public address.
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
