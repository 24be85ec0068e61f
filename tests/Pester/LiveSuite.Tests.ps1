# Runs the live suite against the test server instead of the service.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $key = 'live-key-{0:n}' -f [guid]::NewGuid()
    $variables = @{}
    'TRACK123_API_KEY', 'TRACK123_BASE_URI' | ForEach-Object { $variables[$_] = [Environment]::GetEnvironmentVariable($_) }
    $server = Start-TestServer --latency 0 --jitter 0 --api-key $key
    $env:TRACK123_API_KEY = $key
    $env:TRACK123_BASE_URI = $server.BaseUri

    function Invoke-Live([string] $Arguments) {
        # Runs the suite in a new process, as a user would. Outputs the findings and stores the other output.
        Remove-Item "$TestDrive/findings.json" -ErrorAction SilentlyContinue
        $script:said = Invoke-Shell "& '$PSScriptRoot/Live/Invoke-LiveSuite.ps1' $Arguments -PassThru | ConvertTo-Json | Set-Content -Encoding utf8 '$TestDrive/findings.json'"
        Get-Content -Raw -Encoding utf8 "$TestDrive/findings.json" | ConvertFrom-Json | ForEach-Object { $_ }
    }

    function Get-Account {
        Invoke-RestMethod ([uri]::new($server.BaseUri, '/_test/account'))
    }
}

AfterAll {
    $variables.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $variables[$_]) }
    Stop-TestServer $server
    Restore-Cache
}

Describe 'Invoke-LiveSuite.ps1' {
    It 'finds no differences, spends the announced credits and leaves no parcels when all options are set' {
        $timestamp = "$([DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds())"
        $hmac = New-Object System.Security.Cryptography.HMACSHA256 (, [System.Text.Encoding]::UTF8.GetBytes($key))
        $signature = ([BitConverter]::ToString($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($timestamp))) -replace '-').ToLowerInvariant()
        Set-Content "$TestDrive/webhook.json" "{`"data`":{`"trackNo`":`"X1`"},`"verify`":{`"signature`":`"$signature`",`"timestamp`":`"$timestamp`"}}"

        $before = Get-Account
        $findings = Invoke-Live ("-AllowCredits -TrackingNumber SBTRANSIT77 -IncludeRateLimit -WebhookPath '$TestDrive/webhook.json' -AllowCargoCredits " +
            "-OceanTracking @{ trackingNo = 'MATS1234567890'; carrierCode = 'matson'; type = 2 } -AirTracking @{ trackingNo = '160-12345675'; carrierCode = 'cathay-pacific' }")
        $findings | Where-Object Outcome -eq differs | Format-List | Out-String | Should -BeNullOrEmpty
        @($findings | Where-Object Outcome -eq agrees).Count | Should -BeGreaterThan 85 -Because "$said"
        $before.credits - (Get-Account).credits | Should -Be 202
        (Get-Account).trackingCount | Should -Be 0
        "$said" | Should -Not -Match $key
        ($findings | ConvertTo-Json) | Should -Not -Match $key
    }

    It 'finds the only difference and changes and spends nothing when no option is set' {
        Connect-Track123
        $null = 'SBDELIVERED1', 'SBLASTMILE1', 'SBEXCEPTION1', 'SBTRANSIT1', 'SBNOTFOUND1' | Register-Track123Tracking
        Send-Control $server advance @{ seconds = 6 * 86400 }
        Send-Control $server reset
        Send-Control $server script @{ path = 'courier/detection'; body = @{ code = '00000'; data = @{ recommended_carrier = $null; alternatives = @() }; msg = 'Success' } }
        $before = Get-Account
        $differ = @(Invoke-Live | Where-Object Outcome -eq differs)
        $differ.Count | Should -Be 1 -Because ($differ | Format-List | Out-String)
        $differ[0].Section | Should -Be 3.2
        $differ[0].Fact | Should -Be 'detection takes tracking_number'
        $differ[0].Found | Should -Match 'alternatives'
        (Get-Account).credits | Should -Be $before.credits
        (Get-Account).trackingCount | Should -Be 5
        @(Get-Request $server | Where-Object path -like '*/track/import').Count | Should -Be 0
    }

    It 'prints differences last in a table when -PassThru is missing' {
        Send-Control $server script @{ path = 'ocean/carrier/list'; body = @{ code = '00000'; data = @(@{ code = 'matson' }); msg = 'Success' } }
        $table = (Invoke-Shell "& '$PSScriptRoot/Live/Invoke-LiveSuite.ps1'; `"ended with `$LASTEXITCODE`"") -join "`n"
        $table | Should -Match '(?s)NOT CHECKED.*AGREES.*DIFFERS.*4\.1 .*\d+ agree, 2 differ, \d+ not checked'
        $table | Should -Match 'ended with 1'
    }

    It 'warns about parcels after the findings when they could not be deleted' {
        Send-Control $server reset
        $refused = @{ code = 'A0400'; msg = 'not today' }
        'track/delete', 'ocean/track/delete' | ForEach-Object { Send-Control $server script @{ path = $_; body = $refused; times = 99 } }
        try {
            $said = (Invoke-Shell ("& '$PSScriptRoot/Live/Invoke-LiveSuite.ps1' -AllowCredits -TrackingNumber SBTRANSIT88 -AllowCargoCredits " +
                    "-OceanTracking @{ trackingNo = 'MATS2234567890'; carrierCode = 'matson'; type = 2 }; `"ended with `$LASTEXITCODE`"")) -join "`n"
        }
        finally {
            Send-Control $server reset
        }

        $said | Should -Match '(?s)AGREES.*\d+ agree, \d+ differ.*SBTRANSIT88 \(.+?\) may be left in the account.*not today'
        $said | Should -Match '(?s)\d+ agree, \d+ differ.*MATS2234567890 .*may be left in the account'
        $said | Should -Match 'ended with 1'
        (Get-Account).trackingCount | Should -BeGreaterThan 0
    }

    It 'checks nothing when there is no key' {
        $env:TRACK123_API_KEY = ''
        try {
            "$(Invoke-Shell "& '$PSScriptRoot/Live/Invoke-LiveSuite.ps1'")" | Should -Match 'Nothing was checked'
            $result = Invoke-Shell "Invoke-Pester '$PSScriptRoot/Live' -PassThru -Output None | ForEach-Object { `"`$(`$_.PassedCount) passed, `$(`$_.FailedCount) failed`" }"
            "$result" | Should -Match '0 passed, 0 failed'
        }
        finally {
            $env:TRACK123_API_KEY = $key
        }
    }
}
