# Tests Get-Help as a user calls it.

BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $module = if ($env:TRACK123_TEST_MODULE) { $env:TRACK123_TEST_MODULE } else { "$root/out/Track123" }
    $commands = (Import-PowerShellDataFile "$module/Track123.psd1").CmdletsToExport | ForEach-Object { @{ Command = $_ } }
    $topics = Get-ChildItem "$module/en-US/about_*.help.txt" | ForEach-Object { @{ Topic = $_.Name -replace '\.help\.txt$'; File = $_.FullName } }
    $scripts = Get-ChildItem "$root/build.ps1", "$root/docs/*.ps1", "$root/samples/*-*.ps1", "$root/tests/Pester/Invoke-Suite.ps1", "$root/tests/Pester/Live/Invoke-LiveSuite.ps1" |
        ForEach-Object { @{ Script = $_.FullName.Substring($root.Length + 1); Path = $_.FullName } }
}

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Restore-Cache
}

Describe 'Get-Help' {
    It 'shows the syntax when the command is <Command>' -ForEach $commands {
        $help = Get-Help $Command
        $help.Name | Should -Be $Command
        $help.Syntax | Out-String | Should -Match $Command
    }

    It 'shows synopsis, examples and parameter texts when the command is <Command>' -ForEach $commands {
        $help = Get-Help $Command -Full
        $help.Synopsis.Trim() | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$Command ["))
        @($help.Examples.Example).Count | Should -BeGreaterThan 0
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters + [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
        $own = (Get-Command $Command).Parameters.Keys | Where-Object { $_ -notin $common }
        $own | Where-Object { $_ -notin $help.Parameters.Parameter.Name } | Should -BeNullOrEmpty
        $help.Parameters.Parameter | Where-Object { $_.Name -notin $common -and -not ($_.Description | Out-String).Trim() } | ForEach-Object Name | Should -BeNullOrEmpty
    }

    It 'shows the synopsis when the script is <Script>' -ForEach $scripts {
        # PowerShell returns the syntax if a script has no help.
        $synopsis = [regex]::Match((Get-Content -Raw $Path), '(?m)^\.SYNOPSIS\r?\n\s*(.{20})').Groups[1].Value
        $synopsis | Should -Not -BeNullOrEmpty
        (Get-Help $Path).Synopsis | Should -Match "^$([regex]::Escape($synopsis))"
    }

    It 'shows the topic when the name is <Topic>' -ForEach $topics {
        # The first topic of this name may be of an installed module, so only the presence of our text is checked.
        $text = Get-Help $Topic | Out-String -Width 200
        $text | Should -Match $Topic
        $title = (Get-Content $File -Encoding UTF8 | Where-Object { $_.Trim() })[-1].Trim()
        $text | Should -Match ([regex]::Escape($title.Substring(0, [Math]::Min(40, $title.Length))))
    }
}
