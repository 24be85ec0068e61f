# Section 1 of docs/api.md.

Fact 1 client 'no timestamp header is needed' 'a request without it succeeds' {
    New-Finding (Test-Success (Send-Request tk/v2.1/courier/list)) (Format-Response (Send-Request tk/v2.1/courier/list))
}

Fact 1 client 'v2 has import, query and the carrier list only' 'tk/v2/courier/detection is unknown' {
    $answer = Send-Request tk/v2/courier/detection @{ tracking_number = $live.Unknown }
    New-Finding ($answer.Kind -eq 'EndpointNotFound') (Format-Response $answer)
}

Fact 1 guess 'text is UTF-8' 'Chinese carrier names without replacement characters' {
    $names = "$((Send-Request tk/v2.1/courier/list).Data.courierNameCN)"
    $chinese = [regex]::Matches($names, '[\u4e00-\u9fff]').Count
    New-Finding ($chinese -gt 0 -and $names -notmatch '\ufffd') "$chinese Chinese characters, $([regex]::Matches($names, '\ufffd').Count) broken"
}

Fact 1.1 client 'errors of the gateway have message instead of msg' 'an unknown path returns message' {
    $answer = Send-Request tk/v2.1/no/such/path @{}
    New-Finding ($answer.Body -match '"message"\s*:' -and $answer.Body -notmatch '"msg"\s*:') "$(Format-Response $answer), fields $(Format-FieldKind ($answer.Body | ConvertFrom-Json))"
}

Fact 1.1 client 'the carrier list always has a traceId' 'a text' {
    New-Finding ([bool](Send-Request tk/v2.1/courier/list).TraceId) $(if ((Send-Request tk/v2.1/courier/list).TraceId) { 'there' } else { 'absent' })
}

Fact 1.2 client 'rejected of a query is null, absent, an array, or an object' 'one of these' {
    $data = (Send-Request tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown }) }).Data
    $kind = Get-FieldKind $data rejected
    New-Finding ($kind -in 'null', 'absent', 'array', 'object') $kind
}

Fact 1.4 guess 'the time zone of record times is unknown; clients use UTC or +08:00' 'one of these' {
    Use-OwnParcel {
        $record = @(Get-ResponseRow accepted (Send-Request tk/v2.1/track/query @{ trackNos = @($live.Import[0].trackNo) }))[0]
        if (-not $record.createTime) { return Skip-Fact 'the parcel registered is not found yet' }
        $now = [DateTime]::UtcNow
        $local = [DateTime]::ParseExact($record.createTime, 'yyyy-MM-dd HH:mm:ss', [cultureinfo]::InvariantCulture)
        # Rounded to 15 minutes, the smallest step of time zones.
        $hours = [Math]::Round(($local - $now).TotalHours * 4) / 4
        New-Finding ($hours -in 0, 8) $(if ($hours -eq 0) { 'UTC' } else { "UTC$($hours.ToString('+0.##;-0.##', [cultureinfo]::InvariantCulture)) hours" })
    }
}

Fact 1.4 client 'the timezone of an event may have other forms' '+08:00, +0800, Z, empty or null' {
    Test-Field (Events) timezone text '^([+-]\d\d:?\d\d|Z)$'
}

Fact 1.4 guess 'an event without eventTimeZeroUTC and timezone has no time zone' 'no such event' {
    $events = @(Events)
    if (-not $events) { return Skip-Fact 'the account has no events' }
    $bare = @($events | Where-Object { -not $_.eventTimeZeroUTC -and -not $_.timezone }).Count
    New-Finding ($bare -eq 0) "$bare of $($events.Count) events"
}

Fact 1.5 client 'queries are free' 'no credit' { Skip-Fact 'only the portal shows the balance' }
Fact 1.5 client 'the free plan has about 50 registrations a month' 'about 50' { Skip-Fact 'only the portal shows it' }

Fact 1.5 client 'a wrong key: HTTP 401 or 403' 'one of these' {
    $answer = Send-Request tk/v2.1/courier/list -Connection $live.WrongKey -Name 'wrong key'
    New-Finding ($answer.Status -in 401, 403) (Format-Response $answer)
}

Fact 1.5 client 'a wrong path: HTTP 403 and the message 404' 'these two' {
    $answer = Send-Request tk/v2.1/no/such/path @{}
    New-Finding ($answer.Status -eq 403 -and $answer.Message -eq '404') (Format-Response $answer)
}

Fact 1.5 client 'HTTP 500 to 504 may have a body of HTML' 'an error page' { Skip-Fact 'a service failure cannot be forced' }
Fact 1.6 client '101107 is the code of an account out of credit' 'nothing of the request is registered' { Skip-Fact 'needs an account without credit' }

Fact 1.6 client 'a query of a number not registered rejects it' "A0400, 'not registered'" {
    $answer = Send-Request tk/v2.1/track/query @{ trackNoInfos = @(@{ trackNo = $live.Unknown }) }
    $rows = @(Get-ResponseRow rejected $answer)
    New-Finding ($rows.Count -eq 1 -and (Test-NotRegistered $answer)) "$(Format-Response $answer), $(if ($rows) { "$($rows[0].error.code) '$($rows[0].error.msg)'" } else { 'nothing rejected' })"
}

foreach ($change in @(
        @{ Name = 'update-courier'; Body = @{ newCourierCode = 'china-ems' } }, @{ Name = 'refresh'; Body = @{} }, @{ Name = 'delete'; Body = @{} }
    )) {
    Fact 1.6 guess "$($change.Name) of a number not registered returns the same error" "A0400, 'not registered'" -With $change {
        $item = @{ trackNo = $live.Unknown; courierCode = $live.Carrier } + $it.Body
        $answer = Send-Request "tk/v2.1/track/$($it.Name)" $(if ($it.Name -eq 'delete') { , @($item) } else { $item })
        New-Finding (Test-NotRegistered $answer) (Format-Response $answer)
    }
}

Fact 1.6 client 'an account over its quota rejects items' "A0400, 'quota'" { Skip-Fact 'needs an account without credit' }

Fact 1.6 client 'a missing postal code is reported' "rejected, 'postalCode' or 'additional field'" {
    Use-Credit {
        $answer = Send-Request tk/v2.1/track/import @(, @{ trackNo = $live.NoPostalCode; courierCode = 'postnl' })
        $row = @(Get-ResponseRow rejected $answer)[0]
        New-Finding ("$($row.error.msg)" -match 'postalCode|additional field') $(if ($row) { "$($row.error.code) '$($row.error.msg)'" } else { "$(Format-Response $answer), not rejected" })
    }
}

Fact 1.6 guess 'a second import of a number costs nothing' 'no credit' { Skip-Fact 'only the portal shows the balance' }
