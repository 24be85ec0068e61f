# Section 3 of docs/api.md.

Fact 3.1 client 'the list of carriers checks a key at no cost' '00000 with the key, refused with another' {
    $wrong = Ask tk/v2.1/courier/list -Connection $live.WrongKey -Name 'wrong key'
    Seen ((Works (Ask tk/v2.1/courier/list)) -and -not (Works $wrong)) "$(Tell (Ask tk/v2.1/courier/list)); with another key $(Tell $wrong)"
}

Fact 3.1 guess 'the list of carriers is in one piece' 'an array' {
    Seen ((KindOf (Ask tk/v2.1/courier/list) Data) -eq 'array') "$(@((Ask tk/v2.1/courier/list).Data).Count) carriers"
}

Fact 3.1 client 'a carrier has courierNameEN and courierNameCN, not courierName' 'these and no other field' {
    NothingElse @((Ask tk/v2.1/courier/list).Data) 'courierCode courierNameCN courierNameEN courierHomePage'
}

Fact 3.2 client 'detection takes tracking_number' 'recommended_carrier and candidates' {
    $answer = Ask tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }
    Seen ((Works $answer) -and -not (Missing $answer.Data recommended_carrier, candidates)) "$(Tell $answer), $(Fields $answer.Data)"
}

Fact 3.2 client 'a candidate is {carrier, confidence}' 'a code and a number' {
    $candidates = @((Ask tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }).Data.candidates | Where-Object { $_ })
    if (-not $candidates) { return Unseen 'no carrier was found for the number' }
    Seen ((Kind $candidates[0].carrier) -eq 'text' -and (Kind $candidates[0].confidence) -eq 'number') (Fields $candidates[0])
}

Fact 3.2 client 'the scale of confidence is not known' '0 to 1, or 0 to 100' {
    $all = @((Ask tk/v2.1/courier/detection @{ tracking_number = $live.Unknown }).Data.candidates | Where-Object { $_ } | ForEach-Object { [double]$_.confidence })
    if (-not $all) { return Unseen 'no carrier was found for the number' }
    $most = ($all | Measure-Object -Maximum).Maximum
    Seen ($most -ge 0 -and $most -le 100) "$(if ($most -le 1) { '0 to 1' } else { '0 to 100' }): the best has $($most.ToString([cultureinfo]::InvariantCulture))"
}

Fact 3.2 guess 'where no carrier is found' 'recommended_carrier null, candidates empty' {
    $answer = Ask tk/v2.1/courier/detection @{ tracking_number = 'NOCARRIERHASSUCHANUMBER' }
    $count = @($answer.Data.candidates | Where-Object { $_ }).Count
    Seen ((Works $answer) -and $null -eq $answer.Data.recommended_carrier -and $count -eq 0) "$(Tell $answer), recommended_carrier: $(KindOf $answer.Data recommended_carrier), $count candidates"
}
