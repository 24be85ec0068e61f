# Helper functions for the facts, dot-sourced by Contract.Tests.ps1. Facts are checked in order. Responses are cached,
# so that several facts can use one response and no request is sent twice.

function Fact {
    # Defines one fact of docs/api.md: section, mark, statement, expected value, and the check, which returns
    # New-Finding or Skip-Fact. -With passes a value to the check as $it, for similar facts.
    param([string] $Section, [string] $Mark, [string] $Says, [string] $Expected, [scriptblock] $Check, $With)
    [pscustomobject]@{ Section = $Section; Mark = "[$Mark]"; Fact = $Says; Expected = $Expected; Check = $Check; With = $With }
}

function New-Finding([bool] $Agrees, [string] $Found) {
    [pscustomobject]@{ Outcome = $(if ($Agrees) { 'agrees' } else { 'differs' }); Found = $Found }
}

function Skip-Fact([string] $Why) {
    [pscustomobject]@{ Outcome = 'not checked'; Found = $Why }
}

function Send-Request {
    # Sends a request once and returns the response or the error. The debug messages contain status, headers and body,
    # but not the key.
    param([string] $Path, $Body, $Connection = $live.Connection, [string] $Name = '')
    $question = "$Path $Name $(if ($null -ne $Body) { ConvertTo-Json -InputObject $Body -Depth 9 -Compress })"
    if ($live.Answers.ContainsKey($question)) {
        return $live.Answers[$question]
    }

    $DebugPreference = 'Continue'
    $records = New-Object System.Collections.ArrayList
    $failure = $null
    try {
        $sent = if ($null -ne $Body) { @{ Body = $Body } } else { @{} }
        Invoke-Track123Request -Path $Path -Connection $Connection @sent -ErrorAction Stop 5>&1 | ForEach-Object { $null = $records.Add($_) }
    }
    catch {
        $failure = $_
    }

    $reply = $records | Where-Object { $_ -is [Track123.ServiceReply] }
    $text = "$($records | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | Select-Object -Last 1)"
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
    Add-Cleanup -Path $Path -Body $Body -Answer $answer
    $answer
}

function Add-Cleanup([string] $Path, $Body, $Answer) {
    # Records what must be deleted at the end and by which request: the accepted items, or the sent ones if the response
    # is unknown.
    $rows = if ($Path -like '*/track/import') { if ($Answer.Code) { @(Get-ResponseRow accepted $Answer) } else { @($Body) } }
    elseif ($Path -like '*/track/update-courier' -and $Body.trackNo -in @($live.Mine | ForEach-Object { $_.Number }) -and (-not $Answer.Code -or (Test-Success $Answer))) {
        # The parcel may now have the new carrier.
        @{ trackNo = $Body.trackNo; courierCode = $Body.newCourierCode }
    }

    foreach ($row in $rows) {
        $mine = @{ Path = $Path -replace '[^/]+$', 'delete' }
        if ($row.trackNo) {
            $mine.Number, $mine.Carrier = $row.trackNo, $row.courierCode
        }
        else {
            $mine.Number, $mine.Carrier = $row.trackingNo, $row.carrierCode
            $mine.Body = @(, (Get-ShipmentReference $(if ($Path -like '*/ocean/*') { 'Ocean' } else { 'Air' }) $row))
        }

        $null = $live.Mine.Add($mine)
    }
}

function Remove-Registered($Mine) {
    # Deletes an item without a query first, because a new item may not be found yet. Outputs a message if it may be
    # left.
    $why = try {
        if (-not $Mine.Body) {
            # The module tries all forms of the body.
            $carrier = if ($Mine.Carrier) { @{ CarrierCode = $Mine.Carrier } } else { @{} }
            Remove-Track123Tracking $Mine.Number @carrier -SkipNumberCheck -Connection $live.Connection -Confirm:$false -ErrorAction Stop
            return
        }

        $answer = Send-Request $Mine.Path $Mine.Body -Name 'in the end'
        $deleted = (Test-Success $answer) -and $answer.Data -ne $false -and -not @(Get-ResponseRow rejected $answer)
        if (-not $deleted -and -not (Test-NotRegistered $answer)) { Format-Rejection $answer }
    }
    catch { "$_" }
    if ($why) { "$($Mine.Number)$(if ($Mine.Carrier) { " ($($Mine.Carrier))" }) may be left in the account: $($Mine.Path) said $why" }
}

function Send-Burst {
    # Sends a dozen requests at once without the module, which would limit them. Redirects are not followed, because
    # they would get the key.
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

function Format-Response($Answer) {
    # Describes a response without account data.
    $words = @("HTTP $($Answer.Status)")
    if ($Answer.Code) { $words += $Answer.Code }
    if ($Answer.Message -and $Answer.Code -ne '00000') { $words += "'$($Answer.Message)'" }
    $words -join ', '
}

function Format-Rejection($Answer) {
    $reason = @(Get-ResponseRow rejected $Answer)[0].error
    "$(Format-Response $Answer)$(if ($reason) { ", $($reason.code) '$($reason.msg)'" })"
}

function Test-Success($Answer) {
    $Answer.Code -eq '00000'
}

function Test-PathExistence($Answer) {
    # Returns whether the path exists: the request succeeded, or was rejected for its content.
    "$($Answer.Status)" -and $Answer.Kind -notin 'EndpointNotFound', 'AuthenticationFailed', 'ServiceUnavailable', 'InvalidResponse', 'ConnectionFailed', 'RequestTimedOut'
}

function Get-FieldName($Value) {
    # Returns the field names of an object.
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

function Get-FieldKind($Object, [string] $Name) {
    # Returns the kind of a field, or 'absent'. Takes the name, because passing an array would unroll it.
    if ($Name -cnotin @(Get-FieldName $Object)) { 'absent' } else { Kind $Object.$Name }
}

function Format-FieldKind($Object) {
    # Returns names and kinds, such as 'success: boolean'.
    @(Get-FieldName $Object | ForEach-Object { "${_}: $(Get-FieldKind $Object $_)" }) -join ', '
}

function Get-ResponseRow([string] $Kind, $Answer) {
    # Returns the accepted or rejected items of a response in any of the forms of section 1.2.
    $rows = $Answer.Data.$Kind
    if ($null -eq $rows) { return }
    if ($rows -is [array]) { return $rows }
    if ('content' -cin @(Get-FieldName $rows)) { return $rows.content }
    $rows
}

function Get-MissingField($Object, [string[]] $Wanted) {
    @($Wanted | Where-Object { $_ -cnotin @(Get-FieldName $Object) }) -join ', '
}

function Test-NotRegistered($Answer) {
    # Checks the envelope or each rejected item.
    $errors = @(Get-ResponseRow rejected $Answer | ForEach-Object { $_.error })
    if ($errors) { -not @($errors | Where-Object { $_.code -ne 'A0400' -or $_.msg -notlike '*not registered*' }) }
    else { $Answer.Code -eq 'A0400' -and $Answer.Message -like '*not registered*' }
}

function Test-UnregisteredNumber([string] $Path, $Body) {
    # Sends a request with a number that is not in the account: it changes and costs nothing, but shows that the path
    # exists.
    $answer = Send-Request $Path $Body
    $rows = @(Get-ResponseRow rejected $answer | ForEach-Object { "rejected $($_.error.code) '$($_.error.msg)'" } | Select-Object -First 1)
    $data = if ((Test-Success $answer) -and -not $rows) { @("data: $(Get-FieldKind $answer Data)") }
    New-Finding ((Test-PathExistence $answer) -and ((Test-Success $answer) -or $answer.Code -like 'A04*')) ((@(Format-Response $answer) + $rows + $data) -join ', ')
}

function Test-ItemLimit([string] $Path, $Body) {
    # Sends more items than documented as the maximum, with numbers that are not in the account.
    $answer = Send-Request $Path $Body
    New-Finding ((Test-PathExistence $answer) -and -not (Test-Success $answer)) "101: $(Format-Response $answer)"
}

function Use-Credit([scriptblock] $Check) {
    if ($live.AllowCredits) { & $Check } else { Skip-Fact 'would cost a credit: -AllowCredits' }
}

function Use-OwnParcel([scriptblock] $Check) {
    # For checks that need a parcel registered by this run.
    if (-not $live.AllowCredits) { return Skip-Fact 'needs a registered parcel: -AllowCredits' }
    $answer = Send-Request tk/v2.1/track/import $live.Import
    if (@(Get-ResponseRow accepted $answer)) { & $Check } else { Skip-Fact "the parcel was not registered: $(Format-Rejection $answer)" }
}

function Use-OwnShipment([string] $Kind, [scriptblock] $Check) {
    # For checks that need a cargo shipment registered by this run.
    if (-not $live[$Kind]) { return Skip-Fact "would cost 100 credits: -AllowCargoCredits with -${Kind}Tracking" }
    $answer = Send-Request "tk/v2.1/$(if ($Kind -eq 'Air') { 'aviation' } else { 'ocean' })/track/import" @(, $live[$Kind])
    $accepted = @(Get-ResponseRow accepted $answer)
    if ($accepted) { & $Check $accepted[0] } else { Skip-Fact "the shipment was not registered: $(Format-Rejection $answer)" }
}

function OwnCarrier {
    # Returns the current carrier of the parcel that this run has registered.
    if ($live.OwnCarrier) { $live.OwnCarrier } else { @(Get-ResponseRow accepted (Send-Request tk/v2.1/track/import $live.Import))[0].courierCode }
}

function Send-InstantQuery {
    Send-Request tk/v2.1/track/query-realtime @{ trackNo = $live.InstantNumber; lang = 'de' }
}

function Get-ShipmentReference([string] $Kind, $Row) {
    if ($Kind -eq 'Air') { @{ trackingNo = $Row.trackingNo; carrierCode = $Row.carrierCode } }
    else { @{ orderNo = $Row.orderNo; trackingNo = $Row.trackingNo; type = $Row.type } }
}

function Use-Webhook([scriptblock] $Check) {
    if (-not $live.Webhook) { return Skip-Fact 'needs the body of a webhook: -WebhookPath' }
    & $Check ($live.Webhook | ConvertFrom-Json)
}

function Records {
    # Returns up to 100 existing parcels of the account.
    @(Get-ResponseRow accepted (Send-Request tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100 }))
}

function Legs {
    @(Records | ForEach-Object { $_.localLogisticsInfo; $_.lastMileInfo.openApiWayBillInfo } | Where-Object { $_ })
}

function Events {
    @(Legs | ForEach-Object { $_.trackingDetails } | Where-Object { $_ })
}

function Test-Field([object[]] $Objects, [string] $Name, [string[]] $Kinds, [string] $Pattern = '', [string[]] $Inner) {
    # Checks that a field, where it is not empty, has one of these kinds, this pattern and these inner fields.
    $full = @($Objects | Where-Object { $null -ne $_.$Name -and '' -ne $_.$Name })
    if (-not $full) { return Skip-Fact "empty in all $($Objects.Count) that the account has" }
    $kinds = @($full | ForEach-Object { Get-FieldKind $_ $Name } | Sort-Object -Unique)
    $odd = @($full | Where-Object { $Pattern -and $_.$Name -notmatch $Pattern })
    $lacking = @($full | ForEach-Object { Get-MissingField $_.$Name $Inner } | Where-Object { $_ } | Sort-Object -Unique)
    $found = "$($kinds -join ' or '), in $($full.Count) of $($Objects.Count)"
    if ($odd) { $found += "; $($odd.Count) have another form" }
    if ($lacking) { $found += "; lacks $($lacking -join ', ')" }
    New-Finding (-not @($kinds | Where-Object { $_ -notin $Kinds }) -and -not $odd -and -not $lacking) $found
}

function Test-NoOtherField([object[]] $Objects, [string] $Known) {
    # Checks that there are no undocumented fields.
    if (-not $Objects) { return Skip-Fact 'the account has none' }
    $others = @($Objects | ForEach-Object { Get-FieldName $_ } | Sort-Object -Unique | Where-Object { $_ -cnotin ($Known -split ' ') })
    New-Finding (-not $others) $(if ($others) { "also $($others -join ', ')" } else { "none in $($Objects.Count)" })
}

function New-RandomNumber {
    # Returns a random S10 number with a valid check digit, which is most likely unused.
    $digits = 1..8 | ForEach-Object { Get-Random -Minimum 0 -Maximum 10 }
    $sum = 0
    $weights = 8, 6, 4, 2, 3, 5, 9, 7
    0..7 | ForEach-Object { $sum += $digits[$_] * $weights[$_] }
    $check = switch (11 - $sum % 11) { 10 { 0 } 11 { 5 } default { $_ } }
    "LB$(-join $digits)${check}CN"
}
