# Dot-sourced in the BeforeAll of each test file. Imports the module under test (the built one, unless Invoke-Suite.ps1
# sets another), uses a temporary cache folder, and defines functions for the test server and a new shell. Needs
# $TestDrive.

$root = (Resolve-Path "$PSScriptRoot/../..").Path
$module = if ($env:TRACK123_TEST_MODULE) { $env:TRACK123_TEST_MODULE } else { "$root/out/Track123" }
$isCore = $PSVersionTable.PSEdition -eq 'Core'
# PowerShell installed as a .NET tool runs in a dotnet process.
$shell = (Get-Process -Id $PID).Path | ForEach-Object { if ((Split-Path $_ -Leaf) -like 'dotnet*') { 'pwsh' } else { $_ } }
$cache = $env:XDG_CACHE_HOME
# A full path with backslashes on Windows.
$env:XDG_CACHE_HOME = [System.IO.Path]::GetFullPath("$TestDrive/cache")
Import-Module $module -Force

function Restore-Cache {
    $env:XDG_CACHE_HOME = $cache
}

function Start-TestServer {
    $dll = Get-ChildItem "$root/tests/Track123.TestServer/bin/*/net10.0/Track123.TestServer.dll" |
        Sort-Object LastWriteTime | Select-Object -Last 1
    $start = New-Object System.Diagnostics.ProcessStartInfo dotnet
    $start.Arguments = (@("`"$($dll.FullName)`"", '--exit-with-stdin') + $args) -join ' '
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.UseShellExecute = $false
    $process = [System.Diagnostics.Process]::Start($start)
    $line = $process.StandardOutput.ReadLine()
    [pscustomobject]@{ Process = $process; BaseUri = [uri]($line -replace '^listening on ') }
}

function Stop-TestServer($Server) {
    $Server.Process.StandardInput.Close()
    if (-not $Server.Process.WaitForExit(5000)) { $Server.Process.Kill() }
}

function Send-Control($Server, [string] $What, $Value = @{}) {
    $null = Invoke-RestMethod -Method Post ([uri]::new($Server.BaseUri, "/_test/$What")) -ContentType application/json -Body ($Value | ConvertTo-Json -Depth 9)
}

function Get-Request($Server) {
    (Invoke-RestMethod ([uri]::new($Server.BaseUri, '/_test/requests')))
}

function Wait-Record($Records, [string] $Text) {
    # Waits for a record with this text in a stream of a job, and outputs it.
    $added = "$([guid]::NewGuid())"
    Register-ObjectEvent $Records DataAdded -SourceIdentifier $added
    try {
        while ($true) {
            $record = $Records.ReadAll() | Where-Object { "$_" -match $Text } | Select-Object -First 1
            if ($record) { return "$record" }
            if (-not (Wait-Event $added -Timeout 60)) { throw "No record with '$Text' within a minute." }
            Remove-Event $added
        }
    }
    finally {
        Unregister-Event $added
        Remove-Event $added -ErrorAction Ignore
    }
}

function Invoke-Shell([string] $Script, [hashtable] $Environment = @{}) {
    # Runs a script in a new process and outputs its lines. @module in the script is replaced by the path of the module.
    $set = $Environment + @{ NO_COLOR = '1' }
    $before = @{}
    foreach ($name in $set.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $set[$name])
    }

    try {
        & $shell -NoProfile -NonInteractive -Command ($Script.Replace('@module', $module)) 2>&1 | ForEach-Object { "$_" }
    }
    finally {
        $before.Keys | ForEach-Object { [Environment]::SetEnvironmentVariable($_, $before[$_]) }
    }
}
