# Register-Track123Tracking: Import-Csv and its headers, files of outcomes, rows piped back.

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
        $known = @{ CarrierCode = 'yunexpress'; Country = 'DE'; ShipTime = '2026-03-31' }
        $value = if ($known[$Property]) { $known[$Property] } else { 'x-1' }
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
