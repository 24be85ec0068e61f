# What only a real shell shows: Import-Csv and its headers, Group-Object, streams, import again.

BeforeDiscovery {
    $headers = @(
        'TrackingNumber', 'Tracking Number', 'Tracking #', 'trackNo', 'TRACKING NUMBER'
    ) | ForEach-Object { @{ Header = $_ } }
    $fields = @(
        @{ Header = 'Carrier'; Property = 'CarrierCode' }
        @{ Header = 'Courier'; Property = 'CarrierCode' }
        @{ Header = 'CarrierCode'; Property = 'CarrierCode' }
        @{ Header = 'Order'; Property = 'OrderNumber' }
        @{ Header = 'OrderNo'; Property = 'OrderNumber' }
        @{ Header = 'Order Number'; Property = 'OrderNumber' }
        @{ Header = 'Zip'; Property = 'PostalCode' }
        @{ Header = 'Postal Code'; Property = 'PostalCode' }
        @{ Header = 'Country'; Property = 'Country' }
        @{ Header = 'Ship Date'; Property = 'ShipTime' }
        @{ Header = 'email'; Property = 'CustomerEmail' }
    )
}

BeforeAll {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $module = "$root/out/Track123"
    $cache = $env:XDG_CACHE_HOME
    $env:XDG_CACHE_HOME = "$TestDrive/cache"
    Import-Module $module -Force

    function Start-TestServer {
        $dll = Get-ChildItem "$root/tests/Track123.TestServer/bin/*/net10.0/Track123.TestServer.dll" |
            Sort-Object LastWriteTime | Select-Object -Last 1
        $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
        foreach ($argument in @($dll.FullName, '--exit-with-stdin') + $args) { $start.ArgumentList.Add([string]$argument) }
        $start.RedirectStandardInput = $true
        $start.RedirectStandardOutput = $true
        $process = [System.Diagnostics.Process]::Start($start)
        $line = $process.StandardOutput.ReadLine()
        [pscustomobject]@{ Process = $process; BaseUri = [uri]($line -replace '^listening on ') }
    }

    function Stop-TestServer($Server) {
        $Server.Process.StandardInput.Close()
        if (-not $Server.Process.WaitForExit(5000)) { $Server.Process.Kill() }
    }

    function Get-Request($Server) {
        (Invoke-RestMethod ([uri]::new($Server.BaseUri, '/_test/requests')))
    }
}

AfterAll {
    Disconnect-Track123
    $env:XDG_CACHE_HOME = $cache
}

Describe 'Import' {
    It 'keeps every cmdlet when imported again with -Force' {
        $before = (Get-Command -Module Track123).Name | Sort-Object
        Import-Module $module -Force
        Import-Module $module -Force
        (Get-Command -Module Track123).Name | Sort-Object | Should -Be $before
        $before.Count | Should -BeGreaterThan 5
        { Connect-Track123 -Sandbox } | Should -Not -Throw
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest "$module/Track123.psd1").ExportedCmdlets.Keys | Sort-Object |
            Should -Be ((Get-Command -Module Track123).Name | Sort-Object)
    }

    It 'makes its types known by name' {
        [Track123.Tracking] | Should -Not -BeNullOrEmpty
    }
}

Describe 'Import-Csv into the sandbox' {
    BeforeAll {
        Connect-Track123 -Sandbox
    }

    It 'accounts for every row of the sample file' {
        $results = Import-Csv "$root/samples/shipments.csv" | Register-Track123Tracking -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Count | Should -Be 40
        $byStatus = $results | Group-Object Status -AsHashTable -AsString
        $byStatus['Registered'].Count | Should -Be 36
        $byStatus['AlreadyRegistered'].Count | Should -Be 2
        $byStatus['Rejected'].Count | Should -Be 2
        $problems.Count | Should -Be 2
        $problems.TargetObject.Row | Should -Be $byStatus['Rejected'].Row
    }

    It 'goes on from the file of outcomes' {
        Connect-Track123 -Sandbox
        Copy-Item "$root/samples/shipments.csv" TestDrive:/rows.csv
        $go = { Register-Track123Tracking -Path TestDrive:/rows.csv -ResultPath TestDrive:/results.csv -ErrorAction SilentlyContinue }
        (& $go | Select-Object -First 7).Count | Should -Be 7
        (& $go).Count | Should -Be 33
        & $go | Should -BeNullOrEmpty
        $outcomes = Import-Csv TestDrive:/results.csv
        $outcomes.Count | Should -Be 40
        ($outcomes | Group-Object Status -AsHashTable -AsString)['Rejected'].Count | Should -Be 2
    }

    It 'takes the number from a column called <Header>' -ForEach $headers {
        $csv = ConvertFrom-Csv "$Header,Carrier`nSBDELIVERED-$([guid]::NewGuid().ToString('n').Substring(0, 8)),yunexpress"
        $result = $csv | Register-Track123Tracking
        $result.Status | Should -Be Registered
        $result.TrackingNumber | Should -BeLike 'SBDELIVERED-*'
    }

    It 'takes <Property> from a column called <Header>' -ForEach $fields {
        $value = @{ CarrierCode = 'yunexpress'; Country = 'DE'; ShipTime = '2026-03-31' }[$Property] ?? 'x-1'
        $csv = ConvertFrom-Csv "Tracking Number,$Header`nSBTRANSIT-$([guid]::NewGuid().ToString('n').Substring(0, 8)),$value"
        $result = $csv | Register-Track123Tracking -WhatIf
        $result.$Property | Should -Be $value
        $result.Status | Should -Be Skipped
    }

    It 'takes any column with -ColumnMap' {
        $csv = ConvertFrom-Csv "Sendungsnummer;Firma`nSBDELIVERED-MAP;yunexpress" -Delimiter ';'
        $result = $csv | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'Sendungsnummer'; CarrierCode = 'Firma' }
        $result.Status | Should -Be Registered
        $result.CarrierCode | Should -Be yunexpress
    }

    It 'sends and writes nothing for an empty pipeline' {
        @() | Register-Track123Tracking | Should -BeNullOrEmpty
        @() | Get-Track123Tracking | Should -BeNullOrEmpty
    }

    It 'registers again what is piped back' {
        $failed = 'SBPOSTAL-1' | Register-Track123Tracking -ErrorAction SilentlyContinue
        $failed.Status | Should -Be Rejected
        ($failed | Register-Track123Tracking -PostalCode 1012AB).Status | Should -Be Registered
    }

    It 'stops at the first bad row with -ErrorAction Stop' {
        { '', 'SBTRANSIT-2' | Register-Track123Tracking -ErrorAction Stop } | Should -Throw -ErrorId 'TrackingRejected*'
    }

    It 'shows parcels as a table of 80 columns' {
        $text = Get-Track123Tracking | Select-Object -First 3 | Out-String -Width 80
        $text | Should -Match 'TrackingNumber\s+CarrierCode\s+TransitStatus'
        ($text -split "`n" | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 81
    }
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

    It 'keeps its place in parallel runspaces' {
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
