# The words in which the facts are written: dot-sourced by Contract.Tests.ps1. A fact is looked at in order; requests are remembered, so that
# several facts may look at one answer, and nothing is asked twice.

function Fact {
    # One fact of docs/api.md: its section, its mark, what it says, what is expected, and how to look, which ends in Seen or Unseen. With
    # is for facts that are alike: the look finds it as $it.
    param([string] $Section, [string] $Mark, [string] $Says, [string] $Expected, [scriptblock] $Look, $With)
    [pscustomobject]@{ Section = $Section; Mark = "[$Mark]"; Fact = $Says; Expected = $Expected; Look = $Look; With = $With }
}

function Seen([bool] $Agrees, [string] $Found) {
    [pscustomobject]@{ Outcome = $(if ($Agrees) { 'agrees' } else { 'differs' }); Found = $Found }
}

function Unseen([string] $Why) {
    [pscustomobject]@{ Outcome = 'not checked'; Found = $Why }
}

function Ask {
    # Sends a request, once, and gives what came back, be it an error. The module tells of status, headers and body where debug goes; the key
    # is not among them.
    param([string] $Path, $Body, $Connection = $live.Connection, [string] $Name = '')
    $question = "$Path $Name $(if ($null -ne $Body) { ConvertTo-Json -InputObject $Body -Depth 9 -Compress })"
    if ($live.Answers.ContainsKey($question)) {
        return $live.Answers[$question]
    }

    $DebugPreference = 'Continue'
    $told = New-Object System.Collections.ArrayList
    $failure = $null
    try {
        $sent = if ($null -ne $Body) { @{ Body = $Body } } else { @{} }
        Invoke-Track123Request -Path $Path -Connection $Connection @sent -ErrorAction Stop 5>&1 | ForEach-Object { $null = $told.Add($_) }
    }
    catch {
        $failure = $_
    }

    $reply = $told | Where-Object { $_ -is [Track123.ServiceReply] }
    $text = "$($told | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Select-Object -Last 1)"
    $error123 = if ($failure) { $failure.Exception }
    $answer = [pscustomobject]@{
        Status  = if ($text -match '^< HTTP (\d+)') { [int]$Matches[1] }
        Code    = "$(if ($reply) { $reply.Code } else { $error123.Code })"
        Message = "$(if ($reply) { $reply.Message } else { $error123.ServiceMessage })"
        TraceId = "$(if ($reply) { $reply.TraceId } else { $error123.TraceId })"
        Data    = if ($reply) { $reply.Data }
        Kind    = "$(if ($failure) { ($failure.FullyQualifiedErrorId -split ',')[0] })"
        Waits   = if ($text -match '(?m)^Retry-After: (.+)$') { $Matches[1].Trim() }
        Body    = if ($text -match '(?s)\n(\{.*)$') { $Matches[1] } else { '' }
        Path    = $Path
    }
    $live.Answers[$question] = $answer
    Remember -Path $Path -Body $Body -Answer $answer
    $answer
}

function Remember([string] $Path, $Body, $Answer) {
    # What is to be deleted in the end, and by which request: what was accepted or, where no answer came that says so, what was sent.
    $rows = if ($Path -like '*/track/import') { if ($Answer.Code) { @(Rows accepted $Answer) } else { @($Body) } }
    elseif ($Path -like '*/track/update-courier' -and $Body.trackNo -in @($live.Mine | ForEach-Object { $_.Number }) -and (-not $Answer.Code -or (Works $Answer))) {
        # The same parcel may now go by the other carrier.
        @{ trackNo = $Body.trackNo; courierCode = $Body.newCourierCode }
    }

    foreach ($row in $rows) {
        $mine = @{ Path = $Path -replace '[^/]+$', 'delete' }
        if ($row.trackNo) {
            $mine.Number, $mine.Carrier = $row.trackNo, $row.courierCode
            $mine.Body = @{ trackNo = $row.trackNo }
            if ($row.courierCode) { $mine.Body.courierCode = $row.courierCode }
        }
        else {
            $mine.Number, $mine.Carrier = $row.trackingNo, $row.carrierCode
            $mine.Body = @(, (ShipmentName $(if ($Path -like '*/ocean/*') { 'Ocean' } else { 'Air' }) $row))
        }

        $null = $live.Mine.Add($mine)
    }
}

function Delete($Mine) {
    # Without looking it up, for what was registered a moment ago may not be found yet. Says what may be left behind.
    $why = try {
        $answer = Ask $Mine.Path $Mine.Body -Name 'in the end'
        $deleted = (Works $answer) -and $answer.Data -ne $false -and -not @(Rows rejected $answer)
        if (-not $deleted -and -not (SaysNotRegistered $answer)) { Refusal $answer }
    }
    catch { "$_" }
    if ($why) { "$($Mine.Number)$(if ($Mine.Carrier) { " ($($Mine.Carrier))" }) may be left in the account: $($Mine.Path) said $why" }
}

function Burst {
    # A dozen requests at once, past the module, which never sends so many. Redirects are not followed: the key would go with them.
    if (-not $live.Answers.ContainsKey('burst')) {
        Add-Type -AssemblyName System.Net.Http
        $handler = New-Object System.Net.Http.HttpClientHandler
        $handler.AllowAutoRedirect = $false
        $client = New-Object System.Net.Http.HttpClient $handler
        $client.DefaultRequestHeaders.Add('Track123-Api-Secret', $env:TRACK123_API_KEY.Trim())
        $uri = "$("$($live.Connection.BaseUri)".TrimEnd('/'))/tk/v2.1/courier/detection"
        $body = ConvertTo-Json @{ tracking_number = $live.Unknown }
        $sent = @(1..12 | ForEach-Object {
                $client.PostAsync($uri, (New-Object System.Net.Http.StringContent $body, ([System.Text.Encoding]::UTF8), 'application/json'))
            })
        $live.Answers['burst'] = @($sent | ForEach-Object {
                $response = $_.GetAwaiter().GetResult()
                [pscustomobject]@{
                    Status = [int]$response.StatusCode
                    Waits  = "$($response.Headers.RetryAfter)"
                    Body   = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
                }
            })
        $client.Dispose()
    }

    $live.Answers['burst']
}

function Tell($Answer) {
    # An answer in a few words, without anything of the account.
    $words = @("HTTP $($Answer.Status)")
    if ($Answer.Code) { $words += $Answer.Code }
    if ($Answer.Message -and $Answer.Code -ne '00000') { $words += "'$($Answer.Message)'" }
    $words -join ', '
}

function Refusal($Answer) {
    $reason = @(Rows rejected $Answer)[0].error
    "$(Tell $Answer)$(if ($reason) { ", $($reason.code) '$($reason.msg)'" })"
}

function Works($Answer) {
    $Answer.Code -eq '00000'
}

function Known($Answer) {
    # Whether the service knows the path: it did the request, or refused it for what it says.
    "$($Answer.Status)" -and $Answer.Kind -notin 'EndpointNotFound', 'AuthenticationFailed', 'ServiceUnavailable', 'InvalidResponse', 'ConnectionFailed', 'RequestTimedOut'
}

function Names($Value) {
    # The names of an object's fields.
    if ($Value -is [System.Collections.IDictionary]) { @($Value.Keys) }
    elseif ($null -ne $Value) { @($Value.PSObject.Properties | ForEach-Object { $_.Name }) }
}

function Kind($Value) {
    if ($null -eq $Value) { 'null' }
    elseif ($Value -is [array]) { 'array' }
    elseif ($Value -is [string]) { 'text' }
    elseif ($Value -is [bool]) { 'boolean' }
    elseif ($Value -is [ValueType]) { 'number' }
    else { 'object' }
}

function KindOf($Object, [string] $Name) {
    # As Kind; absent where there is no such field. Asked by name: an array that is handed on would come apart.
    if ($Name -cnotin @(Names $Object)) { 'absent' } else { Kind $Object.$Name }
}

function Fields($Object) {
    # Names and kinds, such as 'success: boolean'.
    @(Names $Object | ForEach-Object { "${_}: $(KindOf $Object $_)" }) -join ', '
}

function Rows([string] $Kind, $Answer) {
    # The accepted or rejected items of an answer, in whichever of the forms of 1.2.
    $rows = $Answer.Data.$Kind
    if ($null -eq $rows) { return }
    if ($rows -is [array]) { return $rows }
    if ('content' -cin @(Names $rows)) { return $rows.content }
    $rows
}

function Missing($Object, [string[]] $Wanted) {
    @($Wanted | Where-Object { $_ -cnotin @(Names $Object) }) -join ', '
}

function SaysNotRegistered($Answer) {
    # By the envelope, or by each rejected item.
    $errors = @(Rows rejected $Answer | ForEach-Object { $_.error })
    if ($errors) { -not @($errors | Where-Object { $_.code -ne 'A0400' -or $_.msg -notlike '*not registered*' }) }
    else { $Answer.Code -eq 'A0400' -and $Answer.Message -like '*not registered*' }
}

function Unregistered([string] $Path, $Body) {
    # A request about a number that the account does not have: nothing changes, nothing is spent, and the service shows that it knows the path.
    $answer = Ask $Path $Body
    $rows = @(Rows rejected $answer | ForEach-Object { "rejected $($_.error.code) '$($_.error.msg)'" } | Select-Object -First 1)
    $data = if ((Works $answer) -and -not $rows) { @("data: $(KindOf $answer Data)") }
    Seen ((Known $answer) -and ((Works $answer) -or $answer.Code -like 'A04*')) ((@(Tell $answer) + $rows + $data) -join ', ')
}

function TooMany([string] $Path, $Body) {
    # More items than the page says are taken, of numbers that the account does not have.
    $answer = Ask $Path $Body
    Seen ((Known $answer) -and -not (Works $answer)) "101: $(Tell $answer)"
}

function Paid([scriptblock] $Look) {
    if ($live.AllowCredits) { & $Look } else { Unseen 'would cost a credit: -AllowCredits' }
}

function Owned([scriptblock] $Look) {
    # For what can be seen only of a parcel that this run has registered.
    if (-not $live.AllowCredits) { return Unseen 'needs a parcel of its own: -AllowCredits' }
    $answer = Ask tk/v2.1/track/import $live.Import
    if (@(Rows accepted $answer)) { & $Look } else { Unseen "the parcel was not registered: $(Refusal $answer)" }
}

function Shipped([string] $Kind, [scriptblock] $Look) {
    # For what can be seen only of a shipment of cargo that this run has registered.
    if (-not $live[$Kind]) { return Unseen "would cost 100 credits: -AllowCargoCredits with -${Kind}Tracking" }
    $answer = Ask "tk/v2.1/$(if ($Kind -eq 'Air') { 'aviation' } else { 'ocean' })/track/import" @(, $live[$Kind])
    $accepted = @(Rows accepted $answer)
    if ($accepted) { & $Look $accepted[0] } else { Unseen "the shipment was not registered: $(Refusal $answer)" }
}

function OwnCarrier {
    # The carrier of the parcel that this run has registered, as it is now.
    if ($live.OwnCarrier) { $live.OwnCarrier } else { @(Rows accepted (Ask tk/v2.1/track/import $live.Import))[0].courierCode }
}

function Instant {
    Ask tk/v2.1/track/query-realtime @{ trackNo = $live.InstantNumber; lang = 'de' }
}

function ShipmentName([string] $Kind, $Row) {
    if ($Kind -eq 'Air') { @{ trackingNo = $Row.trackingNo; carrierCode = $Row.carrierCode } }
    else { @{ orderNo = $Row.orderNo; trackingNo = $Row.trackingNo; type = $Row.type } }
}

function Posted([scriptblock] $Look) {
    if (-not $live.Webhook) { return Unseen 'needs the body of a webhook: -WebhookPath' }
    & $Look ($live.Webhook | ConvertFrom-Json)
}

function Records {
    # What the account has already: up to 100 parcels.
    @(Rows accepted (Ask tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100 }))
}

function Legs {
    @(Records | ForEach-Object { $_.localLogisticsInfo; $_.lastMileInfo.openApiWayBillInfo } | Where-Object { $_ })
}

function Events {
    @(Legs | ForEach-Object { $_.trackingDetails } | Where-Object { $_ })
}

function FieldOf([object[]] $Objects, [string] $Name, [string[]] $Kinds, [string] $Pattern = '', [string[]] $Inner) {
    # Whether a field that may be empty has these kinds, this form, or these fields of its own, wherever it is not empty.
    $full = @($Objects | Where-Object { $null -ne $_.$Name -and '' -ne $_.$Name })
    if (-not $full) { return Unseen "empty in all $($Objects.Count) that the account has" }
    $kinds = @($full | ForEach-Object { KindOf $_ $Name } | Sort-Object -Unique)
    $odd = @($full | Where-Object { $Pattern -and $_.$Name -notmatch $Pattern })
    $lacking = @($full | ForEach-Object { Missing $_.$Name $Inner } | Where-Object { $_ } | Sort-Object -Unique)
    $found = "$($kinds -join ' or '), in $($full.Count) of $($Objects.Count)"
    if ($odd) { $found += "; $($odd.Count) have another form" }
    if ($lacking) { $found += "; lacks $($lacking -join ', ')" }
    Seen (-not @($kinds | Where-Object { $_ -notin $Kinds }) -and -not $odd -and -not $lacking) $found
}

function NothingElse([object[]] $Objects, [string] $Known) {
    # Whether there are fields that the page does not name.
    if (-not $Objects) { return Unseen 'the account has none' }
    $others = @($Objects | ForEach-Object { Names $_ } | Sort-Object -Unique | Where-Object { $_ -cnotin ($Known -split ' ') })
    Seen (-not $others) $(if ($others) { "also $($others -join ', ')" } else { "none in $($Objects.Count)" })
}

function MadeUpNumber {
    # An S10 number of the Universal Postal Union with a good check digit, that in all likelihood nobody has.
    $digits = 1..8 | ForEach-Object { Get-Random -Minimum 0 -Maximum 10 }
    $sum = 0
    $weights = 8, 6, 4, 2, 3, 5, 9, 7
    0..7 | ForEach-Object { $sum += $digits[$_] * $weights[$_] }
    $check = switch (11 - $sum % 11) { 10 { 0 } 11 { 5 } default { $_ } }
    "LB$(-join $digits)${check}CN"
}
