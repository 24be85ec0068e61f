# Tab, through TabExpansion2 as the prompt calls it.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Connect-Track123 -Sandbox
    $null = Get-Track123Carrier

    function Get-Completion([string] $Line) {
        (TabExpansion2 $Line $Line.Length).CompletionMatches
    }
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Tab' {
    It 'completes the names of cmdlets' {
        (Get-Completion 'Get-Track123').CompletionText | Should -Be ((Get-Command Get-Track123* -Module Track123).Name | Sort-Object)
    }

    It 'completes parameters' {
        (Get-Completion 'Register-Track123Tracking -Tracking').CompletionText | Should -Contain '-TrackingNumber'
        (Get-Completion 'Connect-Track123 -').CompletionText | Should -Contain '-Sandbox'
    }

    It 'completes states' {
        (Get-Completion 'Get-Track123Tracking -TransitStatus Del').CompletionText | Should -Be Delivered, DeliveryFailed
        (Get-Completion 'Wait-Track123Tracking X -Until Exp').CompletionText | Should -Be Expired
        (Get-Completion 'Get-Track123Carrier -Type ').CompletionText | Sort-Object | Should -Be Air, Ocean, Parcel
    }

    It 'completes carriers by code and by name, and says which is which' {
        $matched = Get-Completion 'Get-Track123Tracking X -CarrierCode china-p'
        $matched.CompletionText | Should -Contain china-post
        ($matched | Where-Object CompletionText -EQ china-post).ToolTip | Should -Match 'China Post'
        (Get-Completion 'Register-Track123Tracking X -CarrierCode yunex').CompletionText | Should -Contain yunexpress
    }

    It 'completes connections with the variables that hold one' {
        Set-Variable track123ForTab (Connect-Track123 -Sandbox -PassThru) -Scope Global
        try {
            (Get-Completion 'Get-Track123Tracking -Connection ').CompletionText | Should -Contain '$track123ForTab'
        }
        finally {
            Remove-Variable track123ForTab -Scope Global
        }
    }

    It 'completes properties of what comes down the pipeline' {
        (Get-Completion 'Get-Track123Tracking | Where-Object TransitSt').CompletionText | Should -Contain TransitStatus
        (Get-Completion 'Get-Track123Tracking | Sort-Object Carrier').CompletionText | Should -Contain CarrierCode
    }

    It 'completes our types' {
        (Get-Completion '[Track123.Tracking]::new').CompletionText | Should -Not -BeNullOrEmpty
    }
}
