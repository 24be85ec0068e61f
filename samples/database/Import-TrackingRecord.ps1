<#
.SYNOPSIS
    Loads parcels and their events into a SQLite or PostgreSQL database. Run it as often as you like.
.DESCRIPTION
    Reads parcels from the pipeline, inserts the new ones, and updates the others. Events are added. A run is one
    transaction: if it fails or is killed, the database does not change. Without parcels, the database is not opened.
    The output is the number of parcels and events that were read.

    The first run creates the tables; see sqlite.sql and postgresql.sql next to this script. Missing values and empty
    texts become NULL, except in carrier_code, where they become an empty text.

    The script needs the database's client program in the PATH: sqlite3, version 3.33 or later, or psql, version 10 or
    later. The program reads temporary files, which are deleted at the end. Until then, the rows are kept in memory, at
    most 2 GB of parcels and 2 GB of events in a run.
.PARAMETER InputObject
    Parcels, for example from Get-Track123Tracking, changes from Get-Track123TrackingChange, or records of parcels and
    events from ConvertTo-Track123Record. Rows of a file that contains such records are records, too.

    A change loads its parcel. A parcel that is gone is not deleted. Its column removed_utc_time is set.
.PARAMETER Database
    Sqlite or PostgreSql.
.PARAMETER Path
    The SQLite database file. It is created if it does not exist.
.PARAMETER ConnectionString
    The PostgreSQL database: a URL, or text such as 'host=db.example.com dbname=shipping user=jobs'. Do not include a
    password, because other users can see the arguments of a program. psql reads it from the environment variable
    PGPASSWORD or from a password file. The default is the database that PGHOST, PGDATABASE and PGUSER specify.
.EXAMPLE
    Get-Track123Tracking | ./Import-TrackingRecord.ps1 -Database Sqlite -Path parcels.db
.EXAMPLE
    Get-Track123TrackingChange state.jsonl -NoEnumerate | ForEach-Object {
        $_ | ./Import-TrackingRecord.ps1 -Database PostgreSql -ConnectionString 'host=db.example.com dbname=shipping'
    }

    Loads only the parcels that have changed since the last run. If the database is not available, the next run loads
    the same parcels.
.EXAMPLE
    Import-Csv parcels.csv, events.csv | ./Import-TrackingRecord.ps1 -Database Sqlite -Path parcels.db
#>
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [AllowNull()]
    [object] $InputObject,

    [Parameter(Mandatory)]
    [ValidateSet('Sqlite', 'PostgreSql')]
    [string] $Database,

    [string] $Path,

    [string] $ConnectionString
)

begin {
    $ErrorActionPreference = 'Stop'
    Set-StrictMode -Version 3.0
    $isSqlite = $Database -eq 'Sqlite'
    $program = if ($isSqlite) { 'sqlite3' } else { 'psql' }
    if (-not (Get-Command -Name $program -CommandType Application -ErrorAction Ignore)) {
        throw "Program '$program' not found. Install it, or add its folder to the PATH."
    }

    if ($isSqlite -and -not $Path) {
        throw 'The SQLite database file is missing. Add -Path.'
    }

    # The file for sqlite3 is CSV. The file for psql has the text format of COPY, because up to version 17, a line with
    # \. ends the data of a CSV file, also inside quotes.
    $specialCharacters = [char[]]$(if ($isSqlite) { '"' } else { "\`t`n`r" })

    # The columns of the records. In the database their names are in lower case, such as tracking_number.
    $tables = @{
        parcel  = @{
            Target  = 'track123_parcel'
            Columns = @(
                'TrackingNumber', 'CarrierCode', 'CarrierName', 'OrderNumber', 'TransitStatus', 'TransitStatusText'
                'TransitSubStatus', 'StatusDescription', 'IsFinal', 'LookupStatus', 'LookupStatusText', 'ShipFrom'
                'ShipTo', 'LastMileTrackingNumber', 'LastMileCarrierCode', 'LastMileCarrierName', 'LastEventLocalTime'
                'LastEventTimeZone', 'LastEventUtcTime', 'LastEventLocation', 'LastEventDescription'
                'LastEventTranslation', 'EventCount', 'AgeDays', 'TransitDays', 'StayDays', 'DeliveredDays'
                'ReceiptDays', 'CreatedTime', 'OrderTime', 'ShipTime', 'ReceiptTime', 'DeliveredTime'
                'LastTrackingTime', 'NextUpdateTime', 'ExpectedDelivery', 'WindowStartLocalTime', 'WindowEndLocalTime'
                'WindowTimeZone', 'WindowStartUtcTime', 'WindowEndUtcTime', 'ShipmentType', 'ServiceCode', 'Pieces'
                'Weight', 'Dimensions', 'SignedBy', 'CustomerEmail', 'Remark', 'TrackingLink', 'LastMileTrackingLink'
                'Id', 'RetrievedUtcTime', 'Account'
            )
        }
        event   = @{
            Target  = 'track123_event_log'
            Columns = @(
                'TrackingNumber', 'CarrierCode', 'OrderNumber', 'Leg', 'LegCarrierCode', 'LocalTime', 'TimeZone'
                'UtcTime', 'TransitStatus', 'TransitSubStatus', 'StatusDescription', 'Location', 'Description'
                'Translation', 'EventKey', 'Account'
            )
        }
        removed = @{
            Target  = 'track123_parcel'
            Columns = 'TrackingNumber', 'CarrierCode', 'RemovedUtcTime', 'Account'
        }
    }
    foreach ($table in $tables.Values) {
        $table.RowCount = 0
        $table.Names = @($table.Columns | ForEach-Object { ($_ -creplace '(?<=.)([A-Z])', '_$1').ToLowerInvariant() })

        # In memory, because a file would stay if the pipeline is stopped.
        $table.Writer = [System.IO.StreamWriter]::new([System.IO.MemoryStream]::new())
    }
}

process {
    if ($null -eq $InputObject) {
        return
    }

    $source = $InputObject
    $isGone = $false
    if ($source.GetType().FullName -eq 'Track123.TrackingChange') {
        $isGone = $source.Kind -eq 'Gone'
        $source = if ($isGone) {
            [pscustomobject]@{
                TrackingNumber = $source.TrackingNumber
                CarrierCode    = $source.CarrierCode
                RemovedUtcTime = $source.DetectedTime.UtcDateTime
                Account        = $source.Account
            }
        }
        else {
            $source.Tracking
        }
    }

    if ($source.GetType().FullName -eq 'Track123.Tracking') {
        $source = @($source | ConvertTo-Track123Record) + @($source | ConvertTo-Track123Record -PerEvent)
    }

    foreach ($record in $source) {
        # Only records of parcels, and only records of their events, have these columns.
        $properties = $record.PSObject.Properties
        $table = if ($isGone) { $tables.removed }
        elseif ($properties['LookupStatus']) { $tables.parcel }
        elseif ($properties['Leg']) { $tables.event }
        else {
            throw "Pipe parcels, changes, or records of parcels and events, not '$($record.GetType())'."
        }

        # Conversion to text in quotes is the same in every culture. ConvertFrom-Json returns times as DateTime.
        $fields = foreach ($column in $table.Columns) {
            $property = $properties[$column]
            if (-not $property) {
                throw "Column '$column' is missing. Pipe all columns of ConvertTo-Track123Record."
            }

            $value = $property.Value
            if ($value -is [datetime]) {
                $format = if ($value.Kind -eq 'Utc') { 'yyyy-MM-ddTHH:mm:ssZ' } else { 'yyyy-MM-ddTHH:mm:ss' }
                $value = $value.ToString($format, [cultureinfo]::InvariantCulture)
            }

            "$value"
        }
        if (($fields -join '').IndexOfAny($specialCharacters) -ge 0) {
            $fields = foreach ($field in $fields) {
                if ($isSqlite) { $field.Replace('"', '""') }
                else { $field.Replace('\', '\\').Replace("`t", '\t').Replace("`n", '\n').Replace("`r", '\r') }
            }
        }

        $line = if ($isSqlite) { '"' + ($fields -join '","') + '"' } else { $fields -join "`t" }
        $table.Writer.Write("$line`n")
        $table.RowCount++
    }
}

end {
    $result = [pscustomobject]@{
        Parcels = $tables.parcel.RowCount
        Events  = $tables.event.RowCount
        Removed = $tables.removed.RowCount
    }
    if ($result.Parcels + $result.Events + $result.Removed -eq 0) {
        return $result
    }

    if ($isSqlite) {
        $start = @(
            '.bail on'
            '.timeout 60000'
            'BEGIN IMMEDIATE;'
            [System.IO.File]::ReadAllText("$PSScriptRoot/sqlite.sql")
        )
        $import = '.import --csv {0}.txt load_{0}'
        $minute = "coalesce(substr(coalesce({0}.local_time, {0}.utc_time), 1, 16), '')"
    }
    else {
        # Runs at the same time wait for each other. Queries do not wait. The lock is a number of this script, because a
        # first run has no table to lock. In READ COMMITTED, a run sees the changes of the run before.
        $start = @(
            '\set ON_ERROR_STOP on'
            '\encoding UTF8'
            'BEGIN ISOLATION LEVEL READ COMMITTED;'
            'SELECT pg_advisory_xact_lock(123123123);'
            "SELECT to_regclass('track123_parcel') IS NULL AS is_new \gset"
            '\if :is_new'
            [System.IO.File]::ReadAllText("$PSScriptRoot/postgresql.sql")
            '\endif'
        )
        $import = "\copy load_{0} from '{0}.txt' with (null '')"
        $minute = "date_trunc('minute', coalesce({0}.local_time, {0}.utc_time AT TIME ZONE 'UTC', '-infinity'))"
    }

    # Each file is imported into a temporary table with the columns of its target.
    $load = foreach ($name in $tables.Keys) {
        $table = $tables[$name]
        "CREATE TEMP TABLE load_$name AS SELECT $($table.Names -join ', ') FROM $($table.Target) WHERE false;"
        $import -f $name

        # sqlite3 goes on after an error of .import. A failed check ends it.
        "CREATE TEMP TABLE check_$name (row_count integer CHECK (row_count = $($table.RowCount)));"
        "INSERT INTO check_$name SELECT count(*) FROM load_$name;"
        "UPDATE load_$name SET carrier_code = '' WHERE carrier_code IS NULL;"
    }

    # Inserts or updates the rows of a file. A row that the file contains several times is loaded once.
    $upsert = {
        param($Name, $Key, $Latest, $Reset)
        $table = $tables[$Name]
        $values = foreach ($column in $table.Names) {
            if (-not $isSqlite -or $column -eq 'carrier_code') { $column }
            elseif ($column -eq 'is_final') { "lower($column) = 'true'" }
            else { "nullif($column, '')" }
        }
        $updates = @($table.Names | Where-Object { $_ -notin $Key } | ForEach-Object { "$_ = excluded.$_" }) + $Reset
        @"
INSERT INTO $($table.Target) ($($table.Names -join ', '))
SELECT $($values -join ', ')
FROM (
    SELECT *, row_number() OVER (PARTITION BY $($Key -join ', ') ORDER BY $Latest DESC) AS place FROM load_$Name
) AS loaded
WHERE place = 1
ON CONFLICT ($($Key -join ', ')) DO UPDATE SET $($updates -join ', ')
"@
    }
    $parcelKey = 'tracking_number', 'carrier_code'
    $eventKey = $parcelKey + 'event_key'
    $isSame = '{0}.tracking_number = {1}.tracking_number AND {0}.carrier_code = {1}.carrier_code'

    # The case of the name of a connection does not matter.
    $isSameAccount = "lower(coalesce({0}.account, '')) = lower(coalesce({1}.account, ''))"

    $statements = @"
$(& $upsert parcel $parcelKey retrieved_utc_time 'removed_utc_time = NULL')
WHERE excluded.retrieved_utc_time >= track123_parcel.retrieved_utc_time;

-- A parcel whose carrier has changed has a new row. The old row is not a parcel of the account any more.
UPDATE track123_parcel AS parcel
SET removed_utc_time = loaded.retrieved_utc_time
FROM load_parcel AS loaded
WHERE parcel.tracking_number = loaded.tracking_number AND parcel.id = loaded.id
    AND parcel.carrier_code <> loaded.carrier_code AND $($isSameAccount -f 'parcel', 'loaded')
    AND parcel.retrieved_utc_time < loaded.retrieved_utc_time AND parcel.removed_utc_time IS NULL;

UPDATE track123_parcel AS parcel
SET removed_utc_time = removed.removed_utc_time
FROM load_removed AS removed
WHERE $($isSame -f 'parcel', 'removed') AND $($isSameAccount -f 'parcel', 'removed')
    AND parcel.retrieved_utc_time <= removed.removed_utc_time AND parcel.removed_utc_time IS NULL
    AND NOT EXISTS (SELECT 1 FROM load_parcel AS loaded WHERE $($isSame -f 'loaded', 'parcel'));

-- Known events that are missing in the complete list of their parcel.
CREATE INDEX load_event_key ON load_event ($($eventKey -join ', '));
CREATE TEMP TABLE load_missing AS
SELECT known.*
FROM track123_event_log AS known
JOIN (
    SELECT loaded.tracking_number, loaded.carrier_code
    FROM load_event AS loaded
    JOIN track123_parcel AS parcel ON $($isSame -f 'parcel', 'loaded')
    GROUP BY loaded.tracking_number, loaded.carrier_code
    HAVING count(DISTINCT loaded.event_key) = max(parcel.event_count)
) AS complete ON $($isSame -f 'complete', 'known')
WHERE NOT known.is_replaced AND NOT EXISTS (
    SELECT 1 FROM load_event AS loaded WHERE $($isSame -f 'loaded', 'known') AND loaded.event_key = known.event_key
);

-- They have another text now, if the list has as many events of the same minute. Otherwise the service omits them.
UPDATE track123_event_log
SET is_replaced = true
WHERE ($($eventKey -join ', ')) IN (
    SELECT $($eventKey -join ', ')
    FROM load_missing AS missing
    WHERE (
        SELECT count(DISTINCT loaded.event_key) FROM load_event AS loaded
        WHERE $($isSame -f 'loaded', 'missing') AND $($minute -f 'loaded') = $($minute -f 'missing')
    ) >= (
        SELECT count(*) FROM track123_event_log AS known
        WHERE $($isSame -f 'known', 'missing') AND $($minute -f 'known') = $($minute -f 'missing')
            AND NOT known.is_replaced
    )
);

$(& $upsert event $eventKey event_key 'is_replaced = false');
COMMIT;
"@

    $folder = if ($PSVersionTable.PSEdition -eq 'Core') {
        # Only the user can read it.
        [System.IO.Directory]::CreateTempSubdirectory('track123-').FullName
    }
    else {
        (New-Item -ItemType Directory -Path "$([System.IO.Path]::GetTempPath())track123-$([guid]::NewGuid())").FullName
    }

    try {
        foreach ($name in $tables.Keys) {
            $file = [System.IO.File]::Create("$folder/$name.txt")
            try {
                $tables[$name].Writer.Flush()
                $tables[$name].Writer.BaseStream.WriteTo($file)
            }
            finally {
                $file.Dispose()
            }
        }

        # The default encoding is UTF-8 without a byte order mark.
        [System.IO.File]::WriteAllText("$folder/load.sql", (($start + $load + $statements) -join "`n"))
        $arguments = if ($isSqlite) {
            '-batch', '-bail', $PSCmdlet.GetUnresolvedProviderPathFromPSPath($Path), '.read load.sql'
        }
        else {
            '--no-psqlrc', '--quiet', '--no-password', '--file=load.sql'
            if ($ConnectionString) {
                "--dbname=$ConnectionString"
            }
        }

        # The names of the files are relative, so that no path has to be quoted.
        Push-Location -LiteralPath $folder
        try {
            $null = & $program $arguments
        }
        finally {
            Pop-Location
        }

        if ($LASTEXITCODE -ne 0) {
            throw "$program exited with code $LASTEXITCODE. The database was not changed."
        }
    }
    finally {
        Remove-Item -LiteralPath $folder -Recurse -Force
    }

    $result
}
