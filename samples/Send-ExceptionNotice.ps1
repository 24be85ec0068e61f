<#
.SYNOPSIS
    Sends parcels that need somebody to a channel of Teams, by mail, or both.
.DESCRIPTION
    Takes parcels from the pipeline, as Get-Track123Tracking gives them, and sends one message for all. With none it
    sends nothing.
.PARAMETER Tracking
    The parcels.
.PARAMETER TeamsUri
    The address of a workflow in Teams ("Post to a channel when a webhook request is received"). It is a secret: whoever
    has it can post.
.PARAMETER SmtpServer
    The mail server.
.PARAMETER Port
    Its port.
.PARAMETER From
    Who sends the mail.
.PARAMETER To
    Who gets it.
.PARAMETER Credential
    Who you are to the mail server.
.PARAMETER UseSsl
    Encrypts the way to the mail server.
.EXAMPLE
    Get-Track123Tracking -TransitStatus Abnormal, DeliveryFailed | ./Send-ExceptionNotice.ps1 -TeamsUri $env:TEAMS_URI
.EXAMPLE
    ./Invoke-TrackingJob.ps1 -OrderPath orders.csv | ./Send-ExceptionNotice.ps1 -SmtpServer mail.example.com -From jobs@example.com -To desk@example.com
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

    $title = if ($parcels.Count -eq 1) { '1 parcel needs somebody' } else { "$($parcels.Count) parcels need somebody" }
    $lines = foreach ($parcel in $parcels) {
        "$($parcel.TrackingNumber) ($($parcel.CarrierCode)), order $($parcel.OrderNumber): $($parcel.TransitStatus), $($parcel.StatusDescription)"
    }

    if ($TeamsUri) {
        $facts = @($parcels | ForEach-Object { @{ title = $_.TrackingNumber; value = "$($_.TransitStatus): $($_.StatusDescription)" } })
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
