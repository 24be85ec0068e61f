# Runs every example in the help of every cmdlet in this edition and version of PowerShell. The xunit tests run them in
# the PowerShell SDK.

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
    . "$PSScriptRoot/Examples.ps1"
    $server = Start-TestServer --latency 0 --jitter 0 --api-key $exampleKey
    $before = Set-ExampleEnvironment $module $server.BaseUri
}

AfterAll {
    Disconnect-Track123
    Stop-TestServer $server
    Restore-ExampleEnvironment $before
    Restore-Cache
}

Describe 'Examples' {
    It '<Cmdlet>: <Title>' -ForEach $examples {
        $Code | Should -Not -BeNullOrEmpty
        Get-ExampleError $Code $TestDrive | Should -BeNullOrEmpty
    }
}

Describe 'Number of examples' {
    It 'is at least three when counted per cmdlet' {
        $names = (Get-Command -Module Track123).Name
        $names | Should -Not -BeNullOrEmpty
        foreach ($name in $names) {
            @((Get-Help $name -Full).examples.example).Count | Should -BeGreaterOrEqual 3 -Because $name
        }
    }
}
