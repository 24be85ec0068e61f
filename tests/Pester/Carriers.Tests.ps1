# Get-Track123Carrier, Resolve-Track123Carrier, and carrier names in parameters.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Connect-Track123 -Sandbox
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Get-Track123Carrier' {
    It 'returns carriers when a code or a name with wildcards matches' {
        (Get-Track123Carrier -CarrierCode china-post).Name | Should -Be 'China Post'
        (Get-Track123Carrier -Name 'china p*').CarrierCode | Should -Contain china-post
        (Get-Track123Carrier).Count | Should -BeGreaterThan 20
    }

    It 'returns only carriers of type <Type> when -Type is <Type>' -ForEach @{ Type = 'Parcel' }, @{ Type = 'Ocean' }, @{ Type = 'Air' } {
        (Get-Track123Carrier -Type $Type).Type | Sort-Object -Unique | Should -Be $Type
    }

    It 'writes an error when the code is unknown' {
        Get-Track123Carrier -CarrierCode nosuchcarrier -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems.FullyQualifiedErrorId | Should -BeLike 'CarrierNotFound*'
    }

    It 'keeps carriers when they are exported to CSV and imported' {
        Get-Track123Carrier | Export-Csv "$TestDrive/carriers.csv" -NoTypeInformation -Encoding UTF8
        $back = Import-Csv "$TestDrive/carriers.csv" -Encoding UTF8
        $back.Count | Should -Be (Get-Track123Carrier).Count
        ($back | Where-Object CarrierCode -EQ china-post).NameChinese | Should -Be (Get-Track123Carrier -CarrierCode china-post).NameChinese
    }
}

Describe 'Resolve-Track123Carrier' {
    It 'returns the recommended carrier first when there are several candidates' {
        $candidates = @(Resolve-Track123Carrier 1ZX0CW450100619804)
        $candidates[0].IsRecommended | Should -BeTrue
        $candidates[0].CarrierCode | Should -Be ups
    }
}

Describe 'Carrier parameter' {
    It 'accepts a name or the output of Get-Track123Carrier' {
        (Register-Track123Tracking SBTRANSIT1 -CarrierCode 'China Post').CarrierCode | Should -Be china-post
        (Register-Track123Tracking SBTRANSIT2 -CarrierCode (Get-Track123Carrier -CarrierCode yunexpress)).CarrierCode | Should -Be yunexpress
    }
}
