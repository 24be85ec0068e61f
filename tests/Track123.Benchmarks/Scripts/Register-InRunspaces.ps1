# Registers rows in several runspaces of one process and prints: seconds, rows registered.
param([string] $Module, [string] $Address, [string] $Key, [int] $Rows, [int] $Runspaces)

$ErrorActionPreference = 'Stop'
$share = [int] ($Rows / $Runspaces)
$parts = foreach ($i in 0..($Runspaces - 1)) {
    $state = [initialsessionstate]::CreateDefault2()
    $state.ImportPSModule($Module)
    $runspace = [runspacefactory]::CreateRunspace($state)
    $runspace.Open()
    $shell = [powershell]::Create()
    $shell.Runspace = $runspace
    $null = $shell.AddScript({
            param($Address, $Key, $First, $Count)
            Connect-Track123 -ApiKey $Key -BaseUri $Address -NoVerify
            $registered = 0
            $First..($First + $Count - 1) |
                ForEach-Object { [pscustomobject] @{ TrackingNumber = 'YT{0:d16}' -f $_; CarrierCode = 'yunexpress' } } |
                Register-Track123Tracking |
                ForEach-Object { if ($_.Status -eq 'Registered') { $registered++ } }
            $registered
        }).AddArgument($Address).AddArgument($Key).AddArgument($i * $share)
    $null = $shell.AddArgument($(if ($i -eq $Runspaces - 1) { $Rows - $i * $share } else { $share }))
    [pscustomobject] @{ Shell = $shell; Call = $null }
}

$watch = [Diagnostics.Stopwatch]::StartNew()
foreach ($part in $parts) { $part.Call = $part.Shell.BeginInvoke() }
$registered = 0
foreach ($part in $parts) { $part.Shell.EndInvoke($part.Call) | ForEach-Object { $registered += $_ } }
[string]::Format([cultureinfo]::InvariantCulture, '{0} {1}', $watch.Elapsed.TotalSeconds, $registered)
