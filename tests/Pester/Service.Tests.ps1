# The service on a socket: what is sent, the key in no stream, runspaces and jobs.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'The service on a socket' {
    BeforeAll {
        $key = 'pester-key-{0:n}' -f [guid]::NewGuid()
        $server = Start-TestServer --latency 20 --jitter 5 --api-key $key
    }

    AfterAll {
        Stop-TestServer $server
    }

    It 'does the same over the socket, and the key is in none of the six streams' {
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

    It 'makes one request for Select-Object -First 1' {
        Connect-Track123 -ApiKey $key -BaseUri $server.BaseUri
        $null = Invoke-RestMethod -Method Post ([uri]::new($server.BaseUri, '/_test/reset'))
        (Get-Track123Tracking | Select-Object -First 1).TrackingNumber | Should -Not -BeNullOrEmpty
        @(Get-Request $server | Where-Object path -like '*/track/query').Count | Should -Be 1
    }

    It 'refuses a wrong key at Connect-Track123' {
        { Connect-Track123 -ApiKey 'some-other-key-quite-wrong' -BaseUri $server.BaseUri } | Should -Throw -ErrorId 'AuthenticationFailed*'
    }

    It 'keeps its place in parallel runspaces' -Skip:($PSVersionTable.PSVersion.Major -lt 7) {
        $results = 1..4 | ForEach-Object -Parallel {
            Import-Module $using:module
            Connect-Track123 -ApiKey $using:key -BaseUri ($using:server).BaseUri -NoVerify
            $runspace = $_
            1..150 | ForEach-Object { "SBTRANSIT-$runspace-$_" } | Register-Track123Tracking
        }
        $results.Count | Should -Be 600
        $results | Where-Object Status -ne Registered | Should -BeNullOrEmpty
    }

    It 'works in a job' {
        $job = Start-Job {
            Import-Module $using:module
            Connect-Track123 -Sandbox
            'SBDELIVERED-JOB' | Register-Track123Tracking
        }
        $result = $job | Receive-Job -Wait -AutoRemoveJob
        "$($result.Status)" | Should -Be 'Registered'
    }
}
