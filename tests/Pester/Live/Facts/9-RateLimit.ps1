# Section 1.5 of docs/api.md. Last: the service may hold the account back for a while.

Fact 1.5 client 'over the limit: A0706 with HTTP 200 or 429' 'one of these' {
    if (-not $live.IncludeRateLimit) { return Unseen 'would exceed the limit on purpose: -IncludeRateLimit' }
    $refused = @(Burst | Where-Object { $_.Body -match 'A0706' } | Group-Object Status)
    if (-not $refused) { return Unseen 'no request of the burst was refused' }
    Seen (-not @($refused | Where-Object { $_.Name -notin '200', '429' })) (($refused | ForEach-Object { "HTTP $($_.Name): $($_.Count) times" }) -join ', ')
}

Fact 1.5 client 'a refusal over the limit may have Retry-After' 'seconds or a date' {
    if (-not $live.IncludeRateLimit) { return Unseen 'would exceed the limit on purpose: -IncludeRateLimit' }
    $refused = @(Burst | Where-Object { $_.Body -match 'A0706' })
    if (-not $refused) { return Unseen 'no request of the burst was refused' }
    if (-not $refused[0].Waits) { return Unseen "none of $($refused.Count) refusals had one" }
    Seen ($refused[0].Waits -match '^\d+$|GMT$') "Retry-After: $($refused[0].Waits)"
}
