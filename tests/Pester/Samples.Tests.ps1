# Runs the samples and how-tos unchanged, with the sandbox, the test server, and fake Teams and mail servers.

BeforeDiscovery {
    $root = Resolve-Path "$PSScriptRoot/../.."
    $scripts = Get-ChildItem "$root/samples" -Filter *.ps1 -Recurse | ForEach-Object { @{ Path = $_.FullName; Name = $_.Name } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $samples = "$root/samples"

    function Invoke-Sample {
        # Runs a sample in a separate process, as a scheduler does.
        $output = & $shell -NoProfile -NonInteractive -File @args 2>&1 | ForEach-Object { "$_" }
        [pscustomobject]@{ ExitCode = $LASTEXITCODE; Text = $output -join "`n" }
    }

    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $listener.LocalEndpoint.Port
        $listener.Stop()
    }
}

AfterAll {
    Restore-Cache
}

Describe 'Each sample' {
    It 'has a description and no syntax errors when the sample is <Name>' -ForEach $scripts {
        $errors = $null
        $null = [System.Management.Automation.Language.Parser]::ParseFile($Path, [ref]$null, [ref]$errors)
        $errors | Should -BeNullOrEmpty
        Get-Content $Path -TotalCount 3 | Should -Not -BeNullOrEmpty
    }

    It 'exists with its parameters when a how-to calls it' {
        foreach ($text in Get-Content "$root/docs/how-to.md", "$root/docs/databases.md", "$samples/tracking-job.yml" -Raw) {
            foreach ($call in [regex]::Matches($text, 'samples[/\\](?<name>[\w/-]+\.ps1)(?<rest>[^|\r\n`"'']*)')) {
                $command = Get-Command "$samples/$($call.Groups['name'].Value)"
                foreach ($parameter in [regex]::Matches($call.Groups['rest'].Value, '(?<= )-(?<name>[A-Z]\w+)')) {
                    $command.Parameters.Keys | Should -Contain $parameter.Groups['name'].Value
                }
            }
        }
    }
}

Describe 'Invoke-TrackingJob' {
    BeforeAll {
        $server = Start-TestServer --port 0 --latency 0 --jitter 0 --api-key the-key-of-the-job-0123
        $env:TRACK123_BASE_URI = "$($server.BaseUri)"
        function Step-Time([timespan] $Time) {
            $null = Invoke-RestMethod -Method Post ([uri]::new($server.BaseUri, '/_test/advance')) -ContentType application/json -Body "{`"seconds`":$($Time.TotalSeconds)}"
        }
    }

    AfterAll {
        $env:TRACK123_BASE_URI = $env:TRACK123_API_KEY = $null
        Stop-TestServer $server
    }

    It 'exits with 1 when rows are invalid, and leaves no files next to the orders in the sandbox' {
        Copy-Item "$samples/shipments.csv" $TestDrive
        $run = Invoke-Sample "$samples/Invoke-TrackingJob.ps1" -OrderPath "$TestDrive/shipments.csv" -Sandbox
        $run.Text | Should -Match 'New rows: 40, not registered: 2'
        $run.Text | Should -Match 'Rejected:'
        $run.ExitCode | Should -Be 1
        $files = [regex]::Match($run.Text, '(?m)^Files: (.+), (.+), (.+?)\r?$').Groups[1..3].Value
        Import-Csv $files[1] | ForEach-Object TransitStatus | Sort-Object -Unique | Should -Contain Abnormal
        Remove-Item ($files + "$($files[2]).lock")
        Get-ChildItem "$TestDrive/shipments*" | ForEach-Object Name | Should -Be shipments.csv
    }

    It 'writes its files to the given paths when it runs in the sandbox' {
        $files = "$TestDrive/kept-results.csv", "$TestDrive/kept-exceptions.csv", "$TestDrive/kept-state.jsonl"
        $run = Invoke-Sample "$samples/Invoke-TrackingJob.ps1" -OrderPath "$samples/shipments.csv" -Sandbox -ResultPath $files[0] -ExceptionPath $files[1] -StatePath $files[2]
        $run.Text | Should -Match ([regex]::Escape("Files: $($files -join ', ')"))
        $files | Should -Exist
    }

    It 'exits with 1 and a message when the key is rejected' {
        $env:TRACK123_API_KEY = 'another-key-0123456789'
        Set-Content "$TestDrive/one.csv" "Tracking Number,Carrier`nSBEXCEPTION01,china-post"
        $run = Invoke-Sample "$samples/Invoke-TrackingJob.ps1" -OrderPath "$TestDrive/one.csv" -ResultPath "$TestDrive/none.csv"
        $run.ExitCode | Should -Be 1
        $run.Text | Should -Match 'The job failed: AuthenticationFailed'
        $run.Text | Should -Not -Match 'another-key'
    }

    It 'lists the exceptions with a header and exits with 1 when the file of orders is missing' {
        $env:TRACK123_API_KEY = 'the-key-of-the-job-0123'
        $run = Invoke-Sample "$samples/Invoke-TrackingJob.ps1" -OrderPath "$TestDrive/nosuch.csv" -ExceptionPath "$TestDrive/header.csv" -StatePath "$TestDrive/header.jsonl"
        $run.ExitCode | Should -Be 1
        ([regex]::Matches($run.Text, 'nosuch\.csv')).Count | Should -Be 1
        $run.Text | Should -Match 'Parcels that need attention: 0, new since the last run: 0'
        @(Get-Content "$TestDrive/header.csv") | Should -Be '"TrackingNumber","CarrierCode","OrderNumber","TransitStatus","StatusDescription","LastTrackingTime"'
    }

    It 'registers only new rows and reports each exception once when it is run again' {
        $env:TRACK123_API_KEY = 'the-key-of-the-job-0123'
        $job = @("$samples/Invoke-TrackingJob.ps1", '-OrderPath', "$TestDrive/orders.csv")
        Set-Content "$TestDrive/orders.csv" "Tracking Number,Carrier`nSBEXCEPTION01,china-post`nSBDELIVERED01,China Post"
        $run = Invoke-Sample @job
        $run.ExitCode | Should -Be 0
        $run.Text | Should -Match 'New rows: 2, not registered: 0'
        Step-Time '20.00:00:00'
        Add-Content "$TestDrive/orders.csv" 'SBDELIVERED02,china-post'
        $run = Invoke-Sample @job
        $run.Text | Should -Match 'New rows: 1, not registered: 0'
        $run.Text | Should -Match 'Parcels that need attention: 1, new since the last run: 1'
        $run.Text | Should -Match '(?m)^SBEXCEPTION01 '
        $run = Invoke-Sample @job
        $run.Text | Should -Match 'New rows: 0'
        $run.Text | Should -Match 'Parcels that need attention: 1, new since the last run: 0'
        $run.ExitCode | Should -Be 0

        # A day without orders, then an invalid order, which is reported once, then the corrected order.
        Set-Content "$TestDrive/orders.csv" 'Tracking Number,Carrier'
        $run = Invoke-Sample @job
        $run.Text | Should -Match 'Parcels that need attention: 1, new since the last run: 0'
        $run.ExitCode | Should -Be 0
        Set-Content "$TestDrive/orders.csv" "Tracking Number,Carrier`nSBREJECT05,china-post"
        (Invoke-Sample @job).ExitCode | Should -Be 1
        (Invoke-Sample @job).ExitCode | Should -Be 0
        Set-Content "$TestDrive/orders.csv" "Tracking Number,Carrier`nSBDELIVERED05,china-post"
        (Invoke-Sample @job).Text | Should -Match 'New rows: 1, not registered: 0'
    }

    It 'passes the same parcels to -Notify again when it failed, and none when it succeeded' {
        $env:TRACK123_API_KEY = 'the-key-of-the-job-0123'
        Set-Content "$TestDrive/notify.csv" "Tracking Number,Carrier`nSBEXCEPTION07,china-post`nSBRETURN07,china-post"
        Set-Content "$TestDrive/notify.ps1" @"
param([switch] `$Fails)
& '$samples/Invoke-TrackingJob.ps1' -OrderPath '$TestDrive/notify.csv' -Notify {
    `$numbers = (`$input | ForEach-Object TrackingNumber | Sort-Object) -join ' '
    Write-Information "Notice: `$numbers." -InformationAction Continue
    if (`$Fails) { throw 'The mail server is down.' }
}
exit `$LASTEXITCODE
"@
        (Invoke-Sample "$TestDrive/notify.ps1").ExitCode | Should -Be 0
        Step-Time '20.00:00:00'
        $run = Invoke-Sample "$TestDrive/notify.ps1" -Fails
        $run.Text | Should -Match 'Notice: SBEXCEPTION07 SBRETURN07\.'
        $run.Text | Should -Match 'The job failed: .*The mail server is down\.'
        $run.ExitCode | Should -Be 1
        $run = Invoke-Sample "$TestDrive/notify.ps1"
        $run.Text | Should -Match 'Notice: SBEXCEPTION07 SBRETURN07\.'
        $run.Text | Should -Match 'new since the last run: 2'
        $run.ExitCode | Should -Be 0
        (Invoke-Sample "$TestDrive/notify.ps1").Text | Should -Not -Match 'Notice:'
    }

    It 'uses the key from a secret store when -SecretName is set' {
        # A fake Get-Secret instead of Microsoft.PowerShell.SecretManagement.
        $env:TRACK123_API_KEY = $null
        Set-Content "$TestDrive/with-store.ps1" @"
function Get-Secret([string] `$Name) { if (`$Name -eq 'Track123') { ConvertTo-SecureString the-key-of-the-job-0123 -AsPlainText -Force } }
& '$samples/Invoke-TrackingJob.ps1' -OrderPath '$TestDrive/orders.csv' -SecretName Track123
exit `$LASTEXITCODE
"@
        (Invoke-Sample "$TestDrive/with-store.ps1").ExitCode | Should -Be 0
    }
}

Describe 'Send-ExceptionNotice' {
    BeforeAll {
        $meaning = [regex]::Unescape('held by customs \u2013 \u6d77\u5173')
        $parcels = 1..2 | ForEach-Object {
            [pscustomobject]@{ TrackingNumber = "X$_"; CarrierCode = 'china-post'; OrderNumber = "SO-$_"; TransitStatus = 'Abnormal'; StatusDescription = $meaning }
        }
    }

    It 'posts one card when -TeamsUri is set' {
        $port = Get-FreePort
        $listener = [System.Net.HttpListener]::new()
        $listener.Prefixes.Add("http://localhost:$port/")
        $listener.Start()
        try {
            $job = Start-Job { $using:parcels | & $using:samples/Send-ExceptionNotice.ps1 -TeamsUri "http://localhost:$using:port/hook" }
            $context = $listener.GetContextAsync()
            $context.Wait(20000) | Should -BeTrue
            $body = [System.IO.StreamReader]::new($context.Result.Request.InputStream).ReadToEnd() | ConvertFrom-Json
            $context.Result.Response.StatusCode = 202
            $context.Result.Response.Close()
            Receive-Job $job -Wait -AutoRemoveJob
            $card = $body.attachments.content
            $body.attachments.contentType | Should -Be 'application/vnd.microsoft.card.adaptive'
            $card.body[0].text | Should -Be '2 parcels need attention'
            $card.body[1].facts.title | Should -Be X1, X2
            $card.body[1].facts[0].value | Should -Be "Abnormal: $meaning"
        }
        finally {
            $listener.Close()
        }
    }

    It 'sends one mail when -SmtpServer is set' {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try {
            $port = $listener.LocalEndpoint.Port
            $job = Start-Job {
                $using:parcels | & $using:samples/Send-ExceptionNotice.ps1 -SmtpServer localhost -Port $using:port -From jobs@example.com -To a@example.com, b@example.com
            }
            $accepting = $listener.AcceptTcpClientAsync()
            $accepting.Wait(20000) | Should -BeTrue
            $stream = $accepting.Result.GetStream()
            $stream.ReadTimeout = 20000
            $reader = [System.IO.StreamReader]::new($stream)
            $writer = [System.IO.StreamWriter]::new($stream)
            $writer.AutoFlush = $true
            $writer.NewLine = "`r`n"
            $writer.WriteLine('220 stand-in')
            $recipients = @()
            $text = [System.Text.StringBuilder]::new()
            while ($line = $reader.ReadLine()) {
                if ($line -like 'RCPT TO:*') { $recipients += $line }
                if ($line -eq 'DATA') {
                    $writer.WriteLine('354 go on')
                    while (($line = $reader.ReadLine()) -ne '.') { $null = $text.AppendLine($line) }
                }

                $writer.WriteLine($(if ($line -eq 'QUIT') { '221 bye' } else { '250 ok' }))
                if ($line -eq 'QUIT') { break }
            }

            Receive-Job $job -Wait -AutoRemoveJob
            $recipients.Count | Should -Be 2
            $text.ToString() | Should -Match 'Subject: 2 parcels need attention'
            $text.ToString() | Should -Match '(?m)^From: jobs@example.com'
            $body = ($text.ToString() -split '(?m)^\r?$', 2)[1] -replace '\s'
            [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($body)) | Should -Match "(?m)^X2 \(china-post\), order SO-2: Abnormal, $meaning$"
        }
        finally {
            $listener.Stop()
        }
    }

    It 'sends nothing when there are no parcels' {
        @() | & "$samples/Send-ExceptionNotice.ps1" -TeamsUri http://localhost:1/ | Should -BeNullOrEmpty
        $null | & "$samples/Send-ExceptionNotice.ps1" -TeamsUri http://localhost:1/ | Should -BeNullOrEmpty
    }
}

Describe 'Export-TrackingWorkbook' {
    BeforeAll {
        $connection = Connect-Track123 -Sandbox -PassThru
        $null = Register-Track123Tracking -Path "$samples/shipments.csv" -ErrorAction SilentlyContinue
        $connection.Sandbox.Advance([timespan]'8.00:00:00')
    }

    It 'throws an error with the install command when ImportExcel is missing' -Skip:([bool](Get-Module -ListAvailable ImportExcel)) {
        { & "$samples/Export-TrackingWorkbook.ps1" -Path "$TestDrive/x.xlsx" } | Should -Throw '*Install-Module ImportExcel*'
    }

    It 'writes all parcels and the exceptions when there are parcels' {
        # Uses the real module if it is installed, otherwise a fake that stores its input.
        $sheets = @{}
        if (-not (Get-Module -ListAvailable ImportExcel)) {
            function Export-Excel {
                param($Path, $WorksheetName, [switch] $AutoSize, [switch] $FreezeTopRow, [switch] $BoldTopRow, [switch] $AutoFilter, $NoNumberConversion)
                $sheets[$WorksheetName] = @($input)
                Set-Content $Path 'x'
            }
        }

        $file = & "$samples/Export-TrackingWorkbook.ps1" -Path "$TestDrive/parcels.xlsx"
        $file.Name | Should -Be parcels.xlsx
        if (Get-Module -ListAvailable ImportExcel) {
            $sheets = @{ Parcels = @(Import-Excel $file -WorksheetName Parcels); Exceptions = @(Import-Excel $file -WorksheetName Exceptions) }
        }

        $sheets.Parcels.Count | Should -Be 36
        $sheets.Exceptions.TransitStatus | Sort-Object -Unique | Should -BeIn Abnormal, DeliveryFailed, Expired
        $sheets.Parcels[0].AgeDays | Should -BeGreaterOrEqual 0
    }
}

Describe 'Import-TrackingRecord' {
    # The suite in tests/Track123.Databases tests it with the real databases.
    It 'names the program in the error when the program is missing' {
        $path = $env:PATH
        $env:PATH = $TestDrive
        try {
            { @() | & "$samples/database/Import-TrackingRecord.ps1" -Database PostgreSql } | Should -Throw "Program 'psql' not found.*"
        }
        finally {
            $env:PATH = $path
        }
    }
}
