# Tests tab completion through TabExpansion2, as the prompt calls it.

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

Describe 'Tab completion' {
    It 'returns cmdlets when a name is incomplete' {
        (Get-Completion 'Get-Track123').CompletionText | Should -Be ((Get-Command Get-Track123* -Module Track123).Name | Sort-Object)
    }

    It 'returns parameters when a parameter is incomplete' {
        (Get-Completion 'Register-Track123Tracking -Tracking').CompletionText | Should -Contain '-TrackingNumber'
        (Get-Completion 'Connect-Track123 -').CompletionText | Should -Contain '-Sandbox'
    }

    It 'returns enum values when a value is incomplete' {
        (Get-Completion 'Get-Track123Tracking -TransitStatus Del').CompletionText | Should -Be Delivered, DeliveryFailed
        (Get-Completion 'Wait-Track123Tracking X -Until Exp').CompletionText | Should -Be Expired
        (Get-Completion 'Get-Track123Carrier -Type ').CompletionText | Sort-Object | Should -Be Air, Ocean, Parcel
    }

    It 'returns carrier codes with names as tooltips when a code is incomplete' {
        $matched = Get-Completion 'Get-Track123Tracking X -CarrierCode china-p'
        $matched.CompletionText | Should -Contain china-post
        ($matched | Where-Object CompletionText -EQ china-post).ToolTip | Should -Match 'China Post'
        (Get-Completion 'Register-Track123Tracking X -CarrierCode yunex').CompletionText | Should -Contain yunexpress
    }

    It 'returns variables with a connection when -Connection is incomplete' {
        Set-Variable track123ForTab (Connect-Track123 -Sandbox -PassThru) -Scope Global
        try {
            (Get-Completion 'Get-Track123Tracking -Connection ').CompletionText | Should -Contain '$track123ForTab'
        }
        finally {
            Remove-Variable track123ForTab -Scope Global
        }
    }

    It 'returns properties of the pipeline objects when a property is incomplete' {
        (Get-Completion 'Get-Track123Tracking | Where-Object TransitSt').CompletionText | Should -Contain TransitStatus
        (Get-Completion 'Get-Track123Tracking | Sort-Object Carrier').CompletionText | Should -Contain CarrierCode
    }

    It 'returns members when a type of the module is used' {
        (Get-Completion '[Track123.Tracking]::new').CompletionText | Should -Not -BeNullOrEmpty
    }
}
