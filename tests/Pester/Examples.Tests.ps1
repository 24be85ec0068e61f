# Every example of every cmdlet's help, run as it stands in a sandbox that has the parcels, cargo and files which examples name.

BeforeDiscovery {
    $help = [xml](Get-Content "$PSScriptRoot/../../module/en-US/Track123.PowerShell.dll-Help.xml" -Raw)
    $examples = foreach ($command in $help.helpItems.command) {
        foreach ($example in $command.examples.example) {
            @{ Cmdlet = $command.details.name; Title = $example.title.Trim('- '); Code = @($example.code) -join "`n" }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    # The key that a sandbox signs its webhooks with, so that one serves all.
    $key = 'sandbox'
    $server = Start-TestServer --latency 0 --jitter 0 --api-key $key
    $variables = 'PSModulePath', 'TRACK123_API_KEY', 'TRACK123_BASE_URI', 'SHOP_KEY', 'OUTLET_KEY'
    $before = @{}
    $variables | ForEach-Object { $before[$_] = [Environment]::GetEnvironmentVariable($_) }
    'TRACK123_API_KEY', 'SHOP_KEY', 'OUTLET_KEY' | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $key) }
    $env:TRACK123_BASE_URI = $server.BaseUri

    # As if installed: other runspaces find it by its name.
    $env:PSModulePath = (Split-Path $module), $env:PSModulePath -join [System.IO.Path]::PathSeparator

    # So long ago it was that what the account has was registered.
    $days = 8

    function Get-Body([string] $Number) {
        $timestamp = "$([DateTimeOffset]::UtcNow.AddDays($days).ToUnixTimeMilliseconds())"
        $hmac = New-Object System.Security.Cryptography.HMACSHA256 (, [System.Text.Encoding]::UTF8.GetBytes($key))
        $signature = ([BitConverter]::ToString($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($timestamp))) -replace '-').ToLowerInvariant()
        @{
            data = @{ trackNo = $Number; transitStatus = 'DELIVERED' }
            verify = @{ signature = $signature; timestamp = $timestamp }
        } | ConvertTo-Json
    }

    function New-Folder {
        $folder = New-Item -ItemType Directory "$TestDrive/$([guid]::NewGuid())"
        Push-Location $folder
        $null = New-Item -ItemType Directory hooks
        Get-Body LB697590542CN | Set-Content hooks/1.json
        Get-Body SBTRANSIT0001 | Set-Content hooks/2.json
        'Order Number,Tracking Number,Carrier', 'SO-24001,LB697590542CN,china-post', 'SO-24011,SBEXCEPTION0001,yunexpress', 'SO-24012,SBDELIVERED0001,yunexpress',
        'SO-24013,1ZX0CW450100619804,ups' | Set-Content orders.csv
        'Beleg,Sendungsnummer,Carrier', 'SO-24014,SBDELIVERED0014,yunexpress' | Set-Content versand.csv
        'Tracking Number,Carrier,Remark', 'LB697590542CN,china-post,asked for by phone' | Set-Content changes.csv
        'Tracking Number,Carrier', '160-99000005,cathay-pacific', '160-99010004,cathay-pacific' | Set-Content waybills.csv
        'Tracking Number,NewCarrierCode', '160-99000005,emirates' | Set-Content airlines.csv
        'Tracking Number,Carrier,Number Type', 'MSCU1234566,msc,Container', 'SBTRANSIT3,matson,BillOfLading' | Set-Content containers.csv
    }

    # As an account is some days later: parcels, waybills and ocean shipments, whose registration was kept.
    function New-Account {
        Connect-Track123 -Sandbox
        $null = Register-Track123Tracking -Path orders.csv
        $null = Register-Track123Tracking SBTRANSIT0001 -CarrierCode yunexpress
        $null = Import-Csv waybills.csv | Register-Track123AirTracking
        $registered = Import-Csv containers.csv | Register-Track123OceanTracking
        $registered | Export-Csv registered.csv -NoTypeInformation
        (Get-Track123Connection).Sandbox.Advance([timespan]::FromDays($days))
        $registered
    }

    # What an example asks for that no test has: a person, a vault. They stand in for nothing of the module.
    function Read-Host([switch] $AsSecureString) {
        if (-not $AsSecureString) { throw 'A key that is typed in is not shown.' }
        ConvertTo-SecureString $key -AsPlainText -Force
    }

    function Get-Secret([string] $Name) {
        if ($Name -ne 'Track123') { throw "There is no secret $Name." }
        ConvertTo-SecureString $key -AsPlainText -Force
    }
}

AfterAll {
    Disconnect-Track123
    Stop-TestServer $server
    $variables | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
    Restore-Cache
}

Describe 'Examples' {
    It '<Cmdlet>: <Title>' -ForEach $examples {
        $Code | Should -Not -BeNullOrEmpty
        New-Folder
        try {
            $registered = @(New-Account)
            $registered | Should -HaveCount 2
            if ($Code -match '\$registered\.') { $registered = $registered[0] }
            $Request = @{ RawBody = Get-Body LB697590542CN }
            $hook = $Request.RawBody | ConvertFrom-Json

            # Who listens for ever in an example ends here after the first, and after a minute if none came. Port 8080 may be taken.
            $PSDefaultParameterValues = @{ 'Receive-Track123Webhook:MaximumCount' = 1; 'Receive-Track123Webhook:TimeoutSeconds' = 60 }
            if ($Code -notmatch '-Prefix|-Port') { $PSDefaultParameterValues['Receive-Track123Webhook:Port'] = 0 }
            $ErrorActionPreference = 'Continue'
            $output = . ([scriptblock]::Create($Code)) 2>&1
            $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" } | Should -BeNullOrEmpty
        }
        finally {
            Pop-Location
        }
    }
}

Describe 'The number of examples' {
    It 'is three or more of each cmdlet' {
        $names = (Get-Command -Module Track123).Name
        $names | Should -HaveCount 27
        foreach ($name in $names) {
            @((Get-Help $name -Full).examples.example).Count | Should -BeGreaterOrEqual 3 -Because $name
        }
    }
}
