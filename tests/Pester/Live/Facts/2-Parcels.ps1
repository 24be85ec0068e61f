# Section 2 of docs/api.md. Requests that change data use a number that is not in the account, or the number that the
# suite registers with -AllowCredits.

Fact 2.1 client 'without courierCode the carrier is detected' 'accepted, with a courierCode' {
    Use-Credit {
        $answer = Send-Request tk/v2.1/track/import $live.Import
        $row = @(Get-ResponseRow accepted $answer)[0]
        New-Finding ([bool]$row.courierCode) $(if ($row) { "accepted, courierCode '$($row.courierCode)'" } else { Format-Rejection $answer })
    }
}

Fact 2.1 client 'a query right after the registration returns INIT or nothing' 'INIT, null or no record' {
    Use-OwnParcel {
        $record = @(Get-ResponseRow accepted (Send-Request tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) }))[0]
        $state = if ($record) { "$($record.transitStatus)" } else { 'no record' }
        New-Finding ($state -in 'INIT', '', 'no record') $(if ($state) { $state } else { 'null' })
    }
}

Fact 2.1 client 'a number imported again is rejected' "A0400, 'has been imported'" {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/import $live.Import -Name again
        $row = @(Get-ResponseRow rejected $answer)[0]
        New-Finding ($row.error.code -eq 'A0400' -and $row.error.msg -like '*has been imported*') (Format-Rejection $answer)
    }
}

Fact 1.3 client 'the index of a rejected item counts from 0; orderNo can be missing' 'index 0, trackNo' {
    Use-OwnParcel {
        $row = @(Get-ResponseRow rejected (Send-Request tk/v2.1/track/import $live.Import -Name again))[0]
        if (-not $row) { return Skip-Fact 'nothing was rejected' }
        New-Finding ("$($row.index)" -eq '0' -and $row.trackNo -eq $live.Import[0].trackNo) "index $($row.index), fields $(Format-FieldKind $row)"
    }
}

Fact 2.1 client 'postalCode allows 15 letters, digits, plus, hyphens and spaces' 'others are rejected' { Skip-Fact 'each try would cost a credit' }
Fact 2.1 client 'phoneSuffix is also accepted at the top level' 'accepted' { Skip-Fact 'needs a number of a carrier that requires it' }
Fact 2.1 client 'a batch that exceeds the credit is rejected entirely' 'nothing registered' { Skip-Fact 'needs an account with little credit' }
Fact 2.1 client 'number and carrier together identify a parcel' 'the same number with two carriers is two parcels' { Skip-Fact 'would cost two credits more' }

Fact 2.2 client 'a query needs a criterion' 'rejected without' {
    $answer = Send-Request tk/v2.1/track/query @{}
    New-Finding ((Test-PathExistence $answer) -and -not (Test-Success $answer)) (Format-Response $answer)
}

Fact 2.2 client 'courierCode of a query may be null' '00000' {
    $answer = Send-Request tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown; courierCode = $null }) }
    New-Finding (Test-Success $answer) (Format-Response $answer)
}

Fact 2.2 client 'v2.1 still accepts trackNos' '00000, the number is queried' {
    $answer = Send-Request tk/v2.1/track/query @{ trackNos = @($live.Unknown) }
    $rows = @(Get-ResponseRow rejected $answer)
    New-Finding ((Test-Success $answer) -and @($rows | Where-Object { $_.trackNo -eq $live.Unknown }).Count -eq 1) "$(Format-Response $answer), $($rows.Count) rejected"
}

Fact 2.2 client 'at most 100 orderNos' '101 are rejected' {
    Test-ItemLimit tk/v2.1/track/query @{ orderNos = @(1..101 | ForEach-Object { "$($live.Unknown)-$_" }) }
}

Fact 2.2 client 'queryPageSize is 100 at most' '101 is rejected' {
    $answer = Send-Request tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 101 }
    New-Finding ((Test-PathExistence $answer) -and -not (Test-Success $answer)) (Format-Response $answer)
}

Fact 2.2 guess 'a query may accept lang' '00000' {
    $answer = Send-Request tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100; lang = 'de' }
    $translated = @(Get-ResponseRow accepted $answer | ForEach-Object { $_.localLogisticsInfo.trackingDetails } | Where-Object { $_.eventDetailTranslation }).Count
    New-Finding (Test-Success $answer) "$(Format-Response $answer), $translated events translated"
}

Fact 2.2 client 'totalElements, totalPages and currentPage may be text' 'integers, or text with an integer' {
    $accepted = (Send-Request tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100 }).Data.accepted
    $invalid = @('totalElements', 'totalPages', 'currentPage' | Where-Object { "$($accepted.$_)" -notmatch '^\d+$' })
    New-Finding (-not $invalid) (Format-FieldKind ($accepted | Select-Object totalElements, totalPages, currentPage))
}

Fact 2.2 guess 'the number of the first page is unknown' 'currentPage 0 or 1' {
    $page = "$((Send-Request tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 1 }).Data.accepted.currentPage)"
    New-Finding ($page -in '0', '1') "currentPage $page"
}

Fact 2.2 client 'the cursor of the last page is empty, absent or the same, or the next page is empty' 'one of these' {
    $window = @{ createTimeStart = '2000-01-01 00:00:00'; createTimeEnd = '2000-01-02 00:00:00'; queryPageSize = 100 }
    $first = (Send-Request tk/v2.1/track/query ($window + @{ cursor = '' })).Data.accepted
    if (-not $first.cursor) { return New-Finding $true "for an empty time window: $(Get-FieldKind $first cursor)" }
    $second = Send-Request tk/v2.1/track/query ($window + @{ cursor = $first.cursor })
    New-Finding (-not @(Get-ResponseRow accepted $second) -or $second.Data.accepted.cursor -eq $first.cursor) 'for an empty time window: a cursor; the next page is empty'
}

Fact 2.2.1 client 'lastMileInfo' 'an object {lmTrackNo, openApiWayBillInfo}' { Test-Field (Records) lastMileInfo object -Inner lmTrackNo, openApiWayBillInfo }
Fact 2.2.1 client 'expectedDelivery' 'text yyyy-MM-dd' { Test-Field (Records) expectedDelivery text '^\d{4}-\d\d-\d\d' }
Fact 2.2.1 client 'expectedDeliveryTime' 'an object {start, end, timezone}' { Test-Field (Records) expectedDeliveryTime object -Inner start, end, timezone }
Fact 2.2.1 client 'shipmentType' 'text' { Test-Field (Records) shipmentType text }
Fact 2.2.1 client 'extraInfo' 'an object' { Test-Field (Records) extraInfo object }
Fact 2.2.1 client 'receiptDays' 'a number, or text' { Test-Field (Records) receiptDays number, text '^-?\d+$' }

Fact 2.2.1 client 'courierCode at the top of a record is unreliable' 'absent, or empty in some' {
    $records = @(Records)
    if (-not $records) { return Skip-Fact 'the account has no parcels' }
    $full = @($records | Where-Object { $_.courierCode }).Count
    New-Finding ($full -lt $records.Count) "in $full of $($records.Count)"
}

Fact 2.2.1 guess 'a record has no field that is not documented' 'none' {
    Test-NoOtherField (Records) ('id trackNo orderNo customerEmail remark createTime nextUpdateTime shipFrom shipTo trackingStatus transitStatus ' +
        'transitSubStatus shipTime orderTime receiptTime deliveredTime lastTrackingTime transitDays stayDays deliveredDays receiptDays ' +
        'localLogisticsInfo lastMileInfo expectedDelivery expectedDeliveryTime shipmentType extraInfo courierCode')
}

Fact 2.2.2 client 'courierTrackingLink' 'text' { Test-Field (Legs) courierTrackingLink text }

Fact 2.2.2 client 'trackingDetails can be null or absent' 'an array, null or absent' {
    $legs = @(Legs)
    if (-not $legs) { return Skip-Fact 'the account has no parcels' }
    $kinds = @($legs | ForEach-Object { Get-FieldKind $_ trackingDetails } | Group-Object)
    New-Finding (-not @($kinds | Where-Object { $_.Name -notin 'array', 'null', 'absent' })) (($kinds | ForEach-Object { "$($_.Name) in $($_.Count)" }) -join ', ')
}

Fact 2.2.2 guess 'a leg has no field that is not documented' 'none' {
    Test-NoOtherField (Legs) 'courierCode courierNameCN courierNameEN courierHomePage courierTrackingLink trackingDetails'
}

Fact 2.2.3 guess 'an event has no field that is not documented' 'none' {
    Test-NoOtherField (Events) 'address eventTime eventTimeZeroUTC timezone eventDetail eventDetailTranslation transitSubStatus'
}

Fact 2.3 client 'update-courier takes {trackNo, courierCode, newCourierCode}' 'the path exists, the fields are not rejected' {
    Test-UnregisteredNumber tk/v2.1/track/update-courier @{ trackNo = $live.Unknown; courierCode = $live.Carrier; newCourierCode = 'china-ems' }
}

Fact 2.6 client 'update takes the number, the carrier and the changed fields' '00000; data is not false and rejects nothing' {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/update @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier); remark = 'changed' }
        New-Finding ((Test-Success $answer) -and $answer.Data -isnot [bool] -or $answer.Data -eq $true) "$(Format-Response $answer), data: $(Get-FieldKind $answer Data) $(Format-FieldKind $answer.Data)"
    }
}

Fact 2.4 client 'refresh returns success and actualRefreshTime' 'these two names' {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/refresh @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) }
        New-Finding ((Test-Success $answer) -and -not (Get-MissingField $answer.Data success, actualRefreshTime)) "$(Format-Response $answer), $(Format-FieldKind $answer.Data)"
    }
}

Fact 2.4 guess 'refresh again within six hours' 'false and the last refresh time, or A0400' {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/refresh @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) } -Name again
        $done = if (Test-Success $answer) { @(Get-FieldName $answer.Data | Where-Object { $answer.Data.$_ -is [bool] } | ForEach-Object { $answer.Data.$_ })[0] }
        New-Finding ($done -eq $false -or $answer.Code -eq 'A0400') "$(Format-Response $answer)$(if ($null -ne $done) { ", $done" })"
    }
}

Fact 2.5 client 'refresh-batch takes an array of {trackNo, courierCode}' 'the path exists, the fields are not rejected' {
    Test-UnregisteredNumber tk/v2.1/track/refresh-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
}

Fact 2.5 guess 'refresh-batch returns accepted and rejected' 'these two' {
    $answer = Send-Request tk/v2.1/track/refresh-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
    New-Finding ((Test-Success $answer) -and -not (Get-MissingField $answer.Data accepted, rejected)) "$(Format-Response $answer), $(Format-FieldKind $answer.Data)"
}

Fact 2.5 guess 'refresh-batch takes 100 at most' '101 are rejected' {
    Test-ItemLimit tk/v2.1/track/refresh-batch @(1..101 | ForEach-Object { @{ trackNo = "$($live.Unknown)$_"; courierCode = $live.Carrier } })
}

Fact 2.6 client 'update is an object by number and carrier; an array was also seen' 'the object is accepted' {
    $item = @{ trackNo = $live.Unknown; courierCode = $live.Carrier; remark = 'none' }
    $object = Send-Request tk/v2.1/track/update $item
    $array = Send-Request tk/v2.1/track/update @(, $item)
    New-Finding ((Test-Success $object) -or (Test-NotRegistered $object)) "object: $(Format-Response $object); array: $(Format-Response $array)"
}

Fact 2.7 guess 'update-batch is the path of the batch update, and takes an array' 'the path exists' {
    Test-UnregisteredNumber tk/v2.1/track/update-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier; remark = 'none' })
}

Fact 2.3 guess 'update-courier returns a boolean' '00000; data is not false and rejects nothing' {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/update-courier @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier); newCourierCode = 'china-ems' }
        if (Test-Success $answer) { $live.OwnCarrier = 'china-ems' }
        New-Finding ((Test-Success $answer) -and $answer.Data -ne $false) "$(Format-Response $answer), data: $(Get-FieldKind $answer Data) $(Format-FieldKind $answer.Data)"
    }
}

Fact 2.8 client 'delete takes an array of {trackNo, courierCode}; other forms were also seen' 'the array is accepted' {
    $item = @{ trackNo = $live.Unknown; courierCode = $live.Carrier }
    $shapes = [ordered]@{
        'array'          = @(, $item)
        'object'         = $item
        '{trackNoInfos}' = @{ trackNoInfos = @(, $item) }
        '{trackNos}'     = @{ trackNos = @($live.Unknown) }
    }
    $answers = [ordered]@{}
    foreach ($shape in $shapes.Keys) { $answers[$shape] = Send-Request tk/v2.1/track/delete $shapes[$shape] }
    New-Finding ((Test-Success $answers.array) -or (Test-NotRegistered $answers.array)) (($answers.Keys | ForEach-Object { "${_}: $(Format-Response $answers[$_])" }) -join '; ')
}

Fact 2.8 guess 'delete of an unknown number is a not-registered error, or succeeds' "A0400, 'not registered', or 00000" {
    $answer = Send-Request tk/v2.1/track/delete @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
    New-Finding ((Test-Success $answer) -or (Test-NotRegistered $answer)) (Format-Response $answer)
}

Fact 2.9 client 'instant tracking works without courierCode' '00000' {
    Use-Credit { New-Finding (Test-Success (Send-InstantQuery)) (Format-Response (Send-InstantQuery)) }
}

Fact 2.9 client 'instant tracking returns one record or null' 'an object, or null if nothing is found' {
    Use-Credit { New-Finding ((Test-Success (Send-InstantQuery)) -and (Get-FieldKind (Send-InstantQuery).Data accepted) -in 'object', 'null') "accepted: $(Get-FieldKind (Send-InstantQuery).Data accepted)" }
}

Fact 2.9 client 'lang fills eventDetailTranslation' 'a text in each event' {
    Use-Credit {
        $events = @((Send-InstantQuery).Data.accepted.localLogisticsInfo.trackingDetails | Where-Object { $_ })
        if (-not $events) { return Skip-Fact 'the number has no events: use -TrackingNumber with a number that has events' }
        $translated = @($events | Where-Object { $_.eventDetailTranslation }).Count
        New-Finding ($translated -gt 0) "$translated of $($events.Count) events"
    }
}

Fact 2.8 guess 'delete of a parcel returns 00000 and removes it' "then a query says 'not registered'" {
    Use-OwnParcel {
        $answer = Send-Request tk/v2.1/track/delete @(, @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) })
        $after = Send-Request tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) } -Name 'after the deletion'
        $live.Deleted = Test-Success $answer
        New-Finding ((Test-Success $answer) -and -not @(Get-ResponseRow accepted $after)) "$(Format-Response $answer), data: $(Get-FieldKind $answer Data); then $(@(Get-ResponseRow accepted $after).Count) found"
    }
}
