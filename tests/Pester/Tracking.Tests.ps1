# Get-, Set-, Restart-, Remove- and Wait-Track123Tracking, Get-Track123InstantTracking.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Parcels' {
    BeforeEach {
        $connection = Connect-Track123 -Sandbox -PassThru
        $null = 'SBDELIVERED1', 'SBEXCEPTION1', 'SBTRANSIT1' | Register-Track123Tracking -CarrierCode china-post
    }

    Context 'Get-Track123Tracking' {
        It 'returns one, several or all parcels when called with one, several or no numbers' {
            (Get-Track123Tracking SBDELIVERED1).TrackingNumber | Should -Be SBDELIVERED1
            @('SBDELIVERED1', 'SBTRANSIT1' | Get-Track123Tracking).Count | Should -Be 2
            @(Get-Track123Tracking).Count | Should -Be 3
        }

        It 'returns matching parcels when -TransitStatus is set' {
            $connection.Sandbox.Advance([timespan]'20.00:00:00')
            @(Get-Track123Tracking -TransitStatus Delivered).TrackingNumber | Should -Be SBDELIVERED1
            @(Get-Track123Tracking -TransitStatus Delivered, Abnormal).Count | Should -Be 2
        }

        It 'writes an error and continues when a number is not registered' {
            $found = 'NOSUCH00001', 'SBTRANSIT1' | Get-Track123Tracking -ErrorAction SilentlyContinue -ErrorVariable problems
            $found.TrackingNumber | Should -Be SBTRANSIT1
            $problems.FullyQualifiedErrorId | Should -BeLike 'TrackingNotRegistered*'
        }
    }

    Context 'Get-Track123InstantTracking' {
        It 'costs one credit and stores nothing when it returns a parcel' {
            $credits = $connection.Sandbox.Credits
            (Get-Track123InstantTracking SBDELIVERED9 -CarrierCode china-post -Confirm:$false).TrackingNumber | Should -Be SBDELIVERED9
            $connection.Sandbox.Credits | Should -Be ($credits - 1)
            @(Get-Track123Tracking).Count | Should -Be 3
        }

        It 'sends nothing when -WhatIf is set' {
            $credits = $connection.Sandbox.Credits
            Get-Track123InstantTracking SBDELIVERED9 -CarrierCode china-post -WhatIf | Should -BeNullOrEmpty
            $connection.Sandbox.Credits | Should -Be $credits
        }
    }

    Context 'Set-Track123Tracking' {
        It 'changes fields without output when parcels are piped' {
            Get-Track123Tracking | Set-Track123Tracking -Remark late | Should -BeNullOrEmpty
            Get-Track123Tracking | ForEach-Object Remark | Should -Be late, late, late
        }

        It 'changes the carrier when -NewCarrierCode is set' {
            (Get-Track123Tracking SBTRANSIT1 | Set-Track123Tracking -NewCarrierCode yunexpress -PassThru).CarrierCode | Should -Be yunexpress
        }
    }

    Context 'Restart-Track123Tracking' {
        It 'returns a result for each parcel when parcels are piped' {
            $connection.Sandbox.Advance([timespan]'7:00:00')
            $results = Get-Track123Tracking | Restart-Track123Tracking
            $results.TrackingNumber | Sort-Object | Should -Be SBDELIVERED1, SBEXCEPTION1, SBTRANSIT1
            $results.Status | ForEach-Object ToString | Sort-Object -Unique | Should -Be Retracked
        }

        It 'returns NotDue without an error when a retrack is not due' {
            $null = Get-Track123Tracking SBTRANSIT1 | Restart-Track123Tracking
            $again = Get-Track123Tracking SBTRANSIT1 | Restart-Track123Tracking -ErrorAction Stop
            "$($again.Status)" | Should -Be NotDue
        }
    }

    Context 'Remove-Track123Tracking' {
        It 'deletes nothing when the shell cannot prompt for confirmation' {
            (Get-Command Remove-Track123Tracking).ImplementingType.GetCustomAttributes($true).ConfirmImpact | Should -Contain High
            $lines = Invoke-Shell "Import-Module '@module'; Connect-Track123 -Sandbox; `$null = Register-Track123Tracking SBTRANSIT1 -CarrierCode china-post
                try { Get-Track123Tracking | Remove-Track123Tracking -ErrorAction Stop } catch { 'asked' }; (Get-Track123Tracking).TrackingNumber"
            $lines | Should -Contain asked
            $lines | Should -Contain SBTRANSIT1
        }

        It 'deletes piped parcels except when -WhatIf is set' {
            Get-Track123Tracking | Remove-Track123Tracking -WhatIf
            @(Get-Track123Tracking).Count | Should -Be 3
            Get-Track123Tracking | Remove-Track123Tracking -Confirm:$false
            Get-Track123Tracking | Should -BeNullOrEmpty
        }

        It 'writes no error when the parcel does not exist' {
            { Remove-Track123Tracking SBTRANSIT9 -CarrierCode china-post -Confirm:$false -ErrorAction Stop } | Should -Not -Throw
        }
    }

    Context 'Wait-Track123Tracking' {
        It 'returns each parcel when it reaches a given status' {
            $arrived = Wait-Track123Tracking SBDELIVERED1, SBEXCEPTION1 -Until Delivered, Abnormal
            $arrived.TrackingNumber | Sort-Object | Should -Be SBDELIVERED1, SBEXCEPTION1
        }

        It 'writes an error when a parcel does not reach the status in time' {
            Wait-Track123Tracking SBEXCEPTION1 -Until Delivered -TimeoutSeconds 3600 -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
            $problems.FullyQualifiedErrorId | Should -BeLike 'StatusNotReached*'
        }
    }
}
