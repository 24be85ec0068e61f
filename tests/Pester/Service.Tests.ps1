# Tests over a socket: requests, no key in any stream, runspaces and jobs.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Service over a socket' {
    BeforeAll {
        $key = 'pester-key-{0:n}' -f [guid]::NewGuid()
        $server = Start-TestServer --latency 20 --jitter 5 --api-key $key
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'shows the key in none of the six streams when all are enabled' {
        $debugLog = "$TestDrive/streams.txt"
        & {
            $ErrorActionPreference = 'Continue'
            $VerbosePreference = 'Continue'
            $DebugPreference = 'Continue'
            $InformationPreference = 'Continue'
            Connect-Track123 -ApiKey $key -BaseUri $server.BaseUri -PassThru
            Import-Csv "$root/samples/shipments.csv" | Register-Track123Tracking
            Get-Track123Tracking | Format-List *
            Get-Track123Connection | Format-List * -Force
            Get-Track123Tracking NOSUCHNUMBER
            Get-Track123Carrier -CarrierCode nosuchcarrier
        } *> $debugLog
        $text = Get-Content -Raw $debugLog
        $text | Should -Match 'POST tk/v2.1/track/import: 37 items, 00000, HTTP 200'
        $text | Should -Not -Match ([regex]::Escape($key))
        $text | Should -Not -Match ([regex]::Escape($key.Substring(11, 8)))
        ($Error | Out-String) | Should -Not -Match ([regex]::Escape($key.Substring(11, 8)))
    }

    It 'receives one request when Select-Object -First 1 is used' {
        Connect-Track123 -ApiKey $key -BaseUri $server.BaseUri
        $null = Invoke-RestMethod -Method Post ([uri]::new($server.BaseUri, '/_test/reset'))
        (Get-Track123Tracking | Select-Object -First 1).TrackingNumber | Should -Not -BeNullOrEmpty
        @(Get-Request $server | Where-Object path -like '*/track/query').Count | Should -Be 1
    }

    It 'rejects a wrong key when connecting' {
        { Connect-Track123 -ApiKey 'some-other-key-quite-wrong' -BaseUri $server.BaseUri } | Should -Throw -ErrorId 'AuthenticationFailed*'
    }

    It 'registers every row when parallel runspaces are used' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $results = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-Track123 -ApiKey $using:key -BaseUri ($using:server).BaseUri -NoVerify
            $runspace = $_
            1..150 | ForEach-Object { "SBTRANSIT-$runspace-$_" } | Register-Track123Tracking
        }
        $results.Count | Should -Be 600
        $results | Where-Object Status -ne Registered | Should -BeNullOrEmpty
    }

    It 'registers a row when used in a job' {
        $job = Start-Job {
            Import-Module $using:module
            Connect-Track123 -Sandbox
            'SBDELIVERED-1JOB' | Register-Track123Tracking
        }
        $result = $job | Receive-Job -Wait -AutoRemoveJob
        "$($result.Status)" | Should -Be 'Registered'
    }
}
