# Invoke-Track123Request.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    Connect-Track123 -Sandbox
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Invoke-Track123Request' {
    It 'returns the envelope when the path exists' {
        $reply = Invoke-Track123Request tk/v2.1/courier/list
        $reply.Code | Should -Be '00000'
        $reply.Data.courierCode | Should -Contain china-post
    }

    It 'accepts the body when it is a hashtable, an object, an array or JSON' {
        foreach ($body in @(@{ trackNo = 'SBTRANSIT1'; courierCode = 'china-post' }), '[{"trackNo":"SBTRANSIT2"}]', @([pscustomobject]@{ trackNo = 'SBTRANSIT3' })) {
            (Invoke-Track123Request tk/v2.1/track/import -Body $body).Code | Should -Be '00000'
        }

        (Get-Track123Tracking).Count | Should -BeGreaterThan 0
    }

    It 'throws EndpointNotFound when the path is unknown' {
        { Invoke-Track123Request tk/v2.1/no/such/path -Body @{} } | Should -Throw -ErrorId 'EndpointNotFound*'
    }
}
