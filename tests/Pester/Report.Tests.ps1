# Export-Track123Report.

BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $connection = Connect-Track123 -Sandbox -PassThru
    $null = Register-Track123Tracking -Path "$root/samples/shipments.csv" -ErrorAction SilentlyContinue
    $connection.Sandbox.Advance([timespan]'8.00:00:00')
}

AfterAll {
    Disconnect-Track123
    Restore-Cache
}

Describe 'Export-Track123Report' {
    It 'writes one file with every parcel when the path is on a PowerShell drive' {
        Get-Track123Tracking | Export-Track123Report -Path TestDrive:/report.html -Title 'A <b> title' | Should -BeNullOrEmpty
        $html = Get-Content TestDrive:/report.html -Raw -Encoding UTF8
        $html | Should -Match '<!doctype html>'
        $html | Should -Match 'A &lt;b&gt; title'
        Get-Track123Tracking | ForEach-Object { $html | Should -Match ([regex]::Escape($_.TrackingNumber)) }
        $html | Should -Not -Match '(src|href)="https?://[^"]+\.(js|css)'
    }

    It 'keeps an existing file when -NoClobber is set, and outputs the file when -PassThru is set' {
        Set-Content "$TestDrive/kept.html" kept
        { Get-Track123Tracking | Export-Track123Report -Path "$TestDrive/kept.html" -NoClobber -ErrorAction Stop } | Should -Throw
        Get-Content "$TestDrive/kept.html" | Should -Be kept
        (Get-Track123Tracking | Export-Track123Report -Path "$TestDrive/kept.html" -PassThru).Name | Should -Be kept.html
    }

    It 'writes a report when there are no parcels' {
        @() | Export-Track123Report -Path "$TestDrive/empty.html"
        Get-Content "$TestDrive/empty.html" -Raw | Should -Match '<!doctype html>'
    }
}
