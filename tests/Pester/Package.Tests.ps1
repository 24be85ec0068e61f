# Tests the package as users install it: from a feed, with PowerShell's installer, in a new shell.

BeforeDiscovery {
    $noPackage = -not $env:TRACK123_TEST_PACKAGE
    # Part of PowerShell 7.4 and later.
    $noInstaller = -not (Get-Command Install-PSResource -ErrorAction Ignore)
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"

    function New-OldPackage([string] $Path) {
        # Copies the package with version 0.0.1.
        Add-Type -AssemblyName System.IO.Compression.FileSystem
        $folder = "$TestDrive/old-package"
        [System.IO.Compression.ZipFile]::ExtractToDirectory($env:TRACK123_TEST_PACKAGE, $folder)
        $manifest = [System.IO.File]::ReadAllText("$folder/Track123.psd1")
        [System.IO.File]::WriteAllText("$folder/Track123.psd1", ($manifest -replace "(?<=ModuleVersion\s*=\s*')[^']+", '0.0.1' -replace "(?m)^\s*Prerelease\s*=.*"))
        $nuspec = [System.IO.File]::ReadAllText("$folder/Track123.nuspec")
        [System.IO.File]::WriteAllText("$folder/Track123.nuspec", ($nuspec -replace '<version>[^<]+', '<version>0.0.1'))
        [System.IO.Compression.ZipFile]::CreateFromDirectory($folder, $Path)
    }
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Package' {
    It 'works when it is installed from a feed, replaces an older version and can be removed' -Skip:($noPackage -or $noInstaller) {
        $feed = New-Item -ItemType Directory "$TestDrive/feed"
        Copy-Item -LiteralPath $env:TRACK123_TEST_PACKAGE $feed
        New-OldPackage "$feed/Track123.0.0.1.nupkg"
        # Separate user folders, so that the user's own repositories and modules are not used.
        $user = @{ HOME = "$TestDrive/user"; USERPROFILE = "$TestDrive/user"; LOCALAPPDATA = "$TestDrive/user/local"; XDG_DATA_HOME = "$TestDrive/user/.local/share" }
        $null = New-Item -ItemType Directory $user.HOME, $user.LOCALAPPDATA, $user.XDG_DATA_HOME -Force
        $installer = (Get-Module Microsoft.PowerShell.PSResourceGet -ListAvailable)[0].ModuleBase
        $lines = Invoke-Shell @"
`$ErrorActionPreference = 'Stop'
Import-Module '$installer'
Register-PSResourceRepository -Name feed -Uri '$feed' -Trusted
Get-PSResourceRepository | Where-Object Name -NE feed | Unregister-PSResourceRepository
`$found = Find-PSResource Track123 -Repository feed -Prerelease
"found `$(`$found.Name) `$(`$found.Version) by `$(`$found.Author), `$(@(`$found.Includes.Cmdlet).Count) cmdlets"
if ('$env:OS' -eq 'Windows_NT') {
    Save-PSResource Track123 -Repository feed -Prerelease -Path '$($user.XDG_DATA_HOME)'
    `$env:PSModulePath = '$($user.XDG_DATA_HOME)'
}
else {
    `$env:PSModulePath = '$($user.XDG_DATA_HOME)/powershell/Modules'
    Install-PSResource Track123 -Version 0.0.1 -Repository feed -Scope CurrentUser
    "old `$((Get-Module Track123 -ListAvailable).Version)"
    Update-PSResource Track123 -Repository feed -Prerelease -Scope CurrentUser
}
Connect-Track123 -Sandbox
"`$((Register-Track123Tracking SBDELIVERED1 -CarrierCode china-post).Status)"
`$m = Get-Module Track123
"loaded `$(`$m.Version) from `$(`$m.ModuleBase)"
(Get-ChildItem `$m.ModuleBase -Recurse -File -Force | ForEach-Object { `$_.FullName.Substring(`$m.ModuleBase.Length + 1).Replace('\', '/') } | Sort-Object) -join '|'
if ('$env:OS' -ne 'Windows_NT') {
    Remove-Module Track123
    Uninstall-PSResource Track123 -Version '*' -Scope CurrentUser
    "left `$(@(Get-Module Track123 -ListAvailable).Count)"
}
"@ $user
        $version = (Import-PowerShellDataFile "$module/Track123.psd1").ModuleVersion
        $count = (Import-PowerShellDataFile "$module/Track123.psd1").CmdletsToExport.Count
        $lines | Should -Contain "found Track123 $version by Track123 for PowerShell contributors, $count cmdlets" -Because ($lines -join "`n")
        $lines | Should -Contain Registered
        if ($env:OS -ne 'Windows_NT') {
            $lines | Should -Contain 'old 0.0.1'
            $lines | Should -Contain 'left 0'
        }

        ($lines -like 'loaded *') -replace '\\', '/' | Should -Be "loaded $version from $($user.XDG_DATA_HOME -replace '\\', '/')$(if ($env:OS -ne 'Windows_NT') { '/powershell/Modules' })/Track123/$version"
        # The installer adds a file of its own.
        $base = (Resolve-Path $module).Path
        $own = Get-ChildItem $base -Recurse -File -Force | ForEach-Object { $_.FullName.Substring($base.Length + 1).Replace('\', '/') } | Sort-Object
        ($lines -like '*|*' -split '\|') | Where-Object { $_ -ne 'PSGetModuleInfo.xml' } | Should -Be $own
    }

    It 'has the same version when read from name, manifest, assemblies and user agent' {
        $version = (Test-ModuleManifest "$module/Track123.psd1").Version
        if ($env:TRACK123_TEST_PACKAGE) {
            $preview = (Import-PowerShellDataFile "$module/Track123.psd1").PrivateData.PSData.Prerelease
            Split-Path $env:TRACK123_TEST_PACKAGE -Leaf | Should -Be "Track123.$version$(if ($preview) { "-$($preview.TrimStart('-'))" }).nupkg"
        }

        Get-ChildItem $module -Recurse -Include Track123.*.dll | ForEach-Object {
            $_.VersionInfo.ProductVersion | Should -Be "$version" -Because $_.Name
            [System.Reflection.AssemblyName]::GetAssemblyName($_.FullName).Version | Should -Be ([version]"$version.0") -Because $_.Name
        }

        $server = Start-TestServer --latency 0 --jitter 0 --api-key a-key-for-the-version-0123
        try {
            Connect-Track123 -ApiKey a-key-for-the-version-0123 -BaseUri $server.BaseUri
            (Get-Request $server)[-1].headers.'User-Agent' | Should -Match "^Track123\.PowerShell/$([regex]::Escape("$version")) PowerShell/"
        }
        finally {
            Stop-TestServer $server
        }
    }

    It 'contains its license and third-party notices' {
        Get-Content "$module/LICENSE" -Raw | Should -Match 'MIT'
        Get-Content "$module/THIRD-PARTY-NOTICES.txt" -Raw | Should -Match 'Polly\.Core'
    }

    It 'contains the changelog of its version' {
        Get-Content "$module/CHANGELOG.md" -Raw | Should -Match ([regex]::Escape("v$((Test-ModuleManifest "$module/Track123.psd1").Version)"))
    }
}
