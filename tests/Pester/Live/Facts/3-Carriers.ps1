# Section 3 of docs/api.md.

Fact 3.1 client 'the carrier list checks a key at no cost' '00000 with the key, rejected with another' {
    $wrong = Send-Request tk/v2.1/courier/list -Connection $live.WrongKey -Name 'wrong key'
    New-Finding ((Test-Success (Send-Request tk/v2.1/courier/list)) -and -not (Test-Success $wrong)) "$(Format-Response (Send-Request tk/v2.1/courier/list)); with another key $(Format-Response $wrong)"
}

Fact 3.1 guess 'the carrier list has no pages' 'an array' {
    New-Finding ((Get-FieldKind (Send-Request tk/v2.1/courier/list) Data) -eq 'array') "$(@((Send-Request tk/v2.1/courier/list).Data).Count) carriers"
}

Fact 3.1 client 'a carrier has courierNameEN and courierNameCN, not courierName' 'these and no other field' {
    Test-NoOtherField @((Send-Request tk/v2.1/courier/list).Data) 'courierCode courierNameCN courierNameEN courierHomePage'
}

Fact 3.2 client 'detection takes tracking_number' 'recommended_carrier and candidates' {
    $answer = Send-Request tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }
    $other = Send-Request tk/v2.1/courier/detection @{ trackNo = $live.Unknown }
    New-Finding ((Test-Success $answer) -and -not (Get-MissingField $answer.Data recommended_carrier, candidates)) "$(Format-Response $answer), $(Format-FieldKind $answer.Data); trackNo: $(Format-Response $other)"
}

Fact 3.2 client 'a candidate is {carrier, confidence}' 'a code and a number' {
    $candidates = @((Send-Request tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }).Data.candidates | Where-Object { $_ })
    if (-not $candidates) { return Skip-Fact 'no carrier was found for the number' }
    New-Finding ((Kind $candidates[0].carrier) -eq 'text' -and (Kind $candidates[0].confidence) -eq 'number') (Format-FieldKind $candidates[0])
}

Fact 3.2 client 'the scale of confidence is unknown' '0 to 1, or 0 to 100' {
    $all = @((Send-Request tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }).Data.candidates | Where-Object { $_ } | ForEach-Object { [double]$_.confidence })
    if (-not $all) { return Skip-Fact 'no carrier was found for the number' }
    $most = ($all | Measure-Object -Maximum).Maximum
    New-Finding ($most -ge 0 -and $most -le 100) "$(if ($most -le 1) { '0 to 1' } else { '0 to 100' }): the best has $($most.ToString([cultureinfo]::InvariantCulture))"
}

Fact 3.2 guess 'the response if no carrier is found' 'recommended_carrier null, candidates empty' {
    $answer = Send-Request tk/v2.1/courier/detection @{ tracking_number = 'NOCARRIERHASSUCHANUMBER' }
    $count = @($answer.Data.candidates | Where-Object { $_ }).Count
    New-Finding ((Test-Success $answer) -and $null -eq $answer.Data.recommended_carrier -and $count -eq 0) "$(Format-Response $answer), recommended_carrier: $(Get-FieldKind $answer.Data recommended_carrier), $count candidates"
}
