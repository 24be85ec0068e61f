# What only a real shell shows: files of CSV, runspaces and jobs, formatting, transcripts, the error preferences.

BeforeDiscovery {
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    # Comes with PowerShell 7; on Windows PowerShell it is a module to install.
    $noThreadJob = -not (Get-Command Start-ThreadJob -ErrorAction Ignore)
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'CSV files' {
    BeforeAll {
        $connection = Connect-Track123 -Sandbox -PassThru
    }

    It 'of results can be mended and registered again' {
        Set-Content "$TestDrive/orders.csv" "Tracking Number,Carrier,Order`nSBDELIVERED-C1,china-post,SO-1`nSBPOSTAL-C2,china-post,SO-2`n,china-post,SO-3"
        $results = Import-Csv "$TestDrive/orders.csv" | Register-Track123Tracking -ErrorAction SilentlyContinue
        $results.Count | Should -Be 3
        $results | Where-Object Status -In Rejected, Failed | Export-Csv "$TestDrive/again.csv" -NoTypeInformation -Encoding UTF8
        $rows = @(Import-Csv "$TestDrive/again.csv" -Encoding UTF8)
        $rows.Count | Should -Be 2
        $rows[0].PostalCode = '1012AB'
        $again = $rows | Register-Track123Tracking -ErrorAction SilentlyContinue
        $again | ForEach-Object { "$($_.Status)" } | Should -Be Registered, Rejected
        $again[0].OrderNumber | Should -Be SO-2
    }

    It 'of parcels keep state, times and other scripts'' letters' {
        $connection.Sandbox.Advance([timespan]'20.00:00:00')
        Get-Track123Tracking | Export-Csv "$TestDrive/parcels.csv" -NoTypeInformation -Encoding UTF8
        $row = Import-Csv "$TestDrive/parcels.csv" -Encoding UTF8 | Where-Object TrackingNumber -EQ SBDELIVERED-C1
        $parcel = Get-Track123Tracking SBDELIVERED-C1
        $row.TransitStatus | Should -Be Delivered
        $row.OrderNumber | Should -Be SO-1
        $row.CarrierName | Should -Be $parcel.CarrierName
        ($parcel.Events | Select-Object Time, Description | ConvertTo-Csv -NoTypeInformation).Count | Should -Be ($parcel.Events.Count + 1)
    }

    It 'of a thousand rows come out in the order they went in' {
        1..1000 | ForEach-Object { [pscustomobject]@{ 'Tracking Number' = "SBTRANSIT-T$_"; Carrier = 'yunexpress' } } | Export-Csv "$TestDrive/many.csv" -NoTypeInformation
        $results = Import-Csv "$TestDrive/many.csv" | Register-Track123Tracking
        $results.TrackingNumber | Should -Be (1..1000 | ForEach-Object { "SBTRANSIT-T$_" })
        $results | ForEach-Object { "$($_.Status)" } | Sort-Object -Unique | Should -Be Registered
    }
}

Describe 'Runspaces and jobs' {
    BeforeAll {
        $connection = Connect-Track123 -Sandbox -PassThru
    }

    It 'ForEach-Object -Parallel shares a connection that is handed over' -Skip:(-not $isCore) {
        $given = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:module
            Register-Track123Tracking "SBTRANSIT-P$_" -CarrierCode china-post -Connection $using:connection
        } -ThrottleLimit 3
        $given.Count | Should -Be 6
        (Get-Track123Tracking -Connection $connection).TrackingNumber | Where-Object { $_ -like 'SBTRANSIT-P*' } | Should -HaveCount 6
    }

    It 'ForEach-Object -Parallel has no connection of another runspace' -Skip:(-not $isCore) {
        $failures = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:module
            try { Get-Track123Tracking -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $failures | Should -HaveCount 2
        $failures | Should -BeLike 'NotConnected*'
    }

    It 'Start-ThreadJob gives live objects' -Skip:$noThreadJob {
        $job = Start-ThreadJob {
            Import-Module $using:module
            Register-Track123Tracking SBDELIVERED-TJ -CarrierCode china-post -Connection $using:connection
            Get-Track123Tracking SBDELIVERED-TJ -Connection $using:connection
        }
        $result, $parcel = $job | Receive-Job -Wait -AutoRemoveJob
        "$($result.Status)" | Should -Be Registered
        $parcel | Should -BeOfType Track123.Tracking
    }

    It 'Start-Job gives objects that keep their columns and their errors' {
        $job = Start-Job {
            Import-Module $using:module
            Connect-Track123 -Sandbox
            Register-Track123Tracking 'SBTRANSIT-J1', 'SBREJECT-J2' -CarrierCode china-post
        }
        $results = $job | Receive-Job -Wait -AutoRemoveJob -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Count | Should -Be 2
        $results[0].PSTypeNames | Should -Contain Deserialized.Track123.RegistrationResult
        "$($results[1].Status)" | Should -Be Rejected
        @($problems).Count | Should -Be 1
    }

    It 'a job that is stopped leaves nothing running' {
        $job = Start-Job {
            Import-Module $using:module
            $c = Connect-Track123 -Sandbox -PassThru
            $null = Register-Track123Tracking SBTRANSIT-W1 -CarrierCode china-post
            'waiting'
            1..1000000 | ForEach-Object { "SBTRANSIT-W$_" } | Register-Track123Tracking -CarrierCode china-post | Out-Null
        }
        $null = Wait-Record $job.ChildJobs[0].Output waiting
        $job | Stop-Job
        $job.State | Should -Be Stopped
        $job | Remove-Job -Force
    }
}

Describe 'Formatting' {
    BeforeAll {
        $connection = Connect-Track123 -Sandbox -PassThru
        $null = Register-Track123Tracking SBDELIVERED-F1, SBEXCEPTION-F2 -CarrierCode china-post
        $connection.Sandbox.Advance([timespan]'20.00:00:00')
        $parcels = Get-Track123Tracking
    }

    It '<Name> takes them' -ForEach @(
        @{ Name = 'Format-Table'; Pattern = 'TrackingNumber\s+CarrierCode' }
        @{ Name = 'Format-List'; Pattern = '(?m)^TrackingNumber\s+: SB' }
        @{ Name = 'Format-Wide'; Pattern = 'SBDELIVERED-F1' }
        @{ Name = 'Format-Custom'; Pattern = 'SBDELIVERED-F1' }
        @{ Name = 'ConvertTo-Html'; Pattern = '<td>SBDELIVERED-F1</td>' }
        @{ Name = 'ConvertTo-Json'; Pattern = '"TrackingNumber":\s*"SBDELIVERED-F1"' }
        @{ Name = 'ConvertTo-Csv'; Pattern = '"SBDELIVERED-F1"' }
    ) {
        $arguments = if ($Name -eq 'Format-Custom') { @{ Depth = 1 } } else { @{} }
        $parcels | & $Name @arguments -WarningAction SilentlyContinue | Out-String -Width 200 | Should -Match $Pattern
    }

    It 'Format-Table -Property and Group-Object take the names of the columns' {
        $parcels | Format-Table -Property TrackingNumber, TransitStatus | Out-String -Width 100 | Should -Match '(?m)^SBDELIVERED-F1 +Delivered\s*$'
        ($parcels | Group-Object TransitStatus).Count | Should -Be 2
    }

    It 'Export-Clixml and back keeps the table' {
        $parcels | Export-Clixml "$TestDrive/parcels.xml"
        Import-Clixml "$TestDrive/parcels.xml" | Out-String -Width 100 | Should -Match '(?m)^SBDELIVERED-F1 '
    }
}

Describe 'A transcript' {
    It 'holds the tables, the errors and never the key' {
        $key = 'transcript-key-{0:n}' -f [guid]::NewGuid()
        $server = Start-TestServer --latency 0 --jitter 0 --api-key $key
        try {
            $null = Invoke-Shell "Import-Module '@module'; Start-Transcript '$TestDrive/transcript.txt' -IncludeInvocationHeader
                Connect-Track123 -ApiKey `$env:TRANSCRIPT_KEY -BaseUri '$($server.BaseUri)' -PassThru -Verbose -Debug
                Register-Track123Tracking SBDELIVERED-T1, SBREJECT-T2 -CarrierCode china-post -Verbose
                Connect-Track123 -ApiKey 'a-wrong-key-0123456789' -BaseUri '$($server.BaseUri)'
                Stop-Transcript" @{ TRANSCRIPT_KEY = $key }
        }
        finally {
            Stop-TestServer $server
        }

        $text = Get-Content "$TestDrive/transcript.txt" -Raw
        $text | Should -Match 'SBDELIVERED-T1'
        $text | Should -Match 'SBREJECT-T2'
        $text | Should -Match 'track/import'
        $text | Should -Not -Match ([regex]::Escape($key.Substring(15, 12)))
    }
}

Describe 'Errors' {
    BeforeAll {
        Connect-Track123 -Sandbox
    }

    It '$? tells whether there were any' {
        $null = Register-Track123Tracking SBTRANSIT-E1 -CarrierCode china-post
        $? | Should -BeTrue
        $null = Register-Track123Tracking SBREJECT-E2 -CarrierCode china-post 2>$null
        $? | Should -BeFalse
    }

    It '-ErrorVariable has one for each row, with the row as its target' {
        $results = 'SBTRANSIT-E3', '', 'SBREJECT-E4' | Register-Track123Tracking -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Count | Should -Be 3
        $problems.Count | Should -Be 2
        $problems[1].TargetObject.TrackingNumber | Should -Be SBREJECT-E4
        $problems | ForEach-Object { $_.CategoryInfo.Category } | Should -Not -Contain NotSpecified
    }

    It '-ErrorVariable with a plus adds up' {
        $problems = $null
        $null = Register-Track123Tracking SBREJECT-E5 -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable problems
        $null = Register-Track123Tracking SBREJECT-E6 -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable +problems
        $problems.Count | Should -Be 2
    }

    It '-ErrorAction Stop ends at the first, and Ignore leaves none' {
        $given = [System.Collections.Generic.List[object]]::new()
        { 'SBREJECT-E7', 'SBTRANSIT-E8' | Register-Track123Tracking -CarrierCode china-post -BatchSize 1 -ErrorAction Stop | ForEach-Object { $given.Add($_) } } |
            Should -Throw -ErrorId 'TrackingRejected*'
        $given.TrackingNumber | Should -Not -Contain SBTRANSIT-E8
        $count = $Error.Count
        $null = Register-Track123Tracking SBREJECT-E9 -CarrierCode china-post -ErrorAction Ignore
        $Error.Count | Should -Be $count
    }

    It '$ErrorActionPreference counts' {
        & {
            $ErrorActionPreference = 'Stop'
            { Register-Track123Tracking SBREJECT-E10 -CarrierCode china-post } | Should -Throw -ErrorId 'TrackingRejected*'
        }
    }

    It 'try and catch get the type, the id and a recommended action' {
        Disconnect-Track123
        try {
            Get-Track123Tracking
            throw 'no error'
        }
        catch {
            $_.FullyQualifiedErrorId | Should -BeLike 'NotConnected*'
            $_.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        }
        finally {
            Connect-Track123 -Sandbox
        }
    }

    It 'a script under -File ends with 1 where it stops, 0 where it does not' {
        foreach ($case in @{ Action = 'Stop'; Code = 1 }, @{ Action = 'SilentlyContinue'; Code = 0 }) {
            Set-Content "$TestDrive/script.ps1" "Import-Module '$module'; Connect-Track123 -Sandbox
                `$null = Register-Track123Tracking SBREJECT-E11 -CarrierCode china-post -ErrorAction $($case.Action)"
            $null = & $shell -NoProfile -NonInteractive -File "$TestDrive/script.ps1" 2>&1
            $LASTEXITCODE | Should -Be $case.Code
        }
    }
}
