# Tests that need a real shell: rendered views after every way of loading the module, and tab completion.

BeforeDiscovery {
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    $shapes = foreach ($shape in 'Table', 'List', 'Wide') { foreach ($width in 80, 160) { @{ Shape = $shape; Width = $width } } }
    $loadings = @(
        @{ Loading = 'Import-Module'; Script = "Import-Module '@module'; Connect-Track123 -Sandbox; Get-Track123Connection | Out-String" }
        @{ Loading = 'autoloading'; Script = "Connect-Track123 -Sandbox; Get-Track123Connection | Out-String" }
        @{ Loading = 'an import without a command'; Script = "Import-Module '@module'; Import-Clixml '@clixml' | Out-String" }
        @{
            Loading = 'an import into a new runspace'
            Script  = "`$s = [initialsessionstate]::CreateDefault2(); `$s.ImportPSModule('@module'); `$p = [powershell]::Create(`$s)
                `$p.AddScript('Connect-Track123 -Sandbox; Get-Track123Connection | Out-String').Invoke()"
        }
        if ($isCore) {
            @{
                Loading = 'ForEach-Object -Parallel'
                Script  = "Import-Module '@module'; 1..2 | ForEach-Object -Parallel { Connect-Track123 -Sandbox -PassThru } | Out-String"
            }
        }
    )
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    # Windows PowerShell has no $PSStyle and renders plain text.
    if ($isCore) {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
    }

    $connection = Connect-Track123 -Sandbox -PassThru
    $results = Register-Track123Tracking -Path "$root/samples/shipments.csv" -ErrorAction SilentlyContinue
    $connection.Sandbox.Advance([timespan]'8.00:00:00')
    $all = Get-Track123Tracking
    # Escaped, because Windows PowerShell reads a script without a byte order mark in the system's code page.
    $chinese = [pscustomobject]@{
        PSTypeName = 'Track123.Tracking'; TrackingNumber = [regex]::Unescape('\u5355\u53f7\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d\u5341\u53f7\u7801'); CarrierCode = [regex]::Unescape('\u4e2d\u56fd\u90ae\u653f\u901f\u9012\u7269\u6d41'); TransitStatus = 'InTransit'
        TransitStatusText = 'IN_TRANSIT'; AgeDays = 0; Route = 'CN>DE'
        LastEvent = [pscustomobject]@{ Description = [regex]::Unescape('\u5feb\u4ef6\u5df2\u5230\u8fbe\u5fb7\u56fd\u6cd5\u5170\u514b\u798f\u56fd\u9645\u90ae\u4ef6\u5904\u7406\u4e2d\u5fc3\uff0c\u7b49\u5f85\u6e05\u5173') }
    }
    $given = @{
        tracking    = @($all) + $chinese
        events      = ($all | Where-Object TrackingNumber -EQ SBLASTMILE0001).Events
        results     = $results
        carriers    = Get-Track123Carrier
        candidates  = Resolve-Track123Carrier 1ZX0CW450100619804
        connection  = $connection
        legs        = $all.MainLeg, $all.LastMile.Leg
        lastMile    = $all.LastMile
        measures    = $all | Measure-Track123Tracking Carrier, Lane, Month
        retracks    = $all[0..3] | Restart-Track123Tracking
        reply       = Invoke-Track123Request -Path tk/v2.1/courier/list -Method Get
        ocean       = Register-Track123OceanTracking MATS1234567890 matson 2
        changes     = Get-Track123TrackingChange "$TestDrive/views.jsonl"
        air         = Register-Track123AirTracking 160-12345675 cathay-pacific
    }
    $connection.Sandbox.Advance([timespan]'8.00:00:00')
    $given.oceanShipments = $given.ocean | Get-Track123OceanTracking
    $given.containers = $given.oceanShipments.Containers
    $given.cargoEvents = $given.containers.Events
    $given.airShipments = $given.air | Get-Track123AirTracking

    function Measure-Cell([string] $Line) {
        $cells = 0
        foreach ($c in $Line.ToCharArray()) {
            $cells += if (($c -ge [char]0x1100 -and $c -le [char]0x115f) -or ($c -ge [char]0x2e80 -and $c -le [char]0xd7a3) -or ($c -ge [char]0xff01 -and $c -le [char]0xff60)) { 2 } else { 1 }
        }

        $cells
    }
}

AfterAll {
    if ($isCore) { $PSStyle.OutputRendering = $rendering }
    Disconnect-Track123
    Restore-Cache
}

Describe 'Views' {
    It 'fit the width when shown as <Shape> in <Width> columns' -ForEach $shapes {
        $format = Get-Command "Format-$Shape"
        foreach ($name in $given.Keys) {
            $given[$name] | Should -Not -BeNullOrEmpty -Because $name
            $text = $given[$name] | & $format | Out-String -Width $Width
            $text | Should -Not -BeNullOrEmpty
            foreach ($line in $text -split "`n") {
                Measure-Cell $line.TrimEnd() | Should -BeLessOrEqual $Width -Because "$name is: $line"
            }
        }
    }

    It 'show whole texts when shown as a table in 200 columns' {
        foreach ($name in $given.Keys) {
            $given[$name] | Format-Table | Out-String -Width 200 | Should -Not -Match ([char]0x2026) -Because $name
        }
    }

    It 'have readable headers when shown as a table in <_> columns' -ForEach 60, 80, 100, 120 {
        foreach ($name in $given.Keys) {
            # The parcel with Chinese texts is wider than real ones.
            $lines = ($given[$name] -ne $chinese | Format-Table | Out-String -Width $_ -Stream) -ne ''
            foreach ($dashes in $lines -match '^[- ]*-[- ]*$' -split ' +' -ne '') {
                $dashes.Length | Should -BeGreaterThan 2 -Because "$name in $_ columns is: $($lines -join "`n")"
            }
        }
    }

    It 'show a <Name> at once when the next one has not arrived' -ForEach @(
        @{ Name = 'parcel of Wait-Track123Tracking'; Get = { $all[0] | Wait-Track123Tracking } }
        @{ Name = 'notification'; Get = { $notification | ConvertFrom-Track123Webhook } }
    ) {
        $shown = [Collections.Generic.List[string]]::new()
        $notification = @{ data = @{ trackNo = $all[0].TrackingNumber } } | ConvertTo-Json
        & { & $Get; $shown.Add('next') } | Out-String -Stream | ForEach-Object { $shown.Add($_) }
        $text = $shown -join "`n"
        $text.IndexOf($all[0].TrackingNumber) | Should -BeGreaterThan -1
        $text.IndexOf('next') | Should -BeGreaterThan $text.IndexOf($all[0].TrackingNumber)
    }

    It 'align columns with the headers when the text is Chinese' {
        $lines = ($given.tracking | Format-Table | Out-String -Width 120 -Stream) -ne ''
        $start = $lines[0].IndexOf('TransitStatus')
        foreach ($line in $lines[2..($lines.Count - 1)]) {
            $at = 0
            $cells = 0
            while ($cells -lt $start) { $cells += Measure-Cell $line[$at]; $at++ }
            $cells | Should -Be $start
            $line.Substring($at) | Should -MatchExactly '^[A-Z][A-Za-z]+ ' -Because $line
        }
    }

    It 'have property names as headers when shown as a table' {
        $header = ($all | Out-String -Width 160 -Stream) -match '^TrackingNumber' -split ' +' -ne ''
        $header | Should -Be TrackingNumber, CarrierCode, TransitStatus, AgeDays, Route, LastEvent
        ($all | Sort-Object $header | Select-Object $header).Count | Should -Be $all.Count
    }

    It 'group events by carrier, newest first, when events are shown' {
        $text = $given.events | Out-String -Width 120
        $text.IndexOf('LegCarrierCode: evri (last mile)') | Should -BeGreaterThan -1
        $text.IndexOf('LegCarrierCode: yunexpress') | Should -BeGreaterThan $text.IndexOf('(last mile)')
    }

    It 'show both legs when a parcel is shown as a list' {
        $text = $all | Where-Object TrackingNumber -EQ SBLASTMILE0001 | Format-List | Out-String -Width 120
        $text | Should -Match '(?m)^MainLeg +: YunExpress \(yunexpress\)  SBLASTMILE0001  9 events'
        $text | Should -Match '(?m)^LastMile +: Evri \(evri\)  \d+  4 events'
    }

    It 'have colors when $PSStyle renders ANSI and none when it renders plain text' -Skip:(-not $isCore) {
        $PSStyle.OutputRendering = 'Ansi'
        try {
            $text = $all | Out-String -Width 120
        }
        finally {
            $PSStyle.OutputRendering = 'PlainText'
        }

        $text | Should -Match ([regex]::Escape("$($PSStyle.Foreground.Green)Delivered"))
        $text | Should -Match ([regex]::Escape("$($PSStyle.Formatting.Error)Abnormal"))
        $all | Out-String -Width 120 | Should -Not -Match ([string][char]27)
    }

    It 'have no colors when redirected to a file or when NO_COLOR is set' -Skip:(-not $isCore) {
        $script = "Import-Module '$module'; `$c = Connect-Track123 -Sandbox -PassThru; Register-Track123Tracking SBDELIVERED1 -CarrierCode china-post | Out-Null
            `$c.Sandbox.Advance([timespan]'20.00:00:00'); Get-Track123Tracking > '$TestDrive/table.txt'; `$PSStyle.OutputRendering; Get-Track123Tracking"
        $null = & $shell -NoProfile -NonInteractive -Command $script
        Get-Content "$TestDrive/table.txt" -Raw | Should -Match Delivered
        Get-Content "$TestDrive/table.txt" -Raw | Should -Not -Match ([string][char]27)
        $env:NO_COLOR = '1'
        try {
            $text = (& $shell -NoProfile -NonInteractive -Command $script) -join "`n"
        }
        finally {
            Remove-Item Env:NO_COLOR
        }

        $text | Should -Match '^PlainText'
        $text | Should -Match Delivered
        $text | Should -Not -Match ([string][char]27)
    }

    It 'are loaded when the module is loaded by <Loading>' -ForEach $loadings {
        $connection | Export-Clixml "$TestDrive/connection.xml"
        $path = $env:PSModulePath
        $env:PSModulePath = "$(Split-Path $module)$([IO.Path]::PathSeparator)$path"
        $env:NO_COLOR = '1'
        try {
            $text = (& $shell -NoProfile -NonInteractive -Command $Script.Replace('@module', $module).Replace('@clixml', "$TestDrive/connection.xml")) -join "`n"
        }
        finally {
            $env:PSModulePath = $path
            Remove-Item Env:NO_COLOR
        }

        $text | Should -Match 'BaseUri +ApiKeyHint +ConnectedTime'
        $text | Should -Match '(?m)^ +sandbox +'
    }
}

Describe 'Tab completion' {
    It 'returns 2,000 carriers when the session is new' {
        $folder = New-Item -ItemType Directory -Path "$TestDrive/cache/Track123" -Force
        $rows = 1..2000 | ForEach-Object { "carrier-$_`tCarrier number $_ of the world`t$([regex]::Unescape('\u627f\u8fd0\u4eba')) $_" }
        Set-Content "$folder/carriers-sandbox-parcel.txt" (@("track123-carriers 1`t$([datetime]::UtcNow.ToString('o'))`t2000") + $rows)
        $script = "Import-Module '$module'; Connect-Track123 -Sandbox; `$line = 'Get-Track123Tracking X -CarrierCode '; `$null = TabExpansion2 'Get-Item -Path x' 16
            foreach (`$i in 1..5) { `$w = [Diagnostics.Stopwatch]::StartNew(); `$n = (TabExpansion2 `$line `$line.Length).CompletionMatches.Count; `"`$n `$(`$w.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture))`" }"
        $runs = & $shell -NoProfile -NonInteractive -Command $script | ForEach-Object { , ($_ -split ' ') }
        $runs | ForEach-Object { $_[0] } | Sort-Object -Unique | Should -Be 2000
        $times = $runs | ForEach-Object { [double]::Parse($_[1], [cultureinfo]::InvariantCulture) }
        Write-Information "    2,000 carriers: first $([Math]::Round($times[0])) ms, then $([Math]::Round(($times[1..4] | Sort-Object)[1], 1)) ms" -InformationAction Continue
    }
}
