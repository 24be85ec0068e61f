# Sections 6 and 7 of docs/api.md. Save the unchanged body of a webhook to a file and pass it with -WebhookPath.

Fact 6.1 client 'the portal rejects an address with a query and may probe addresses' 'rejected; GET, HEAD or an empty POST' { Skip-Fact 'only the portal shows it' }
Fact 6.1 guess 'intervals count from the previous attempt' '0, 10 min, 30 min, 1 h, 4 h, 12 h, 36 h' { Skip-Fact 'takes two days with a receiver that returns 500' }

Fact 6.2 client 'signature and timestamp are in the object verify' 'verify {signature, timestamp}' {
    Use-Webhook { New-Finding (-not (Get-MissingField $args[0].verify signature, timestamp)) "top: $(Format-FieldKind $args[0]); verify: $(Format-FieldKind $args[0].verify)" }
}

Fact 6.3 client 'the signature is HMAC-SHA256 of the timestamp with the key, or SHA-256 of both' 'HMAC-SHA256' {
    Use-Webhook {
        $good = @('HmacSha256', 'Sha256' | Where-Object {
                (Test-Track123WebhookSignature -InputObject $live.Webhook -Algorithm $_ -Connection $live.Connection -MaximumAge ([timespan]::FromDays(365))).IsValid
            })
        New-Finding ($good -contains 'HmacSha256') $(if ($good) { $good -join ', ' } else { 'neither: was it sent for this key?' })
    }
}

Fact 6.3 guess 'timestamp is milliseconds of Unix time, as text or a number' '13 digits' {
    Use-Webhook { New-Finding ("$($args[0].verify.timestamp)" -match '^\d{13}$') "$(Get-FieldKind $args[0].verify timestamp), $("$($args[0].verify.timestamp)".Length) characters" }
}

Fact 6.2 guess 'cargo webhooks contain the record of 4.3 or 5.3' 'under data' { Skip-Fact 'needs a webhook of cargo' }
Fact 7.1 guess 'DELIVERED and EXPIRED are final' 'no change after' { Skip-Fact 'takes weeks' }
Fact 7.1 client 'a parcel expires after 30 or 50 days' 'one of these' { Skip-Fact 'takes weeks' }
