# Tests the module together with others that ship other versions of Microsoft.Extensions.* and System.Text.Json, loaded
# before or after it in new processes, in PowerShell's load context and in a load context of the other module.

BeforeDiscovery {
    $isCore = $PSVersionTable.PSEdition -eq 'Core'
    $hostMajor = [Environment]::Version.Major
    # A .NET 8 host can't load version 9.0 libraries in its own context, even without our module; in another context it
    # can.
    $neighbours = foreach ($name in 'Older', 'Newer') {
        foreach ($context in 'the shared context', 'a context of its own') {
            foreach ($order in 'before', 'after') {
                $skip = if ($context -like 'a context*') { -not $isCore } else { $name -eq 'Newer' -and $isCore -and $hostMajor -lt 9 }
                @{ Name = $name; Context = $context; Order = $order; Skip = $skip; Version = $(if ($name -eq 'Older') { '6.0.*' } else { '9.0.*' }) }
            }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $key = 'neighbour-key-{0:n}' -f [guid]::NewGuid()
    $server = Start-TestServer --latency 0 --jitter 0 --api-key $key

    # The script of the child process: loads both modules, uses both and writes the libraries of each as JSON.
    $text = @'
$ErrorActionPreference = 'Stop'
function Import-Neighbour {
    $folder = '@folder'
    if ('@context' -notlike 'a context*') { Import-Module "$folder/@nameNeighbour.dll"; return }
    $context = [System.Runtime.Loader.AssemblyLoadContext]::new('neighbour')
    $assemblies = Get-ChildItem "$folder/*.dll" | ForEach-Object { $context.LoadFromAssemblyPath($_.FullName) }
    Import-Module -Assembly ($assemblies | Where-Object { $_.GetName().Name -eq '@nameNeighbour' })
}
function Use-Ours {
    Connect-Track123 -ApiKey '@key' -BaseUri '@uri'
    (Register-Track123Tracking "@number-$args" -CarrierCode china-post).Status.ToString()
    Get-Track123Tracking "@number-$args" | ForEach-Object TrackingNumber
}
if ('@order' -eq 'before') { Import-Neighbour; $null = Get-Neighbour }
Import-Module '@module'
$first = Use-Ours 1
if ('@order' -eq 'after') { Import-Neighbour }
$theirs = Get-Neighbour
$second = Use-Ours 2
$ours = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { -not $_.IsDynamic -and $_.Location -like ('@module' + '*') } | ForEach-Object { $_.GetName() }
$client = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Track123.Client' }
$json = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'System.Text.Json' } | ForEach-Object { "$($_.GetName().Version)" }
@{
    First = @($first); Second = @($second); Theirs = @($theirs | Select-Object Name, Version, Said); Json = @($json); Clients = @($client).Count
    Ours = @($ours | ForEach-Object { @{ Name = $_.Name; Version = "$($_.Version)" } })
} | ConvertTo-Json -Depth 5 -Compress
'@
}

AfterAll {
    Stop-TestServer $server
    Restore-Cache
}

Describe 'Module with <Name> libraries in <Context>, loaded <Order> ours' -ForEach $neighbours {
    It 'works together with ours when each uses its own libraries' -Skip:$Skip {
        $script = $text
        $values = @{ folder = "$root/out/neighbours/${Name}Neighbour"; name = $Name; number = "SBTRANSIT$([guid]::NewGuid().ToString('n').Substring(0, 12))"; context = $Context; order = $Order; key = $key; uri = $server.BaseUri }
        $values.Keys | ForEach-Object { $script = $script.Replace("@$_", "$($values[$_])") }
        $lines = @(Invoke-Shell $script)
        $report = try { $lines[-1] | ConvertFrom-Json } catch { throw ($lines -join "`n") }

        $report.First | Should -Be Registered, "$($values.number)-1"
        $report.Second | Should -Be Registered, "$($values.number)-2"
        $report.Theirs.Said | Sort-Object -Unique | Should -Be '{"seconds":7}'
        $report.Clients | Should -Be 1

        # The loaded assemblies show that the two modules use different versions.
        $shared = 0
        foreach ($their in $report.Theirs | Where-Object Name -Like 'Microsoft.Extensions.*') {
            $our = $report.Ours | Where-Object Name -EQ $their.Name
            $our.Version | Should -BeLike '8.0.*' -Because $their.Name
            $their.Version | Should -BeLike $Version -Because $their.Name
            $shared++
        }

        $shared | Should -Be 3
        if ($Context -like 'a context*') {
            ($report.Theirs | Where-Object Name -EQ System.Text.Json).Version | Should -BeLike $Version
            $report.Json.Count | Should -Be 2 -Because 'our module uses the library of the host'
        }

        Write-Host "    theirs: $(($report.Theirs | ForEach-Object { "$($_.Name) $($_.Version)" }) -join ', '); ours: $(($report.Ours | Where-Object Name -Like Microsoft.Extensions.* | ForEach-Object Version | Sort-Object -Unique) -join ', '), System.Text.Json loaded: $(($report.Json) -join ' and ')"
    }
}
