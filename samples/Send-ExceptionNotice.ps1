<#
.SYNOPSIS
    Sends a message about parcels that need attention to a Teams channel, by mail, or both.
.DESCRIPTION
    Reads parcels from the pipeline, for example from Get-Track123Tracking, or their changes, from
    Get-Track123TrackingChange, and sends one message for all of them. If there are no parcels, no message is sent.
.PARAMETER Tracking
    The parcels or changes.
.PARAMETER TeamsUri
    The URL of a Teams workflow ("Post to a channel when a webhook request is received"). Keep it secret: anyone who
    knows the URL can post to the channel.
.PARAMETER SmtpServer
    The mail server.
.PARAMETER Port
    The port of the mail server. The default is 25.
.PARAMETER From
    The sender's address.
.PARAMETER To
    The recipients' addresses.
.PARAMETER Credential
    The user name and password for the mail server.
.PARAMETER UseSsl
    Encrypts the connection to the mail server.
.EXAMPLE
    Get-Track123Tracking -TransitStatus Abnormal, DeliveryFailed | ./Send-ExceptionNotice.ps1 -TeamsUri $env:TEAMS_URI
.EXAMPLE
    $mail = @{ SmtpServer = 'mail.example.com'; From = 'jobs@example.com'; To = 'desk@example.com' }
    Get-Track123TrackingChange -StatePath state.jsonl -StalledAfterDays 7 -NoEnumerate | ForEach-Object {
        $_ | Where-Object Kind -EQ Stalled | ./Send-ExceptionNotice.ps1 @mail
    }

    Reports each stalled parcel once. If the mail can't be sent, the next run reports the same parcels.
#>
param(
    [Parameter(Mandatory, ValueFromPipeline)]
    [AllowNull()]
    [object] $Tracking,

    [uri] $TeamsUri,

    [string] $SmtpServer,

    [int] $Port = 25,

    [string] $From,

    [string[]] $To,

    [pscredential] $Credential,

    [switch] $UseSsl
)

begin {
    $ErrorActionPreference = 'Stop'
    $parcels = [System.Collections.Generic.List[object]]::new()
}

process {
    if ($null -ne $Tracking) {
        $parcels.Add($Tracking)
    }
}

end {
    if ($parcels.Count -eq 0) {
        return
    }

    $title = if ($parcels.Count -eq 1) {
        '1 parcel needs attention'
    }
    else {
        "$($parcels.Count) parcels need attention"
    }

    $lines = foreach ($parcel in $parcels) {
        "$($parcel.TrackingNumber) ($($parcel.CarrierCode)), order $($parcel.OrderNumber): " +
            "$($parcel.TransitStatus), $($parcel.StatusDescription)"
    }

    if ($TeamsUri) {
        $facts = @(
            $parcels | ForEach-Object { @{ title = $_.TrackingNumber; value = "$($_.TransitStatus): $($_.StatusDescription)" } }
        )
        $card = @{
            '$schema' = 'http://adaptivecards.io/schemas/adaptive-card.json'
            type      = 'AdaptiveCard'
            version   = '1.4'
            body      = @(
                @{ type = 'TextBlock'; text = $title; weight = 'Bolder'; size = 'Medium'; wrap = $true }
                @{ type = 'FactSet'; facts = $facts }
            )
        }
        $message = @{
            type        = 'message'
            attachments = @(@{ contentType = 'application/vnd.microsoft.card.adaptive'; content = $card })
        }
        $body = [System.Text.Encoding]::UTF8.GetBytes(($message | ConvertTo-Json -Depth 10))
        $null = Invoke-RestMethod -Uri $TeamsUri -Method Post -ContentType 'application/json; charset=utf-8' -Body $body
    }

    if ($SmtpServer) {
        $mail = [System.Net.Mail.MailMessage]::new($From, ($To -join ','), $title, ($lines -join "`r`n"))
        $mail.BodyEncoding = $mail.SubjectEncoding = [System.Text.Encoding]::UTF8
        $client = [System.Net.Mail.SmtpClient]::new($SmtpServer, $Port)
        $client.EnableSsl = $UseSsl
        if ($Credential) {
            $client.Credentials = $Credential.GetNetworkCredential()
        }

        try {
            $client.Send($mail)
        }
        finally {
            $client.Dispose()
            $mail.Dispose()
        }
    }
}
