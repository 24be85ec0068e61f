# Functions that run an example of the help unchanged, in a sandbox with the parcels, cargo and files that examples use.
# Dot-source this file; Examples.Tests.ps1 and the xunit tests use it.

# The key with which a sandbox signs its webhooks. All examples use it.
$exampleKey = 'sandbox'

# The age of the account's parcels in days.
$exampleDays = 8

function Get-ExampleBody([string] $Number) {
    $timestamp = "$([DateTimeOffset]::UtcNow.AddDays($exampleDays).ToUnixTimeMilliseconds())"
    $hmac = New-Object System.Security.Cryptography.HMACSHA256 (, [System.Text.Encoding]::UTF8.GetBytes($exampleKey))
    $signature = ([BitConverter]::ToString($hmac.ComputeHash([System.Text.Encoding]::UTF8.GetBytes($timestamp))) -replace '-').ToLowerInvariant()
    @{
        data = @{ trackNo = $Number; transitStatus = 'DELIVERED' }
        verify = @{ signature = $signature; timestamp = $timestamp }
    } | ConvertTo-Json
}

function New-ExampleFile {
    $null = New-Item -ItemType Directory hooks
    Get-ExampleBody LB697590542CN | Set-Content hooks/1.json
    Get-ExampleBody SBTRANSIT0001 | Set-Content hooks/2.json
    'Order Number,Tracking Number,Carrier', 'SO-24001,LB697590542CN,china-post', 'SO-24011,SBEXCEPTION0001,yunexpress', 'SO-24012,SBDELIVERED0001,yunexpress',
    'SO-24013,1ZX0CW450100619804,ups' | Set-Content orders.csv
    'Beleg,Sendungsnummer,Carrier', 'SO-24014,SBDELIVERED0014,yunexpress' | Set-Content versand.csv
    'Tracking Number,Carrier,Remark', 'LB697590542CN,china-post,asked for by phone' | Set-Content changes.csv
    'Tracking Number,Carrier', '160-99000005,cathay-pacific', '160-99010004,cathay-pacific' | Set-Content waybills.csv
    'Tracking Number,NewCarrierCode', '160-99000005,emirates' | Set-Content airlines.csv
    'Tracking Number,Carrier,Number Type', 'MSCU1234566,msc,Container', 'SBTRANSIT3,matson,BillOfLading' | Set-Content containers.csv
}

# Connects to an account whose parcels, waybills and ocean shipments were registered some days ago. Outputs the ocean
# registrations.
function New-ExampleAccount {
    Connect-Track123 -Sandbox
    $null = Register-Track123Tracking -Path orders.csv
    $null = Register-Track123Tracking SBTRANSIT0001 -CarrierCode yunexpress
    $null = Import-Csv waybills.csv | Register-Track123AirTracking
    $registered = Import-Csv containers.csv | Register-Track123OceanTracking
    $registered | Export-Csv registered.csv -NoTypeInformation
    (Get-Track123Connection).Sandbox.Advance([timespan]::FromDays($exampleDays))
    $registered
}

# Replacements for a prompt and a secret vault, which examples use. They replace nothing in the module.
function Read-Host([switch] $AsSecureString) {
    if (-not $AsSecureString) { throw 'A key must be read as a secure string.' }
    ConvertTo-SecureString $exampleKey -AsPlainText -Force
}

function Get-Secret([string] $Name) {
    if ($Name -ne 'Track123') { throw "Secret '$Name' not found." }
    ConvertTo-SecureString $exampleKey -AsPlainText -Force
}

# Sets the environment that examples expect, and outputs the values to restore.
function Set-ExampleEnvironment([string] $Module, [string] $BaseUri) {
    # Other runspaces find the module by its name, as if it were installed.
    $values = @{
        PSModulePath = (Split-Path $Module), $env:PSModulePath -join [System.IO.Path]::PathSeparator
        TRACK123_API_KEY = $exampleKey
        TRACK123_BASE_URI = $BaseUri
        SHOP_KEY = $exampleKey
        OUTLET_KEY = $exampleKey
    }
    $before = @{}
    foreach ($name in $values.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $values[$name])
    }

    $before
}

function Restore-ExampleEnvironment([hashtable] $Before) {
    $Before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $Before[$_]) }
}

# Runs the code in a new subfolder of $Root and outputs the text of each error.
function Get-ExampleError([string] $Code, [string] $Root) {
    Push-Location (New-Item -ItemType Directory "$Root/$([guid]::NewGuid())")
    try {
        New-ExampleFile
        $registered = @(New-ExampleAccount)
        if ($registered.Count -ne 2) { "$($registered.Count) ocean shipments were registered, not 2." }
        if ($Code -match '\$registered\.') { $registered = $registered[0] }
        $Request = @{ RawBody = Get-ExampleBody LB697590542CN }
        $hook = $Request.RawBody | ConvertFrom-Json

        # An example that listens forever ends here after one notification or after a minute. Port 8080 may be in use.
        $PSDefaultParameterValues = @{ 'Receive-Track123Webhook:MaximumCount' = 1; 'Receive-Track123Webhook:TimeoutSeconds' = 60 }
        if ($Code -notmatch '-Prefix|-Port') { $PSDefaultParameterValues['Receive-Track123Webhook:Port'] = 0 }
        $ErrorActionPreference = 'Continue'
        $output = . ([scriptblock]::Create($Code)) 2>&1
        $output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] } | ForEach-Object { "$_" }
    }
    finally {
        Pop-Location
    }
}
