# Sections 6 and 7 of docs/api.md. A webhook comes to an address of yours: keep the body of one in a file, as it came, and name it with -WebhookPath.

Fact 6.1 client 'the portal refuses an address with a query, and may probe one' 'refused; GET, HEAD or an empty POST' { Unseen 'only the portal shows it' }
Fact 6.1 guess 'intervals count from the attempt before' '0, 10 min, 30 min, 1 h, 4 h, 12 h, 36 h' { Unseen 'takes two days of a receiver that answers 500' }

Fact 6.2 client 'signature and timestamp stand in an object verify' 'verify {signature, timestamp}' {
    Posted { Seen (-not (Missing $args[0].verify signature, timestamp)) "top: $(Fields $args[0]); verify: $(Fields $args[0].verify)" }
}

Fact 6.3 client 'the signature is HMAC-SHA256 by the key of the timestamp, or SHA-256 of both' 'HMAC-SHA256' {
    Posted {
        $good = @('HmacSha256', 'Sha256' | Where-Object {
                (Test-Track123WebhookSignature -InputObject $live.Webhook -Algorithm $_ -Connection $live.Connection -MaximumAge ([timespan]::FromDays(365))).IsValid
            })
        Seen ($good -contains 'HmacSha256') $(if ($good) { $good -join ', ' } else { 'neither: was it sent for this key?' })
    }
}

Fact 6.3 guess 'timestamp is milliseconds of Unix time, as text or a number' '13 digits' {
    Posted { Seen ("$($args[0].verify.timestamp)" -match '^\d{13}$') "$(KindOf $args[0].verify timestamp), $("$($args[0].verify.timestamp)".Length) characters" }
}

Fact 6.2 guess 'webhooks of cargo carry the record of 4.3 or 5.3' 'under data' { Unseen 'needs a webhook of cargo' }
Fact 7.1 guess 'DELIVERED and EXPIRED are final' 'no change after' { Unseen 'takes weeks' }
Fact 7.1 client 'a parcel expires after 30 or 50 days' 'one of these' { Unseen 'takes weeks' }
