# Register-, Get-, Set-, Restart- and Remove-Track123AirTracking.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Air cargo' {
    BeforeEach {
        $connection = Connect-Track123 -Sandbox -PassThru
        $registered = Register-Track123AirTracking 160-12345675 cathay-pacific
    }

    It 'is registered once when the waybill has another format' {
        "$($registered.Status)" | Should -Be Registered
        "$((Register-Track123AirTracking '160 1234 5675' cathay-pacific).Status)" | Should -Be AlreadyRegistered
    }

    It 'is rejected without a request when the check digit is wrong' {
        $credits = $connection.Sandbox.Credits
        $result = Register-Track123AirTracking 160-12345674 cathay-pacific -ErrorAction SilentlyContinue -ErrorVariable problems
        "$($result.Status)" | Should -Be Rejected
        $problems.Count | Should -Be 1
        $connection.Sandbox.Credits | Should -Be $credits
    }

    It 'returns its events when queried' {
        $connection.Sandbox.Advance([timespan]'10.00:00:00')
        $shipment = $registered | Get-Track123AirTracking
        $shipment.Events | Should -Not -BeNullOrEmpty
        $shipment.Status | Should -Not -BeNullOrEmpty
    }

    It 'is changed, retracked and removed when the registration result is piped' {
        $registered | Set-Track123AirTracking -NewCarrierCode emirates
        $connection.Sandbox.Advance([timespan]'7:00:00')
        $shipment = Get-Track123AirTracking 160-12345675 -CarrierCode emirates
        $shipment.CarrierCode | Should -Be emirates
        @($shipment | Restart-Track123AirTracking).Count | Should -Be 1
        $shipment | Remove-Track123AirTracking -Confirm:$false
        $shipment | Get-Track123AirTracking -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'TrackingNotRegistered*'
    }
}
