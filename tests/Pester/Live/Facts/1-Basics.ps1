# Section 1 of docs/api.md.

Fact 1 client 'no timestamp header is needed' 'a request without it succeeds' {
    Seen (Works (Ask tk/v2.1/courier/list)) (Tell (Ask tk/v2.1/courier/list))
}

Fact 1 client 'v2 has import, query and the list of carriers only' 'tk/v2/courier/detection is unknown' {
    $answer = Ask tk/v2/courier/detection @{ tracking_number = $live.Unknown }
    Seen ($answer.Kind -eq 'EndpointNotFound') (Tell $answer)
}

Fact 1 guess 'text is UTF-8' 'Chinese names of carriers, no broken letter' {
    $names = "$((Ask tk/v2.1/courier/list).Data.courierNameCN)"
    $chinese = [regex]::Matches($names, '[\u4e00-\u9fff]').Count
    Seen ($chinese -gt 0 -and $names -notmatch '\ufffd') "$chinese Chinese letters, $([regex]::Matches($names, '\ufffd').Count) broken"
}

Fact 1.1 client 'errors of the gateway say message for msg' 'an unknown path answers message' {
    $answer = Ask tk/v2.1/no/such/path @{}
    Seen ($answer.Body -match '"message"\s*:' -and $answer.Body -notmatch '"msg"\s*:') "$(Tell $answer), fields $(Fields ($answer.Body | ConvertFrom-Json))"
}

Fact 1.1 client 'the list of carriers always has a traceId' 'a text' {
    Seen ([bool](Ask tk/v2.1/courier/list).TraceId) $(if ((Ask tk/v2.1/courier/list).TraceId) { 'there' } else { 'absent' })
}

Fact 1.2 client 'rejected of a query is null, absent, an array, or an object' 'one of these' {
    $data = (Ask tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown }) }).Data
    $kind = KindOf $data rejected
    Seen ($kind -in 'null', 'absent', 'array', 'object') $kind
}

Fact 1.4 guess 'the zone of record times is not known; clients take UTC or +08:00' 'one of these' {
    Owned {
        $record = @(Rows accepted (Ask tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) }))[0]
        if (-not $record.createTime) { return Unseen 'the parcel registered is not found yet' }
        $now = [DateTime]::UtcNow
        $local = [DateTime]::ParseExact($record.createTime, 'yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        # To the quarter of an hour: no zone is finer.
        $hours = [Math]::Round(($local - $now).TotalHours * 4) / 4
        Seen ($hours -in 0, 8) $(if ($hours -eq 0) { 'UTC' } else { "UTC$($hours.ToString('+0.##;-0.##', [cultureinfo]::InvariantCulture)) hours" })
    }
}

Fact 1.4 client 'the timezone of an event may have other forms' '+08:00, +0800, Z, empty or null' {
    FieldOf (Events) timezone text '^([+-]\d\d:?\d\d|Z)$'
}

Fact 1.4 guess 'an event without eventTimeZeroUTC and timezone has no zone at all' 'no such event' {
    $events = @(Events)
    if (-not $events) { return Unseen 'the account has no events' }
    $bare = @($events | Where-Object { -not $_.eventTimeZeroUTC -and -not $_.timezone }).Count
    Seen ($bare -eq 0) "$bare of $($events.Count) events"
}

Fact 1.5 client 'querying costs nothing' 'no credit' { Unseen 'only the portal shows the balance' }
Fact 1.5 client 'the free plan has about 50 registrations a month' 'about 50' { Unseen 'only the portal shows it' }

Fact 1.5 client 'a wrong key: HTTP 401 or 403' 'one of these' {
    $answer = Ask tk/v2.1/courier/list -Connection $live.WrongKey -Name 'wrong key'
    Seen ($answer.Status -in 401, 403) (Tell $answer)
}

Fact 1.5 client 'a wrong path: HTTP 403 and the message 404' 'these two' {
    $answer = Ask tk/v2.1/no/such/path @{}
    Seen ($answer.Status -eq 403 -and $answer.Message -eq '404') (Tell $answer)
}

Fact 1.5 client 'HTTP 500 to 504 may have a body of HTML' 'an error page' { Unseen 'a failure of the service cannot be called for' }
Fact 1.6 client '101107 is the code of an account out of credit' 'nothing of the request is registered' { Unseen 'needs an account without credit' }

Fact 1.6 client 'a query of a number not registered rejects it' "A0400, 'not registered'" {
    $answer = Ask tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown }) }
    $rows = @(Rows rejected $answer)
    Seen ($rows.Count -eq 1 -and (SaysNotRegistered $answer)) "$(Tell $answer), $(if ($rows) { "$($rows[0].error.code) '$($rows[0].error.msg)'" } else { 'nothing rejected' })"
}

foreach ($change in @(
        @{ Name = 'update-courier'; Body = @{ newCourierCode = 'china-ems' } }, @{ Name = 'refresh'; Body = @{} }, @{ Name = 'delete'; Body = @{} }
    )) {
    Fact 1.6 guess "$($change.Name) of a number not registered says so too" "A0400, 'not registered'" -With $change {
        $answer = Ask "tk/v2.1/track/$($it.Name)" (@{ trackNo = $live.Unknown; courierCode = $live.Carrier } + $it.Body)
        Seen (SaysNotRegistered $answer) (Tell $answer)
    }
}

Fact 1.6 client 'an account over its quota rejects items' "A0400, 'quota'" { Unseen 'needs an account without credit' }

Fact 1.6 client 'a carrier that needs a postal code says so' "rejected, 'postalCode' or 'additional field'" {
    Paid {
        $answer = Ask tk/v2.1/track/import @(, @{ trackNo = $live.NoPostalCode; courierCode = 'postnl' })
        $row = @(Rows rejected $answer)[0]
        Seen ("$($row.error.msg)" -match 'postalCode|additional field') $(if ($row) { "$($row.error.code) '$($row.error.msg)'" } else { "$(Tell $answer), not rejected" })
    }
}

Fact 1.6 guess 'a second import of a number costs nothing' 'no credit' { Unseen 'only the portal shows the balance' }
