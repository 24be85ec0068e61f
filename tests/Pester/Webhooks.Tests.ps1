# ConvertFrom-Track123Webhook, Test-Track123WebhookSignature, Receive-Track123Webhook.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $key = 'webhook-key-0123456789'
    function Get-Body([string] $Number, [string] $SignWith = $key) {
        $timestamp = "$([DateTimeOffset]::UtcNow.ToUnixTimeMilliseconds())"
        $hmac = New-Object System.Security.Cryptography.HMACSHA256 (, [System.Text.Encoding]::UTF8.GetBytes($SignWith))
        $signature = ([BitConverter]::ToString($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($timestamp))) -replace '-').ToLowerInvariant()
        "{`"data`":{`"id`":412255084490768411,`"trackNo`":`"$Number`",`"transitStatus`":`"DELIVERED`",`"transitSubStatus`":`"DELIVERED_01`"},
          `"verify`":{`"signature`":`"$signature`",`"timestamp`":`"$timestamp`"}}"
    }
}

AfterAll {
    Restore-Cache
}

Describe 'ConvertFrom-Track123Webhook' {
    It 'reads a body with its full id when it comes from text, a file or Get-Content' {
        $body = Get-Body SBDELIVERED1
        Set-Content "$TestDrive/body.json" $body
        foreach ($notification in ($body | ConvertFrom-Track123Webhook), (ConvertFrom-Track123Webhook -Path "$TestDrive/*.json"), (Get-Content "$TestDrive/body.json" | ConvertFrom-Track123Webhook)) {
            $notification.TrackingNumber | Should -Be SBDELIVERED1
            $notification.Tracking.Id | Should -Be 412255084490768411
            "$($notification.Tracking.TransitStatus)" | Should -Be Delivered
        }
    }

    It 'writes an error when the body is not JSON' {
        'no json' | ConvertFrom-Track123Webhook -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'WebhookInvalid*'
    }
}

Describe 'Test-Track123WebhookSignature' {
    It 'returns IsValid false with a reason when the key is wrong' {
        (Get-Body X1 | Test-Track123WebhookSignature -Key $key).IsValid | Should -BeTrue
        $result = Get-Body X1 -SignWith another-key-0123456789 | Test-Track123WebhookSignature -Key $key
        $result.IsValid | Should -BeFalse
        $result.Reason | Should -Not -BeNullOrEmpty
        $result.Reason | Should -Not -Match $key
    }
}

Describe 'Receive-Track123Webhook' {
    It 'outputs posted notifications when it runs in a job' {
        $job = Start-Job {
            Import-Module $using:module
            Receive-Track123Webhook -Port 0 -Path hook -Key $using:key -MaximumCount 2 -TimeoutSeconds 60 -Verbose | ForEach-Object TrackingNumber
        }
        try {
            $address = [regex]::Match((Wait-Record $job.ChildJobs[0].Verbose 'Listening on'), 'http://[^ ]+:\d+').Value
            foreach ($number in 'SBDELIVERED1', 'SBDELIVERED2') {
                $answer = Invoke-WebRequest "$address/hook" -Method Post -Body (Get-Body $number) -ContentType application/json -UseBasicParsing
                $answer.StatusCode | Should -BeIn 200, 202, 204
            }

            $job | Receive-Job -Wait -ErrorAction Stop | Should -Be SBDELIVERED1, SBDELIVERED2
        }
        finally {
            $job | Remove-Job -Force
        }
    }
}
