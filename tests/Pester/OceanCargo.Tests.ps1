# Register-, Get-, Set-, Restart- and Remove-Track123OceanTracking.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Ocean cargo' {
    BeforeEach {
        $connection = Connect-Track123 -Sandbox -PassThru
        $registered = Register-Track123OceanTracking MATS1234567890 matson BillOfLading
    }

    It 'costs no credit when it is registered again' {
        "$($registered.Status)" | Should -Be Registered
        $registered.OrderNumber | Should -Not -BeNullOrEmpty
        $credits = $connection.Sandbox.Credits
        "$((Register-Track123OceanTracking MATS1234567890 matson BillOfLading).Status)" | Should -Be AlreadyRegistered
        $connection.Sandbox.Credits | Should -Be $credits
    }

    It 'returns containers and events when queried' {
        $connection.Sandbox.Advance([timespan]'10.00:00:00')
        $shipment = $registered | Get-Track123OceanTracking
        $shipment.TrackingNumber | Should -Be MATS1234567890
        $shipment.Containers.ContainerNumber | Should -Not -BeNullOrEmpty
        $shipment.Containers.Events | Should -Not -BeNullOrEmpty
        ($shipment.Containers | Format-Table | Out-String) | Should -Match ([regex]::Escape($shipment.Containers[0].ContainerNumber))
    }

    It 'is changed, retracked and removed when the registration result is piped' {
        $registered | Set-Track123OceanTracking -NewCarrierCode oocl
        ($registered | Get-Track123OceanTracking).CarrierCode | Should -Be oocl
        $connection.Sandbox.Advance([timespan]'7:00:00')
        @($registered | Restart-Track123OceanTracking).Count | Should -Be 1
        $registered | Remove-Track123OceanTracking -Confirm:$false
        $registered | Get-Track123OceanTracking -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'TrackingNotRegistered*'
    }

    It 'returns a result for each row when a table is piped' {
        $rows = "Tracking Number,Carrier,Number Type`nMATU2000001,matson,Container`n,matson,Container" | ConvertFrom-Csv
        $results = @($rows | Register-Track123OceanTracking -ErrorAction SilentlyContinue -ErrorVariable problems)
        $results.Count | Should -Be 2
        $problems.Count | Should -BeGreaterThan 0
    }
}
