# Section 1.5 of docs/api.md. This file is last because the service may block the account for a while.

Fact 1.5 client 'over the limit: A0706 with HTTP 200 or 429' 'one of these' {
    if (-not $live.IncludeRateLimit) { return Skip-Fact 'would exceed the limit on purpose: -IncludeRateLimit' }
    $refused = @(Send-Burst | Where-Object { $_.Body -match 'A0706' } | Group-Object Status)
    if (-not $refused) { return Skip-Fact 'no request of the burst was rejected' }
    New-Finding (-not @($refused | Where-Object { $_.Name -notin '200', '429' })) (($refused | ForEach-Object { "HTTP $($_.Name): $($_.Count) times" }) -join ', ')
}

Fact 1.5 client 'a rate limit error may have Retry-After' 'seconds or a date' {
    if (-not $live.IncludeRateLimit) { return Skip-Fact 'would exceed the limit on purpose: -IncludeRateLimit' }
    $refused = @(Send-Burst | Where-Object { $_.Body -match 'A0706' })
    if (-not $refused) { return Skip-Fact 'no request of the burst was rejected' }
    if (-not $refused[0].Waits) { return Skip-Fact "none of $($refused.Count) errors had one" }
    New-Finding ($refused[0].Waits -match '^\d+$|GMT$') "Retry-After: $($refused[0].Waits)"
}
