# Import, repeated import, manifest and type names.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Import' {
    It 'keeps every cmdlet when the module is imported again with -Force' {
        $before = (Get-Command -Module Track123).Name | Sort-Object
        Import-Module $module -Force
        Import-Module $module -Force
        (Get-Command -Module Track123).Name | Sort-Object | Should -Be $before
        $before.Count | Should -BeGreaterThan 5
        { Connect-Track123 -Sandbox } | Should -Not -Throw
    }

    It 'exports every cmdlet when the manifest is tested' {
        (Test-ModuleManifest "$module/Track123.psd1").ExportedCmdlets.Keys | Sort-Object |
            Should -Be ((Get-Command -Module Track123).Name | Sort-Object)
    }

    It 'makes its types available when they are used by name' {
        [Track123.Tracking] | Should -Not -BeNullOrEmpty
    }
}
