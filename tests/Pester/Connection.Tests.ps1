# Connect-Track123, Disconnect-Track123, Get-Track123Connection.

BeforeDiscovery {
    $forms = @(
        @{ Form = 'text'; Make = { param($text) $text } }
        @{ Form = 'a SecureString'; Make = { param($text) $s = [securestring]::new(); $text.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; $s } }
        @{
            Form = 'the password of a PSCredential'
            Make = { param($text) $s = [securestring]::new(); $text.ToCharArray() | ForEach-Object { $s.AppendChar($_) }; [pscredential]::new('x', $s) }
        }
    )
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $variables = 'TRACK123_API_KEY', 'TRACK123_BASE_URI'
    $before = @{}
    $variables | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_); [Environment]::SetEnvironmentVariable($_, $null) }
    $key = 'pester-key-{0:n}' -f [guid]::NewGuid()
    $server = Start-TestServer --latency 0 --jitter 0 --api-key $key
}

AfterAll {
    Disconnect-Track123
    Stop-TestServer $server
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
    Restore-Cache
}

Describe 'Connect-Track123' {
    It 'accepts the key as <Form> and shows only its end' -ForEach $forms {
        $connection = Connect-Track123 -ApiKey (& $Make $key) -BaseUri $server.BaseUri -PassThru
        $connection.ApiKeyHint | Should -Not -BeNullOrEmpty
        ($connection | Format-List * -Force | Out-String) | Should -Not -Match ([regex]::Escape($key.Substring(11, 8)))
        ($connection | ConvertTo-Json -Depth 3 -WarningAction SilentlyContinue) | Should -Not -Match ([regex]::Escape($key.Substring(11, 8)))
        (Get-Track123Connection).BaseUri | Should -Be $server.BaseUri
        (Get-Request $server)[-1].headers.'Track123-Api-Secret' | Should -Be $key
    }

    It 'outputs nothing when -PassThru is missing' {
        Connect-Track123 -Sandbox | Should -BeNullOrEmpty
    }

    It 'rejects a wrong key except when -NoVerify is set' {
        { Connect-Track123 -ApiKey wrong-key-0123456789 -BaseUri $server.BaseUri } | Should -Throw -ErrorId 'AuthenticationFailed*'
        { Connect-Track123 -ApiKey wrong-key-0123456789 -BaseUri $server.BaseUri -NoVerify } | Should -Not -Throw
        { Get-Track123Carrier } | Should -Throw -ErrorId 'AuthenticationFailed*'
    }

    It 'rejects HTTP when the host is not the local machine' {
        { Connect-Track123 -ApiKey $key -BaseUri http://example.com/gateway } | Should -Throw
    }

    It 'sends a user agent with the module version when connected' {
        Connect-Track123 -ApiKey $key -BaseUri $server.BaseUri
        $version = (Get-Module Track123).Version
        (Get-Request $server)[-1].headers.'User-Agent' | Should -Match ([regex]::Escape("$version"))
    }
}

Describe 'Without a connection' {
    It 'the error names each way to connect' {
        Disconnect-Track123
        $failure = { Get-Track123Carrier } | Should -Throw -ErrorId 'NotConnected*' -PassThru
        "$failure $($failure.ErrorDetails)" | Should -Match 'Connect-Track123'
        "$failure $($failure.ErrorDetails.Message) $($failure.ErrorDetails.RecommendedAction)" | Should -Match 'TRACK123_API_KEY'
        "$failure $($failure.ErrorDetails.Message) $($failure.ErrorDetails.RecommendedAction)" | Should -Match '-Connection'
    }

    It 'environment variables are used to connect' {
        Disconnect-Track123
        $env:TRACK123_API_KEY = $key
        $env:TRACK123_BASE_URI = "$($server.BaseUri)"
        try {
            (Get-Track123Carrier -CarrierCode china-post).Name | Should -Be 'China Post'
        }
        finally {
            $env:TRACK123_API_KEY = $env:TRACK123_BASE_URI = $null
        }
    }

    It '-Connection takes precedence over the current connection' {
        $one = Connect-Track123 -Sandbox -PassThru
        $two = Connect-Track123 -Sandbox -PassThru
        $null = Register-Track123Tracking SBTRANSIT1 -CarrierCode china-post -Connection $one
        (Get-Track123Tracking -Connection $one).TrackingNumber | Should -Be SBTRANSIT1
        Get-Track123Tracking | Should -BeNullOrEmpty
        Disconnect-Track123 -Connection $one
        { Get-Track123Tracking -Connection $one } | Should -Throw -ErrorId 'NotConnected*'
        Get-Track123Tracking -Connection $two | Should -BeNullOrEmpty
    }
}
