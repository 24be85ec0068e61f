# Checks each [client] and [guess] of docs/api.md on the real service. Skipped without TRACK123_API_KEY, and read-only
# unless Invoke-LiveSuite.ps1 allows credits. The facts are in the Facts folder, their helper functions in
# FactHelpers.ps1.
param([hashtable] $Live = @{})

BeforeDiscovery {
    . "$PSScriptRoot/FactHelpers.ps1"
    $facts = @(Get-ChildItem "$PSScriptRoot/Facts/*.ps1" | Sort-Object Name | ForEach-Object { . $_.FullName })
}

Describe 'API contract' -Skip:(-not $env:TRACK123_API_KEY) {
    BeforeAll {
        . "$PSScriptRoot/../Setup.ps1"
        . "$PSScriptRoot/FactHelpers.ps1"
        $live = $Live
        $live.Answers = @{}
        $live.Mine = New-Object System.Collections.ArrayList
        $live.WrongKey = Connect-Track123 -ApiKey ('wrong-{0:n}' -f [guid]::NewGuid()) -NoVerify -PassThru
        $live.Connection = Connect-Track123 -NoVerify -PassThru
        $live.Carrier = 'china-post'
        $live.Unknown = New-RandomNumber
        $live.NoPostalCode = New-RandomNumber
        $number = if ($live.TrackingNumber) { $live.TrackingNumber } else { New-RandomNumber }
        $live.InstantNumber = $number
        $live.Import = @(, @{ trackNo = $number })
        if (-not $live.Findings) { $live.Findings = New-Object System.Collections.ArrayList }
    }

    AfterAll {
        # Deletes everything this run registered, whatever the results were. Existing parcels are not changed.
        $live.Left = @(foreach ($mine in $live.Mine) { Remove-Registered $mine })
        Disconnect-Track123
        Restore-Cache
        if ($live.Left) { throw $live.Left -join "`n" }
    }

    It '<_.Section> <_.Mark> <_.Fact>' -ForEach $facts {
        $fact, $it = $_, $_.With
        $seen = try { & $fact.Check } catch { New-Finding $false "the response cannot be read: $_" }
        $null = $live.Findings.Add([pscustomobject]@{
                Section = $fact.Section; Mark = $fact.Mark; Fact = $fact.Fact; Expected = $fact.Expected; Found = $seen.Found; Outcome = $seen.Outcome
            })
        if ($seen.Outcome -eq 'not checked') {
            Set-ItResult -Skipped -Because $seen.Found
        }

        $seen.Outcome | Should -Be 'agrees' -Because "docs/api.md, $($fact.Section), expects $($fact.Expected), but found: $($seen.Found)"
    }
}
