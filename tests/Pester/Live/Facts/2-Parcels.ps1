# Section 2 of docs/api.md. What changes something is asked about a number that the account does not have, or about the one that -AllowCredits lets
# the suite register.

Fact 2.1 client 'without courierCode the carrier is detected' 'accepted, with a courierCode' {
    Paid {
        $answer = Ask tk/v2.1/track/import $live.Import
        $row = @(Rows accepted $answer)[0]
        Seen ([bool]$row.courierCode) $(if ($row) { "accepted, courierCode '$($row.courierCode)'" } else { Refusal $answer })
    }
}

Fact 2.1 client 'a query right after shows INIT, or nothing' 'INIT, null or no record' {
    Owned {
        $record = @(Rows accepted (Ask tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) }))[0]
        $state = if ($record) { "$($record.transitStatus)" } else { 'no record' }
        Seen ($state -in 'INIT', '', 'no record') $(if ($state) { $state } else { 'null' })
    }
}

Fact 2.1 client 'a number imported again is rejected' "A0400, 'has been imported'" {
    Owned {
        $answer = Ask tk/v2.1/track/import $live.Import -Name again
        $row = @(Rows rejected $answer)[0]
        Seen ($row.error.code -eq 'A0400' -and $row.error.msg -like '*has been imported*') (Refusal $answer)
    }
}

Fact 1.3 client 'the index of a rejected item counts from 0; orderNo can be missing' 'index 0, trackNo' {
    Owned {
        $row = @(Rows rejected (Ask tk/v2.1/track/import $live.Import -Name again))[0]
        if (-not $row) { return Unseen 'nothing was rejected' }
        Seen ("$($row.index)" -eq '0' -and $row.trackNo -eq $live.Import[0].trackNo) "index $($row.index), fields $(Fields $row)"
    }
}

Fact 2.1 client 'postalCode takes 15 letters, digits, plus, hyphen and space' 'others are refused' { Unseen 'each try would cost a credit' }
Fact 2.1 client 'phoneSuffix is also taken at the top level' 'taken' { Unseen 'needs a number of a carrier that asks for it' }
Fact 2.1 client 'a chunk that exceeds the credit is refused entire' 'nothing registered' { Unseen 'needs an account with little credit' }
Fact 2.1 client 'number and carrier together name a parcel' 'the same number with two carriers is two parcels' { Unseen 'would cost two credits more' }

Fact 2.2 client 'a query needs a criterion' 'refused without' {
    $answer = Ask tk/v2.1/track/query @{}
    Seen ((Known $answer) -and -not (Works $answer)) (Tell $answer)
}

Fact 2.2 client 'courierCode of a query may be null' '00000' {
    $answer = Ask tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown; courierCode = $null }) }
    Seen (Works $answer) (Tell $answer)
}

Fact 2.2 client 'v2.1 still takes trackNos' '00000, the number is looked for' {
    $answer = Ask tk/v2.1/track/query @{ trackNos = @($live.Unknown) }
    $rows = @(Rows rejected $answer)
    Seen ((Works $answer) -and @($rows | Where-Object { $_.trackNo -eq $live.Unknown }).Count -eq 1) "$(Tell $answer), $($rows.Count) rejected"
}

Fact 2.2 client 'at most 100 orderNos' '101 are refused' {
    TooMany tk/v2.1/track/query @{ orderNos = @(1..101 | ForEach-Object { "$($live.Unknown)-$_" }) }
}

Fact 2.2 client 'queryPageSize is 100 at most' '101 is refused' {
    $answer = Ask tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 101 }
    Seen ((Known $answer) -and -not (Works $answer)) (Tell $answer)
}

Fact 2.2 guess 'lang may be taken by a query too' '00000' {
    $answer = Ask tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100; lang = 'de' }
    $translated = @(Rows accepted $answer | ForEach-Object { $_.localLogisticsInfo.trackingDetails } | Where-Object { $_.eventDetailTranslation }).Count
    Seen (Works $answer) "$(Tell $answer), $translated events translated"
}

Fact 2.2 client 'totalElements, totalPages and currentPage may be text' 'whole numbers, or text that is one' {
    $accepted = (Ask tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 100 }).Data.accepted
    $bad = @('totalElements', 'totalPages', 'currentPage' | Where-Object { "$($accepted.$_)" -notmatch '^\d+$' })
    Seen (-not $bad) (Fields ($accepted | Select-Object totalElements, totalPages, currentPage))
}

Fact 2.2 guess 'where pages begin is not known' 'currentPage 0 or 1' {
    $page = "$((Ask tk/v2.1/track/query @{ createTimeStart = '2000-01-01 00:00:00'; cursor = ''; queryPageSize = 1 }).Data.accepted.currentPage)"
    Seen ($page -in '0', '1') "currentPage $page"
}

Fact 2.2 client 'the cursor of the last page is empty, absent or the same, or the next page is empty' 'one of these' {
    $window = @{ createTimeStart = '2000-01-01 00:00:00'; createTimeEnd = '2000-01-02 00:00:00'; queryPageSize = 100 }
    $first = (Ask tk/v2.1/track/query ($window + @{ cursor = '' })).Data.accepted
    if (-not $first.cursor) { return Seen $true "of an empty window: $(KindOf $first cursor)" }
    $second = Ask tk/v2.1/track/query ($window + @{ cursor = $first.cursor })
    Seen (-not @(Rows accepted $second) -or $second.Data.accepted.cursor -eq $first.cursor) 'of an empty window: a cursor; the next page is empty'
}

Fact 2.2.1 client 'lastMileInfo' 'an object {lmTrackNo, openApiWayBillInfo}' { FieldOf (Records) lastMileInfo object -Inner lmTrackNo, openApiWayBillInfo }
Fact 2.2.1 client 'expectedDelivery' 'text yyyy-MM-dd' { FieldOf (Records) expectedDelivery text '^\d{4}-\d\d-\d\d' }
Fact 2.2.1 client 'expectedDeliveryTime' 'an object {start, end, timezone}' { FieldOf (Records) expectedDeliveryTime object -Inner start, end, timezone }
Fact 2.2.1 client 'shipmentType' 'text' { FieldOf (Records) shipmentType text }
Fact 2.2.1 client 'extraInfo' 'an object' { FieldOf (Records) extraInfo object }
Fact 2.2.1 client 'receiptDays' 'a number, or text' { FieldOf (Records) receiptDays number, text '^-?\d+$' }

Fact 2.2.1 client 'courierCode at the top of a record is not to be relied on' 'absent, or empty in some' {
    $records = @(Records)
    if (-not $records) { return Unseen 'the account has no parcels' }
    $full = @($records | Where-Object { $_.courierCode }).Count
    Seen ($full -lt $records.Count) "in $full of $($records.Count)"
}

Fact 2.2.1 guess 'a record has no field that the page does not name' 'none' {
    NothingElse (Records) ('id trackNo orderNo customerEmail remark createTime nextUpdateTime shipFrom shipTo trackingStatus transitStatus ' +
        'transitSubStatus shipTime orderTime receiptTime deliveredTime lastTrackingTime transitDays stayDays deliveredDays receiptDays ' +
        'localLogisticsInfo lastMileInfo expectedDelivery expectedDeliveryTime shipmentType extraInfo courierCode')
}

Fact 2.2.2 client 'courierTrackingLink' 'text' { FieldOf (Legs) courierTrackingLink text }

Fact 2.2.2 client 'trackingDetails can be null or absent' 'an array, null or absent' {
    $legs = @(Legs)
    if (-not $legs) { return Unseen 'the account has no parcels' }
    $kinds = @($legs | ForEach-Object { KindOf $_ trackingDetails } | Group-Object)
    Seen (-not @($kinds | Where-Object { $_.Name -notin 'array', 'null', 'absent' })) (($kinds | ForEach-Object { "$($_.Name) in $($_.Count)" }) -join ', ')
}

Fact 2.2.2 guess 'a leg has no field that the page does not name' 'none' {
    NothingElse (Legs) 'courierCode courierNameCN courierNameEN courierHomePage courierTrackingLink trackingDetails'
}

Fact 2.2.3 guess 'an event has no field that the page does not name' 'none' {
    NothingElse (Events) 'address eventTime eventTimeZeroUTC timezone eventDetail eventDetailTranslation transitSubStatus'
}

Fact 2.3 client 'update-courier takes {trackNo, courierCode, newCourierCode}' 'the path is known, the fields are not complained of' {
    Unregistered tk/v2.1/track/update-courier @{ trackNo = $live.Unknown; courierCode = $live.Carrier; newCourierCode = 'china-ems' }
}

Fact 2.6 client 'update takes the number, the carrier and what is to change' '00000; data is not false and rejects nothing' {
    Owned {
        $answer = Ask tk/v2.1/track/update @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier); remark = 'changed' }
        Seen ((Works $answer) -and $answer.Data -isnot [bool] -or $answer.Data -eq $true) "$(Tell $answer), data: $(KindOf $answer Data) $(Fields $answer.Data)"
    }
}

Fact 2.4 client 'refresh answers success and actualRefreshTime' 'these two names' {
    Owned {
        $answer = Ask tk/v2.1/track/refresh @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) }
        Seen ((Works $answer) -and -not (Missing $answer.Data success, actualRefreshTime)) "$(Tell $answer), $(Fields $answer.Data)"
    }
}

Fact 2.4 guess 'refresh again within six hours' 'false and the time of the last, or A0400' {
    Owned {
        $answer = Ask tk/v2.1/track/refresh @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) } -Name again
        $done = if (Works $answer) { @(Names $answer.Data | Where-Object { $answer.Data.$_ -is [bool] } | ForEach-Object { $answer.Data.$_ })[0] }
        Seen ($done -eq $false -or $answer.Code -eq 'A0400') "$(Tell $answer)$(if ($null -ne $done) { ", $done" })"
    }
}

Fact 2.5 client 'refresh-batch takes an array of {trackNo, courierCode}' 'the path is known, the fields are not complained of' {
    Unregistered tk/v2.1/track/refresh-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
}

Fact 2.5 guess 'refresh-batch answers accepted and rejected' 'these two' {
    $answer = Ask tk/v2.1/track/refresh-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
    Seen ((Works $answer) -and -not (Missing $answer.Data accepted, rejected)) "$(Tell $answer), $(Fields $answer.Data)"
}

Fact 2.5 guess 'refresh-batch takes 100 at most' '101 are refused' {
    TooMany tk/v2.1/track/refresh-batch @(1..101 | ForEach-Object { @{ trackNo = "$($live.Unknown)$_"; courierCode = $live.Carrier } })
}

Fact 2.6 client 'update is an object by number and carrier' 'the path is known, the fields are not complained of' {
    Unregistered tk/v2.1/track/update @{ trackNo = $live.Unknown; courierCode = $live.Carrier; remark = 'none' }
}

Fact 2.7 guess 'update-batch is the path of the batch update, and takes an array' 'the path is known' {
    Unregistered tk/v2.1/track/update-batch @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier; remark = 'none' })
}

Fact 2.3 guess 'update-courier answers with a boolean' '00000; data is not false and rejects nothing' {
    Owned {
        $answer = Ask tk/v2.1/track/update-courier @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier); newCourierCode = 'china-ems' }
        if (Works $answer) { $live.OwnCarrier = 'china-ems' }
        Seen ((Works $answer) -and $answer.Data -ne $false) "$(Tell $answer), data: $(KindOf $answer Data) $(Fields $answer.Data)"
    }
}

Fact 2.8 client 'delete takes one object {trackNo, courierCode}; arrays and {trackNos} were seen too' 'the object is taken' {
    $shapes = [ordered]@{
        'object'     = @{ trackNo = $live.Unknown; courierCode = $live.Carrier }
        'array'      = @(, @{ trackNo = $live.Unknown; courierCode = $live.Carrier })
        '{trackNos}' = @{ trackNos = @($live.Unknown) }
    }
    $answers = [ordered]@{}
    foreach ($shape in $shapes.Keys) { $answers[$shape] = Ask tk/v2.1/track/delete $shapes[$shape] }
    Seen ((Works $answers.object) -or (SaysNotRegistered $answers.object)) (($answers.Keys | ForEach-Object { "${_}: $(Tell $answers[$_])" }) -join '; ')
}

Fact 2.8 guess 'delete of a number that is gone is an error that says so, or none' "A0400, 'not registered', or 00000" {
    $answer = Ask tk/v2.1/track/delete @{ trackNo = $live.Unknown; courierCode = $live.Carrier }
    Seen ((Works $answer) -or (SaysNotRegistered $answer)) (Tell $answer)
}

Fact 2.9 client 'instant tracking works without courierCode' '00000' {
    Paid { Seen (Works (Instant)) (Tell (Instant)) }
}

Fact 2.9 client 'instant tracking gives one record, or null' 'an object, or null where nothing is found' {
    Paid { Seen ((Works (Instant)) -and (KindOf (Instant).Data accepted) -in 'object', 'null') "accepted: $(KindOf (Instant).Data accepted)" }
}

Fact 2.9 client 'lang fills eventDetailTranslation' 'a text at each event' {
    Paid {
        $events = @((Instant).Data.accepted.localLogisticsInfo.trackingDetails | Where-Object { $_ })
        if (-not $events) { return Unseen 'the number has no events: give one that has with -TrackingNumber' }
        $translated = @($events | Where-Object { $_.eventDetailTranslation }).Count
        Seen ($translated -gt 0) "$translated of $($events.Count) events"
    }
}

Fact 2.8 guess 'delete of a parcel answers 00000, and it is gone' "then a query says 'not registered'" {
    Owned {
        $answer = Ask tk/v2.1/track/delete @{ trackNo = $live.Import[0].trackNo; courierCode = (OwnCarrier) }
        $after = Ask tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) } -Name 'after the deletion'
        $live.Deleted = Works $answer
        Seen ((Works $answer) -and -not @(Rows accepted $after)) "$(Tell $answer), data: $(KindOf $answer Data); then $(@(Rows accepted $after).Count) found"
    }
}
