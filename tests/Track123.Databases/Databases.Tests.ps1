# Loads parcels with samples/database/Import-TrackingRecord.ps1 into SQLite and into the PostgreSQL server that the
# environment variables PGHOST, PGPORT, PGUSER and PGPASSWORD specify, and reads the databases with their own programs.

BeforeDiscovery {
    $databases = @{ Database = 'Sqlite' }, @{ Database = 'PostgreSql' }
}

BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $import = "$root/samples/database/Import-TrackingRecord.ps1"
    Import-Module "$root/out/Track123" -Force
    $environment = @{ TMPDIR = $env:TMPDIR; XDG_CACHE_HOME = $env:XDG_CACHE_HOME }
    $env:XDG_CACHE_HOME = "$TestDrive/cache"
    $env:TMPDIR = (New-Item -ItemType Directory "$TestDrive/temp").FullName
    $attention = 'Abnormal', 'DeliveryFailed', 'Expired'

    function New-Target([string] $Database) {
        # Outputs the arguments of the script for a new database.
        $name = "t$([guid]::NewGuid().ToString('n'))"
        if ($Database -eq 'Sqlite') {
            return @{ Database = $Database; Path = "$TestDrive/$name.db" }
        }

        Invoke-Psql @{} "CREATE DATABASE $name"
        @{ Database = $Database; ConnectionString = "dbname=$name" }
    }

    function Invoke-Psql($Target, [string] $Sql) {
        # Times in JSON have the session's time zone.
        $env:PGTZ = 'UTC'
        try {
            psql --no-psqlrc --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command $Sql --dbname "$($Target.ConnectionString)"
        }
        finally {
            $env:PGTZ = $null
        }
    }

    function Get-Row($Target, [string] $Sql) {
        # Outputs typed rows, as hashtables.
        if ($Target.Database -eq 'Sqlite') {
            $json = sqlite3 -batch -bail -readonly $Target.Path '.mode json' $Sql
        }
        else {
            $json = Invoke-Psql $Target "SELECT json_agg(result) FROM ($Sql) AS result"
        }

        $LASTEXITCODE | Should -Be 0
        if ("$json") {
            ($json -join "`n") | ConvertFrom-Json -AsHashtable -DateKind String | ForEach-Object { $_ }
        }
    }

    function Get-Value($Target, [string] $Sql) {
        Get-Row $Target $Sql | ForEach-Object { $_.Values }
    }

    function Get-Count($Target, [string] $From) {
        Get-Value $Target "SELECT count(*) AS n FROM $From"
    }

    function ConvertTo-ColumnName([string] $Name) {
        ($Name -creplace '(?<=.)([A-Z])', '_$1').ToLowerInvariant()
    }

    function Find-Difference($Expected, $Actual, [string] $Source) {
        # Compares rows column by column, with their types, and outputs a line for each difference. Rows of a CSV file
        # have only text. Databases have an empty carrier code in place of null.
        if (@($Expected).Count -ne @($Actual).Count) {
            return "${Source}: $(@($Actual).Count) rows in place of $(@($Expected).Count)"
        }

        # Names of columns in a variable are slow as $row.$name, and there are many values.
        $names = @{}
        $Expected[0].PSObject.Properties.Name | ForEach-Object { $names[$_] = if ($Source -in 'CSV', 'JSON') { $_ } else { ConvertTo-ColumnName $_ } }
        for ($i = 0; $i -lt $Expected.Count; $i++) {
            $actualRow = $Actual[$i]
            foreach ($property in $Expected[$i].PSObject.Properties) {
                $value = $property.Value
                $name = $names[$property.Name]
                $actualValue = if ($Source -eq 'CSV') { $actualRow.PSObject.Properties[$name].Value } else { $actualRow[$name] }
                if ($Source -eq 'CSV') {
                    $value = if ($null -eq $value) { '' } else { [Convert]::ToString($value, [cultureinfo]::InvariantCulture) }
                }
                elseif ($name -eq 'carrier_code') {
                    $value = "$value"
                }
                elseif ($value -is [int] -or ($value -is [bool] -and $Source -eq 'Sqlite')) {
                    # ConvertFrom-Json reads integers as Int64. SQLite has no Booleans.
                    $value = [long]$value
                }
                elseif ($Source -eq 'PostgreSql' -and $actualValue -and $name -like '*utc_time') {
                    $actualValue = $actualValue -creplace '\+00:00$', 'Z'
                }

                if (-not [object]::Equals($value, $actualValue)) {
                    "${Source}: ${name} of row ${i} is '$actualValue' in place of '$value'"
                }
            }
        }
    }

    function Get-Parcel($Target) {
        Get-Row $Target 'SELECT * FROM track123_parcel' | Sort-Object { $_.tracking_number } -Culture ''
    }

    function Get-EventRow($Target) {
        Get-Row $Target 'SELECT * FROM track123_event' | Sort-Object { $_.event_key } -Culture ''
    }

    function New-Event([string] $Time, [string] $Text, [string] $Place = 'Berlin') {
        @{ eventTime = "2026-03-07 $Time"; timezone = '+01:00'; eventDetail = $Text; address = $Place; transitSubStatus = 'IN_TRANSIT_02' }
    }

    function New-Parcel([object[]] $Events, [string] $Carrier = 'dhl', [string] $Id = '41', [string] $Status = 'IN_TRANSIT') {
        # Outputs a parcel as the service sends it, with these events.
        $data = @{ id = $Id; trackNo = 'P1'; transitStatus = $Status; localLogisticsInfo = @{ courierCode = $Carrier; trackingDetails = $Events } }
        (@{ data = $data } | ConvertTo-Json -Depth 9 | ConvertFrom-Track123Webhook -WarningAction Ignore).Tracking
    }
}

AfterAll {
    Disconnect-Track123
    $environment.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $environment[$_]) }
}

Describe 'Columns of the script' {
    It 'are those of the records' {
        $text = Get-Content $import -Raw
        foreach ($type in 'TrackingRecord', 'TrackingEventRecord') {
            foreach ($name in ([type]"Track123.$type").GetProperties().Name) {
                $text | Should -Match "'$name'"
            }
        }
    }
}

Describe '10,000 parcels' {
    BeforeAll {
        # The service allows 500 parcels per second and account, so several accounts are faster than one.
        $parts = 0..7 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module "$using:root/out/Track123"
            $connection = Connect-Track123 -Sandbox -PassThru
            $first = $_ * 1250
            $prefixes = 'SBDELIVERED', 'SBTRANSIT', 'SBEXCEPTION', 'SBFAILED', 'SBLASTMILE', 'AB'
            $null = $first..($first + 1249) | ForEach-Object {
                [pscustomobject]@{ TrackingNumber = '{0}{1:d6}CN' -f $prefixes[$_ % 6], $_; CarrierCode = 'yunexpress' }
            } | Register-Track123Tracking
            $connection.Sandbox.Advance([timespan]'0.12:00:00')
            $before = @(Get-Track123Tracking)
            $connection.Sandbox.Advance([timespan]'2.12:00:00')
            $after = @(Get-Track123Tracking)
            @{
                After        = $after
                BeforeRecord = @($before | ConvertTo-Track123Record) + @($before | ConvertTo-Track123Record -PerEvent)
                AfterRecord  = @($after | ConvertTo-Track123Record) + @($after | ConvertTo-Track123Record -PerEvent)
            }
        }
        $after = @($parts | ForEach-Object { $_.After })
        $records = @{
            Before = @($parts | ForEach-Object { $_.BeforeRecord })
            After  = @($parts | ForEach-Object { $_.AfterRecord })
        }
        $eventCount = @{ Before = $records.Before.Count - 10000; After = $records.After.Count - 10000 }
        $targets = @{ Sqlite = New-Target Sqlite; PostgreSql = New-Target PostgreSql }

        function Import-Both([object[]] $Records) {
            foreach ($target in $targets.Values) {
                $Records | & $import @target
            }
        }
    }

    It 'have events, and exceptions days later' {
        $after.Count | Should -Be 10000
        ($after | ForEach-Object { $_.Events.Count } | Measure-Object -Sum).Sum | Should -Be $eventCount.After
        $eventCount.Before | Should -BeGreaterThan 10000
        $eventCount.After | Should -BeGreaterThan ($eventCount.Before + 10000)
        @($after | Where-Object TransitStatus -In $attention).Count | Should -BeGreaterThan 50
    }

    It 'do not double when they are loaded twice' {
        foreach ($run in 1, 2) {
            $results = @(Import-Both $records.Before)
            $results.Parcels | Should -Be 10000, 10000
            $results.Events | Should -Be $eventCount.Before, $eventCount.Before
            foreach ($target in $targets.Values) {
                Get-Count $target track123_parcel | Should -Be 10000
                Get-Count $target track123_event | Should -Be $eventCount.Before
                Get-Count $target track123_event_log | Should -Be $eventCount.Before
            }
        }
    }

    It 'are updated and have more events when they are loaded days later' {
        $null = Import-Both $records.After
        $expected = $after | ForEach-Object {
            $time = $_.RetrievedTime.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ss', [cultureinfo]::InvariantCulture)
            "$($_.TrackingNumber) $($_.TransitStatus) $($_.Events.Count) $time"
        } | Sort-Object
        foreach ($target in $targets.Values) {
            Get-Count $target track123_parcel | Should -Be 10000
            Get-Count $target track123_event | Should -Be $eventCount.After
            Get-Count $target track123_event_log | Should -Be $eventCount.After
            $actual = Get-Row $target @'
SELECT p.tracking_number, p.transit_status, count(e.event_key) AS events, p.retrieved_utc_time
FROM track123_parcel AS p LEFT JOIN track123_event AS e ON e.tracking_number = p.tracking_number AND e.carrier_code = p.carrier_code
GROUP BY p.tracking_number, p.transit_status, p.retrieved_utc_time
'@ | ForEach-Object { "$($_.tracking_number) $($_.transit_status) $($_.events) $($_.retrieved_utc_time.Substring(0, 19))" } | Sort-Object
            Compare-Object $expected $actual -CaseSensitive | Should -BeNullOrEmpty
        }
    }

    It 'are exceptions when the service reports an exception' {
        $expected = $after | Where-Object TransitStatus -In $attention | ForEach-Object { "$($_.TrackingNumber) $($_.TransitStatus)" } | Sort-Object
        foreach ($target in $targets.Values) {
            $actual = Get-Row $target 'SELECT tracking_number, transit_status FROM track123_exception' |
                ForEach-Object { "$($_.tracking_number) $($_.transit_status)" } | Sort-Object
            $actual | Should -Be $expected
        }
    }

    It 'do not change when an older state is loaded' {
        $parcel = $after | Where-Object TransitStatus -In $attention | Select-Object -First 1
        $old = $records.Before | Where-Object TrackingNumber -EQ $parcel.TrackingNumber
        $null = Import-Both $old
        foreach ($target in $targets.Values) {
            Get-Value $target "SELECT transit_status FROM track123_parcel WHERE tracking_number = '$($parcel.TrackingNumber)'" | Should -Be "$($parcel.TransitStatus)"
            Get-Count $target track123_event | Should -Be $eventCount.After
        }
    }
}

Describe '230 parcels' {
    BeforeAll {
        $connection = Connect-Track123 -Sandbox -Name shop -PassThru
        $PSDefaultParameterValues['*-Track123Tracking:Connection'] = 'shop'
        $remarks = "O'Neil; -- `"rush`"", [regex]::Unescape('Gr\u00fc\u00dfe an Frau M\u00fcller, 0,5 kg'), '=1+1', '1,5', [char]::ConvertFromUtf32(0x1F4E6), 'C:\new\table', $null
        $prefixes = 'SBDELIVERED', 'SBTRANSIT', 'SBEXCEPTION', 'SBFAILED', 'SBLASTMILE', 'SBNOTFOUND', 'AB', 'SBPICKUP', 'SBRETURN'
        foreach ($first in 1, 47, 93, 139, 185) {
            $null = $first..($first + 45) | ForEach-Object {
                [pscustomobject]@{
                    TrackingNumber = '{0}{1:d6}CN' -f $prefixes[$_ % 9], $_
                    CarrierCode    = 'yunexpress', 'china-post', 'dhl-paket' | Select-Object -Index ($_ % 3)
                    OrderNumber    = "SO-$_"
                    Remark         = $remarks[$_ % 7]
                    CustomerEmail  = "buyer$_@example.com"
                }
            } | Register-Track123Tracking
            $connection.Sandbox.Advance([timespan]'0.12:00:00')
        }

        $connection.Sandbox.Advance([timespan]'3.12:00:00')
        $parcels = @(Get-Track123Tracking)
        $PSDefaultParameterValues.Remove('*-Track123Tracking:Connection')

        function Get-Record([object[]] $Parcels) {
            @($Parcels | ConvertTo-Track123Record | Sort-Object TrackingNumber -Culture '')
        }

        function Get-EventRecord([object[]] $Parcels) {
            @($Parcels | ConvertTo-Track123Record -PerEvent | Sort-Object EventKey -Culture '')
        }

        $records = Get-Record $parcels
        $eventRecords = Get-EventRecord $parcels

        function Get-Copy([string] $Format, [object[]] $Parcels) {
            # Writes parcels and their events in this format, and reads them again.
            $records = @(Get-Record $Parcels)
            $eventRecords = @(Get-EventRecord $Parcels)
            switch ($Format) {
                CSV {
                    $records | Export-Csv "$TestDrive/copy.csv" -NoTypeInformation -Encoding utf8
                    $eventRecords | Export-Csv "$TestDrive/events.csv" -NoTypeInformation -Encoding utf8
                    @{ Parcels = @(Import-Csv "$TestDrive/copy.csv"); Events = @(Import-Csv "$TestDrive/events.csv") }
                }
                JSON {
                    $records | ConvertTo-Json | Set-Content "$TestDrive/copy.json"
                    $eventRecords | ConvertTo-Json | Set-Content "$TestDrive/events.json"
                    $read = foreach ($name in 'copy', 'events') {
                        , (Get-Content "$TestDrive/$name.json" -Raw | ConvertFrom-Json -AsHashtable -DateKind String)
                    }
                    @{ Parcels = $read[0]; Events = $read[1] }
                }
                default {
                    $target = New-Target $Format
                    $null = $records + $eventRecords | & $import @target
                    @{ Parcels = @(Get-Parcel $target); Events = @(Get-EventRow $target) }
                }
            }
        }
    }

    It 'have numbers, times, texts and missing values' {
        $records.Count | Should -Be 230
        $eventRecords.Count | Should -BeGreaterThan 1000
        $records + $eventRecords | ForEach-Object { $_.Account } | Select-Object -Unique | Should -Be shop
        $empty = $records[0].PSObject.Properties.Name | Where-Object { -not @($records.$_ | Where-Object { $null -ne $_ }) }
        $empty | Should -BeIn LastEventTranslation, ShipmentType, ServiceCode, Dimensions, SignedBy
        @($records | Where-Object AgeDays -EQ $null).Count | Should -BeGreaterThan 0
        @($records | Where-Object WindowStartUtcTime).Count | Should -BeGreaterThan 0
    }

    It 'are equal in <_>, in en-US and de-DE' -ForEach 'CSV', 'JSON', 'Sqlite', 'PostgreSql' {
        $culture = [cultureinfo]::CurrentCulture
        try {
            foreach ($name in 'en-US', 'de-DE') {
                [cultureinfo]::CurrentCulture = $name
                $copy = Get-Copy $_ $parcels
                Find-Difference $records $copy.Parcels -Source $_ | Should -BeNullOrEmpty
                Find-Difference $eventRecords $copy.Events -Source $_ | Should -BeNullOrEmpty
            }

            # The culture is in effect.
            (1.5).ToString() | Should -Be '1,5'
        }
        finally {
            [cultureinfo]::CurrentCulture = $culture
        }
    }

    It 'are not equal when a value in <_> has another text or type' -ForEach 'CSV', 'JSON', 'Sqlite', 'PostgreSql' {
        $copy = (Get-Copy $_ $parcels[0..11]).Parcels
        $expected = Get-Record $parcels[0..11]
        $isDatabase = $_ -in 'Sqlite', 'PostgreSql'
        $copy[7].$(if ($isDatabase) { 'order_number' } else { 'OrderNumber' }) += ' '
        $copy[8].$(if ($isDatabase) { 'event_count' } else { 'EventCount' }) = '0,5'
        $copy[9].$(if ($isDatabase) { 'dimensions' } else { 'Dimensions' }) = if ($_ -eq 'CSV') { 'null' } else { '' }
        @(Find-Difference $expected $copy -Source $_).Count | Should -Be 3
        Find-Difference $expected $copy[1..11] -Source $_ | Should -Match '11 rows in place of 12'
    }

    It 'are equal when the files are loaded into <Database>' -ForEach $databases {
        $null = Get-Copy CSV $parcels
        $null = Get-Copy JSON $parcels
        $target = New-Target $Database
        $null = Import-Csv "$TestDrive/copy.csv", "$TestDrive/events.csv" | & $import @target
        Find-Difference $records (Get-Parcel $target) -Source $Database | Should -BeNullOrEmpty
        Find-Difference $eventRecords (Get-EventRow $target) -Source $Database | Should -BeNullOrEmpty
        $target = New-Target $Database
        $null = 'copy', 'events' | ForEach-Object { Get-Content "$TestDrive/$_.json" -Raw | ConvertFrom-Json } | & $import @target
        Find-Difference $records (Get-Parcel $target) -Source $Database | Should -BeNullOrEmpty
        Find-Difference $eventRecords (Get-EventRow $target) -Source $Database | Should -BeNullOrEmpty
    }
}

Describe 'A load into <Database>' -ForEach $databases {
    BeforeEach {
        $target = New-Target $Database
    }

    It 'keeps every text when it looks like a statement, a command or the end of the data' {
        $line = "`n"
        $texts = @(
            "'); DROP TABLE track123_parcel; --", "O'Brien; DELETE FROM track123_event_log", '"quoted", "twice""', '"', "'", ';', '=1+1', '@x', '-1'
            '\.', "a$line\.${line}b", "$line\.$line", '\', '\N', '\x41\t', '\\', '\! touch x', '.quit', '.shell touch x', ':name', '$HOME $(id) `id` %PATH%'
            "two${line}lines", "two`r${line}lines", "`r", "`ttab`t", 'NULL', 'null', 'a,b|c', '  spaces  ', '/*', '--', '{0} {x}', 'True', '0,5', '1e5', '007'
            ([char]::ConvertFromUtf32(0x1F4E6)), [regex]::Unescape('Gr\u00fc\u00dfe \u5305\u88f9 \u0645\u0631 e\u0301'), ('long ' * 100), "$([char]0x1F)$([char]0x1E)", "$([char]0xFEFF)x"
        )
        $parcel = New-Parcel (New-Event '10:00:00' 'Posted') | ConvertTo-Track123Record
        $event1 = New-Parcel (New-Event '10:00:00' 'Posted') | ConvertTo-Track123Record -PerEvent
        $rows = foreach ($text in $texts) {
            # The text in all columns except those of numbers and times.
            foreach ($template in $parcel, $event1) {
                $row = $template | Select-Object *
                $row.PSObject.Properties | Where-Object { $_.Name -notlike '*Time' -and $_.Value -isnot [int] -and $_.Value -isnot [bool] -and $_.Name -notlike '*Days' } |
                    ForEach-Object { $_.Value = $text }
                if ($row.PSObject.Properties['Remark']) { $row.Remark = $text * 500 }
                $row
            }
        }
        $null = $rows | & $import @target
        $expected = @($rows | Where-Object { $_.PSObject.Properties['LookupStatus'] } | Sort-Object TrackingNumber -Culture '')
        $expectedEvents = @($rows | Where-Object { $_.PSObject.Properties['Leg'] } | Sort-Object EventKey -Culture '')
        $expected.Count | Should -Be $texts.Count
        Get-Count $target track123_parcel | Should -Be $texts.Count

        # Sorted in the same order, whatever the text.
        $actual = @(Get-Row $target 'SELECT * FROM track123_parcel')
        $actualEvents = @(Get-Row $target 'SELECT * FROM track123_event')
        $byText = { param($List, $Name) @(foreach ($text in $texts) { $List | Where-Object { $_.$Name -ceq $text } | Select-Object -First 1 }) }
        Find-Difference (& $byText $expected TrackingNumber) (& $byText $actual tracking_number) -Source $Database | Should -BeNullOrEmpty
        Find-Difference (& $byText $expectedEvents EventKey) (& $byText $actualEvents event_key) -Source $Database | Should -BeNullOrEmpty
        (& $byText $actual tracking_number).Count | Should -Be $texts.Count

        # A second load finds the same rows.
        $null = $rows | & $import @target
        Get-Count $target track123_parcel | Should -Be $texts.Count
        Get-Count $target track123_event_log | Should -Be $texts.Count
        Get-ChildItem $env:TMPDIR | Should -BeNullOrEmpty
    }

    It 'does not copy the rows in memory before it writes them' {
        $row = New-Parcel @() | ConvertTo-Track123Record | Select-Object *
        $row.Remark = 'x' * 1MB
        $measured = @{}

        # Functions with the names of the programs.
        function Stop-Measurement {
            $measured.End = [GC]::GetAllocatedBytesForCurrentThread()
            $measured.Length = (Get-Item parcel.txt).Length
            $global:LASTEXITCODE = 0
        }
        Set-Alias psql Stop-Measurement
        Set-Alias sqlite3 Stop-Measurement
        $null = & {
            1..32 | ForEach-Object { $row }
            $measured.Start = [GC]::GetAllocatedBytesForCurrentThread()
        } | & $import @target
        $measured.Length | Should -BeGreaterThan 32MB
        $measured.End - $measured.Start | Should -BeLessThan 16MB
    }

    It 'stores an empty text as NULL, and an unknown carrier as an empty text' {
        $row = New-Parcel @() -Carrier $null | ConvertTo-Track123Record | Select-Object *
        $row.Remark = ''
        $null = $row | & $import @target
        Get-Value $target 'SELECT carrier_code FROM track123_parcel WHERE remark IS NULL AND order_number IS NULL' | Should -BeExactly ''
    }

    It 'does nothing when there are no parcels' {
        foreach ($result in (@() | & $import @target), ($null | & $import @target), (& $import -InputObject $null @target)) {
            $result.Parcels | Should -Be 0
            $result.Events | Should -Be 0
        }
    }

    It 'throws an error when the objects are not parcels' {
        { [pscustomobject]@{ TrackingNumber = 'A1' } | & $import @target } | Should -Throw 'Pipe parcels, *'
        { New-Parcel @() | ConvertTo-Track123Record | Select-Object TrackingNumber, LookupStatus | & $import @target } | Should -Throw "*'CarrierCode'*"
    }

    It 'adds events of the same minute or moment, and replaces an event whose text has changed' {
        $events = (New-Event '10:00:05' 'Arrived'), (New-Event '10:00:40' 'Scanned'), (New-Event '11:00:00' 'Departed'), (New-Event '11:00:00' 'Sealed')
        $description = { (Get-Value $target 'SELECT description FROM track123_event' | Sort-Object) -join ', ' }
        $null = New-Parcel $events | & $import @target
        & $description | Should -Be 'Arrived, Departed, Scanned, Sealed'

        # Another text, then also another place and time zone.
        $events[1] = New-Event '10:00:40' 'Scanned in Berlin'
        $null = New-Parcel $events | & $import @target
        & $description | Should -Be 'Arrived, Departed, Scanned in Berlin, Sealed'
        $events[2] = New-Event '11:00:00' 'Departed for Ulm' -Place 'Erfurt'
        $events[2].timezone = '+02:00'
        $null = New-Parcel $events | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Scanned in Berlin, Sealed'
        Get-Count $target track123_event_log | Should -Be 6

        # The earlier text again.
        $events[1] = New-Event '10:00:40' 'Scanned'
        $null = New-Parcel $events | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Scanned, Sealed'

        # New events at the same moment or minute, in a list of only the new events.
        $null = New-Parcel ($events + (New-Event '12:00:00' 'Loaded')) | & $import @target
        $extra = New-Parcel (New-Event '11:00:00' 'Weighed'), (New-Event '12:00:30' 'Unloaded') | ConvertTo-Track123Record -PerEvent
        $null = $extra | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Loaded, Scanned, Sealed, Unloaded, Weighed'

        # A list without one of two events of a minute, and without all events of another.
        $null = New-Parcel $events[0] | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Loaded, Scanned, Sealed, Unloaded, Weighed'
        $null = New-Parcel ($events + (New-Event '11:00:00' 'Weighed')) | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Loaded, Scanned, Sealed, Unloaded, Weighed'

        # An event without a time.
        $null = New-Parcel ($events + @{ eventDetail = 'Posted' }) | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Loaded, Posted, Scanned, Sealed, Unloaded, Weighed'
        $null = New-Parcel ($events + @{ eventDetail = 'Posted online' }) | & $import @target
        & $description | Should -Be 'Arrived, Departed for Ulm, Loaded, Posted online, Scanned, Sealed, Unloaded, Weighed'
    }

    It 'loads a parcel once when the input has it several times' {
        $parcel = New-Parcel (New-Event '10:00:00' 'Posted')
        $null = $parcel, $parcel | & $import @target
        Get-Count $target track123_parcel | Should -Be 1
        Get-Count $target track123_event_log | Should -Be 1
    }

    It 'leaves the database as it was when it is killed before the end, or fails' {
        $null = New-Parcel (New-Event '10:00:00' 'Posted') | & $import @target

        # A program that kills itself just before the transaction ends, under the name of the real one.
        $program = if ($Database -eq 'Sqlite') { 'sqlite3' } else { 'psql' }
        $kill = if ($Database -eq 'Sqlite') { '.shell kill -9 $PPID' } else { '\\! kill -9 $PPID' }
        $null = New-Item -ItemType Directory "$TestDrive/killed" -Force
        Set-Content "$TestDrive/killed/$program" "#!/bin/sh`nsed -i 's/^COMMIT;`$/$kill/' load.sql`nexec '$((Get-Command $program).Source)' `"`$@`""
        chmod +x "$TestDrive/killed/$program"
        $path = $env:PATH
        $env:PATH = "$TestDrive/killed:$path"
        try {
            { New-Parcel (New-Event '10:00:00' 'Posted'), (New-Event '12:00:00' 'Damaged') -Status ABNORMAL | & $import @target } | Should -Throw "$program exited with code 137*"
        }
        finally {
            $env:PATH = $path
        }

        # A value that the last of the tables does not accept.
        $broken = New-Parcel (New-Event '12:00:00' 'Damaged') -Status ABNORMAL
        $row = $broken | ConvertTo-Track123Record -PerEvent | Select-Object *
        $row.Leg = $null
        { @($broken | ConvertTo-Track123Record) + $row | & $import @target 2>$null } | Should -Throw "$program exited with code *"
        Get-Value $target 'SELECT transit_status FROM track123_parcel' | Should -Be InTransit
        Get-Count $target track123_event_log | Should -Be 1
        Get-Count $target track123_exception | Should -Be 0
        Get-ChildItem $env:TMPDIR | Should -BeNullOrEmpty

        # Nothing is locked.
        $null = $broken | & $import @target
        Get-Count $target track123_exception | Should -Be 1
    }

    It 'waits when another load runs' {
        $parcels = 'P1', 'P2' | ForEach-Object { $parcel = New-Parcel (New-Event '10:00:00' $_) | ConvertTo-Track123Record -PerEvent; $parcel }
        $null = New-Parcel @() | & $import @target
        $jobs = 0..3 | ForEach-Object {
            $row = $parcels[$_ % 2]
            Start-ThreadJob { $using:row | & $using:import @using:target }
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob | ForEach-Object { $_.Events } | Should -Be 1, 1, 1, 1
        Get-Count $target track123_event_log | Should -Be 2
    }

    It 'loads changes, marks parcels that are gone, and repeats a load that failed' {
        $connection = Connect-Track123 -Sandbox -PassThru
        $state = "$TestDrive/$([guid]::NewGuid()).jsonl"
        $load = {
            param($Target)
            Get-Track123TrackingChange $state -NoEnumerate | ForEach-Object { $_ | & $import @Target }
        }
        $removed = { (Get-Value $target 'SELECT tracking_number FROM track123_parcel WHERE removed_utc_time IS NOT NULL' | Sort-Object) -join ', ' }
        $null = 'SBEXCEPTION01', 'SBEXCEPTION02', 'SBTRANSIT01' | Register-Track123Tracking -CarrierCode yunexpress
        $bad = if ($Database -eq 'Sqlite') { @{ Database = $Database; Path = "$TestDrive/none/x.db" } } else { @{ Database = $Database; ConnectionString = 'dbname=none' } }
        { & $load $bad 2>$null } | Should -Throw '*exited with code*'
        (& $load $target).Parcels | Should -Be 3
        & $load $target | Should -BeNullOrEmpty

        $connection.Sandbox.Advance([timespan]'8.00:00:00')
        $null = & $load $target
        Get-Count $target track123_event_log | Should -Be (Get-Track123Tracking | ForEach-Object { $_.Events.Count } | Measure-Object -Sum).Sum
        Get-Value $target 'SELECT tracking_number FROM track123_exception' | Sort-Object | Should -Be SBEXCEPTION01, SBEXCEPTION02

        Remove-Track123Tracking SBEXCEPTION02 -CarrierCode yunexpress -Confirm:$false
        $result = & $load $target
        $result.Removed | Should -Be 1
        & $removed | Should -Be SBEXCEPTION02
        Get-Value $target 'SELECT tracking_number FROM track123_exception' | Should -Be SBEXCEPTION01
        Get-Count $target "track123_event WHERE tracking_number = 'SBEXCEPTION02'" | Should -BeGreaterThan 0

        # Registered again.
        $null = Register-Track123Tracking SBEXCEPTION02 -CarrierCode yunexpress
        $null = & $load $target
        & $removed | Should -BeNullOrEmpty
        Get-Count $target track123_parcel | Should -Be 3
    }

    It 'marks the row of the earlier carrier when the carrier of a parcel has changed' {
        $connection = Connect-Track123 -Sandbox -PassThru
        $null = Register-Track123Tracking SBEXCEPTION01 -CarrierCode yunexpress
        $connection.Sandbox.Advance([timespan]'8.00:00:00')
        $null = Get-Track123Tracking | & $import @target
        Set-Track123Tracking SBEXCEPTION01 -CarrierCode yunexpress -NewCarrierCode china-post
        $connection.Sandbox.Advance([timespan]'0.01:00:00')
        $null = Get-Track123Tracking | & $import @target
        $rows = Get-Row $target 'SELECT carrier_code, removed_utc_time FROM track123_parcel ORDER BY carrier_code'
        $rows.carrier_code | Should -Be china-post, yunexpress
        $rows[0].removed_utc_time | Should -BeNullOrEmpty
        $rows[1].removed_utc_time | Should -Not -BeNullOrEmpty
        Get-Value $target 'SELECT carrier_code FROM track123_exception' | Should -Be china-post
    }

    It 'marks only rows of the account in which the parcel is gone, or has another carrier' {
        $accounts = @{}
        foreach ($name in 'shop', 'outlet') {
            $accounts[$name] = Connect-Track123 -Sandbox -Name $name -PassThru
            $null = 'SBTRANSIT01', 'SBTRANSIT02' | Register-Track123Tracking -CarrierCode yunexpress -Connection $name
        }
        $null = 'SBTRANSIT03', 'SBTRANSIT04' | Register-Track123Tracking -CarrierCode yunexpress -Connection shop
        $removed = { (Get-Value $target 'SELECT tracking_number FROM track123_parcel WHERE removed_utc_time IS NOT NULL' | Sort-Object) -join ', ' }
        $load = {
            param($Connection)
            Get-Track123TrackingChange "$TestDrive/$Database.jsonl" -Connection $Connection -NoEnumerate | ForEach-Object { $_ | & $import @target }
        }
        $null = & $load shop
        $accounts.outlet.Sandbox.Advance([timespan]'0.01:00:00')
        $null = Get-Track123Tracking -Connection outlet | & $import @target
        $accounts.shop.Sandbox.Advance([timespan]'0.02:00:00')
        $owner = Get-Row $target 'SELECT tracking_number, account FROM track123_parcel ORDER BY tracking_number'
        $owner.account | Should -Be outlet, outlet, shop, shop
        Remove-Track123Tracking SBTRANSIT01, SBTRANSIT03 -CarrierCode yunexpress -Connection shop -Confirm:$false
        (& $load SHOP).Removed | Should -Be 2
        & $removed | Should -Be SBTRANSIT03

        # Identifiers of parcels are not unique across accounts.
        $accounts.outlet.Sandbox.Advance([timespan]'0.03:00:00')
        $null = Get-Track123Tracking -Connection outlet | & $import @target
        $rows = foreach ($number in 'SBTRANSIT02', 'SBTRANSIT04') {
            $row = Get-Track123Tracking $number -Connection shop | ConvertTo-Track123Record | Select-Object *
            $row.Id = Get-Value $target "SELECT id FROM track123_parcel WHERE tracking_number = '$number'"
            $row.CarrierCode = 'china-post'
            $row.RetrievedUtcTime = '2100-01-01T00:00:00Z'
            $row
        }
        $null = $rows | & $import @target
        & $removed | Should -Be 'SBTRANSIT03, SBTRANSIT04'
        Get-Value $target "SELECT account FROM track123_parcel WHERE tracking_number = 'SBTRANSIT02' ORDER BY carrier_code" | Should -Be shop, outlet
    }
}

Describe 'Two first loads into PostgreSql at once' {
    It 'wait for each other' {
        $target = New-Target PostgreSql

        # The load that creates the tables waits for the other load before it commits. The other load finds two parcels.
        $wait = "DO 'BEGIN WHILE (SELECT count(*) FROM track123_parcel) < 2 AND NOT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted) LOOP PERFORM pg_sleep(0.01); END LOOP; END';"
        $jobs = 'P1', 'P2' | ForEach-Object {
            $record = New-Parcel @() | ConvertTo-Track123Record | Select-Object *
            $record.TrackingNumber = $_
            Start-ThreadJob {
                function psql {
                    (Get-Content load.sql -Raw).Replace("`nCOMMIT;", "`nSET statement_timeout = '30s';`n$using:wait`nCOMMIT;") | Set-Content load.sql
                    & (Get-Command psql -CommandType Application -TotalCount 1) @($args | ForEach-Object { $_ })
                }
                $using:record | & $using:import @using:target
            }
        }
        $jobs | Receive-Job -Wait -AutoRemoveJob | ForEach-Object { $_.Parcels } | Should -Be 1, 1
        Get-Count $target track123_parcel | Should -Be 2
    }
}
