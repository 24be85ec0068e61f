# Register-Track123Tracking: Import-Csv and its headers, result files, rows piped again.

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
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Import-Csv into the sandbox' {
    BeforeAll {
        Connect-Track123 -Sandbox
    }

    It 'returns a result for every row when the sample file is imported' {
        $results = Import-Csv "$root/samples/shipments.csv" | Register-Track123Tracking -ErrorAction SilentlyContinue -ErrorVariable problems
        $results.Count | Should -Be 40
        $byStatus = $results | Group-Object Status -AsHashTable -AsString
        $byStatus['Registered'].Count | Should -Be 36
        $byStatus['AlreadyRegistered'].Count | Should -Be 2
        $byStatus['Rejected'].Count | Should -Be 2
        $problems.Count | Should -Be 2
        $problems.TargetObject.Row | Should -Be $byStatus['Rejected'].Row
    }

    It 'resumes from the result file when it is run again' {
        Connect-Track123 -Sandbox
        Copy-Item "$root/samples/shipments.csv" TestDrive:/rows.csv
        $register = { Register-Track123Tracking -Path TestDrive:/rows.csv -ResultPath TestDrive:/results.csv -ErrorAction SilentlyContinue }
        (& $register | Select-Object -First 7).Count | Should -Be 7
        (& $register).Count | Should -Be 33
        & $register | Should -BeNullOrEmpty
        $outcomes = Import-Csv TestDrive:/results.csv
        $outcomes.Count | Should -Be 40
        ($outcomes | Group-Object Status -AsHashTable -AsString)['Rejected'].Count | Should -Be 2
    }

    It 'reads the tracking number when the column is <Header>' -ForEach $headers {
        $csv = ConvertFrom-Csv "$Header,Carrier`nSBDELIVERED-1$([guid]::NewGuid().ToString('n').Substring(0, 8)),yunexpress"
        $result = $csv | Register-Track123Tracking
        $result.Status | Should -Be Registered
        $result.TrackingNumber | Should -BeLike 'SBDELIVERED-*'
    }

    It 'reads <Property> when the column is <Header>' -ForEach $fields {
        $known = @{ CarrierCode = 'yunexpress'; Country = 'DE'; ShipTime = '2026-03-31 00:00:00' }
        $value = if ($known[$Property]) { $known[$Property] } else { 'x-1' }
        $csv = ConvertFrom-Csv "Tracking Number,$Header`nSBTRANSIT-1$([guid]::NewGuid().ToString('n').Substring(0, 8)),$value"
        $result = $csv | Register-Track123Tracking -WhatIf
        $result.$Property | Should -Be $value
        $result.Status | Should -Be Skipped
    }

    It 'reads any column when it is in -ColumnMap' {
        $csv = ConvertFrom-Csv "Sendungsnummer;Firma`nSBDELIVERED-1MAP;yunexpress" -Delimiter ';'
        $result = $csv | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'Sendungsnummer'; CarrierCode = 'Firma' }
        $result.Status | Should -Be Registered
        $result.CarrierCode | Should -Be yunexpress
    }

    It 'outputs nothing when the pipeline is empty' {
        @() | Register-Track123Tracking | Should -BeNullOrEmpty
        @() | Get-Track123Tracking | Should -BeNullOrEmpty
    }

    It 'registers a rejected row when it is piped again with the missing field' {
        $failed = 'SBPOSTAL-1' | Register-Track123Tracking -ErrorAction SilentlyContinue
        $failed.Status | Should -Be Rejected
        ($failed | Register-Track123Tracking -PostalCode 1012AB).Status | Should -Be Registered
    }

    It 'stops at the first invalid row when -ErrorAction is Stop' {
        { '', 'SBTRANSIT-2' | Register-Track123Tracking -ErrorAction Stop } | Should -Throw -ErrorId 'TrackingRejected*'
    }

    It 'shows parcels in 80 columns when the terminal is 80 wide' {
        $text = Get-Track123Tracking | Select-Object -First 3 | Out-String -Width 80
        $text | Should -Match 'TrackingNumber\s+CarrierCode\s+TransitStatus'
        ($text -split "`n" | Measure-Object -Property Length -Maximum).Maximum | Should -BeLessOrEqual 81
    }
}
