# Tests that need a real shell: CSV files, runspaces and jobs, formatting, transcripts, error preferences.

BeforeDiscovery {
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    # Part of PowerShell 7; on Windows PowerShell, the module must be installed.
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

    It 'of rejected rows can be registered when they are corrected' {
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

    It 'of parcels keep status, times and non-Latin letters when imported again' {
        $connection.Sandbox.Advance([timespan]'20.00:00:00')
        Get-Track123Tracking | Export-Csv "$TestDrive/parcels.csv" -NoTypeInformation -Encoding UTF8
        $row = Import-Csv "$TestDrive/parcels.csv" -Encoding UTF8 | Where-Object TrackingNumber -EQ SBDELIVERED-C1
        $parcel = Get-Track123Tracking SBDELIVERED-C1
        $row.TransitStatus | Should -Be Delivered
        $row.OrderNumber | Should -Be SO-1
        $row.CarrierName | Should -Be $parcel.CarrierName
        ($parcel.Events | Select-Object Time, Description | ConvertTo-Csv -NoTypeInformation).Count | Should -Be ($parcel.Events.Count + 1)
    }

    It 'of a thousand rows keep their order when registered' {
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

    It 'share a connection when it is passed to ForEach-Object -Parallel' -Skip:(-not $isCore) {
        $given = 1..6 | ForEach-Object -Parallel {
            Import-Module $using:module
            Register-Track123Tracking "SBTRANSIT-P$_" -CarrierCode china-post -Connection $using:connection
        } -ThrottleLimit 3
        $given.Count | Should -Be 6
        (Get-Track123Tracking -Connection $connection).TrackingNumber | Where-Object { $_ -like 'SBTRANSIT-P*' } | Should -HaveCount 6
    }

    It 'have no connection when none is passed to ForEach-Object -Parallel' -Skip:(-not $isCore) {
        $failures = 1..2 | ForEach-Object -Parallel {
            Import-Module $using:module
            try { Get-Track123Tracking -ErrorAction Stop } catch { $_.FullyQualifiedErrorId }
        }
        $failures | Should -HaveCount 2
        $failures | Should -BeLike 'NotConnected*'
    }

    It 'output live objects when Start-ThreadJob is used' -Skip:$noThreadJob {
        $job = Start-ThreadJob {
            Import-Module $using:module
            Register-Track123Tracking SBDELIVERED-1TJ -CarrierCode china-post -Connection $using:connection
            Get-Track123Tracking SBDELIVERED-1TJ -Connection $using:connection
        }
        $result, $parcel = $job | Receive-Job -Wait -AutoRemoveJob
        "$($result.Status)" | Should -Be Registered
        $parcel | Should -BeOfType Track123.Tracking
    }

    It 'output deserialized objects and errors when Start-Job is used' {
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

    It 'end completely when a job is stopped' {
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

    It 'shows parcels when <Name> is used' -ForEach @(
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

    It 'uses the column names when passed to Format-Table and Group-Object' {
        $parcels | Format-Table -Property TrackingNumber, TransitStatus | Out-String -Width 100 | Should -Match '(?m)^SBDELIVERED-F1 +Delivered\s*$'
        ($parcels | Group-Object TransitStatus).Count | Should -Be 2
    }

    It 'keeps the table view when parcels are exported to CLIXML and imported' {
        $parcels | Export-Clixml "$TestDrive/parcels.xml"
        Import-Clixml "$TestDrive/parcels.xml" | Out-String -Width 100 | Should -Match '(?m)^SBDELIVERED-F1 '
    }
}

Describe 'Transcript' {
    It 'contains tables and errors but no key when verbose and debug are on' {
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

    It '$? is false when there was an error' {
        $null = Register-Track123Tracking SBTRANSIT-E1 -CarrierCode china-post
        $? | Should -BeTrue
        $null = Register-Track123Tracking SBREJECT-E2 -CarrierCode china-post 2>$null
        $? | Should -BeFalse
    }

    It '-ErrorVariable has one error per row when rows are invalid' {
        $results = 'SBTRANSIT-E3', '', 'SBREJECT-E4' | Register-Track123Tracking -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Count | Should -Be 3
        $problems.Count | Should -Be 2
        $problems[1].TargetObject.TrackingNumber | Should -Be SBREJECT-E4
        $problems | ForEach-Object { $_.CategoryInfo.Category } | Should -Not -Contain NotSpecified
    }

    It '-ErrorVariable adds errors when its name has a plus sign' {
        $problems = $null
        $null = Register-Track123Tracking SBREJECT-E5 -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable problems
        $null = Register-Track123Tracking SBREJECT-E6 -CarrierCode china-post -ErrorAction SilentlyContinue -ErrorVariable +problems
        $problems.Count | Should -Be 2
    }

    It 'end the pipeline when -ErrorAction is Stop and are dropped when it is Ignore' {
        $given = [System.Collections.Generic.List[object]]::new()
        { 'SBREJECT-E7', 'SBTRANSIT-E8' | Register-Track123Tracking -CarrierCode china-post -BatchSize 1 -ErrorAction Stop | ForEach-Object { $given.Add($_) } } |
            Should -Throw -ErrorId 'TrackingRejected*'
        $given.TrackingNumber | Should -Not -Contain SBTRANSIT-E8
        $count = $Error.Count
        $null = Register-Track123Tracking SBREJECT-E9 -CarrierCode china-post -ErrorAction Ignore
        $Error.Count | Should -Be $count
    }

    It 'end the pipeline when $ErrorActionPreference is Stop' {
        & {
            $ErrorActionPreference = 'Stop'
            { Register-Track123Tracking SBREJECT-E10 -CarrierCode china-post } | Should -Throw -ErrorId 'TrackingRejected*'
        }
    }

    It 'have an id and a recommended action when caught' {
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

    It 'set the exit code of a script to 1 only when -ErrorAction is Stop' {
        foreach ($case in @{ Action = 'Stop'; Code = 1 }, @{ Action = 'SilentlyContinue'; Code = 0 }) {
            Set-Content "$TestDrive/script.ps1" "Import-Module '$module'; Connect-Track123 -Sandbox
                `$null = Register-Track123Tracking SBREJECT-E11 -CarrierCode china-post -ErrorAction $($case.Action)"
            $null = & $shell -NoProfile -NonInteractive -File "$TestDrive/script.ps1" 2>&1
            $LASTEXITCODE | Should -Be $case.Code
        }
    }
}
