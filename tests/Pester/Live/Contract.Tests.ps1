# Each [client] and [guess] of docs/api.md, held against the service: skipped without TRACK123_API_KEY, and reading only, unless
# Invoke-LiveSuite.ps1 says that credits may be spent. The facts are in Facts, the words in which they are written in Words.ps1.
param([hashtable] $Live = @{})

BeforeDiscovery {
    . "$PSScriptRoot/Words.ps1"
    $facts = @(Get-ChildItem "$PSScriptRoot/Facts/*.ps1" | Sort-Object Name | ForEach-Object { . $_.FullName })
}

Describe 'The contract' -Skip:(-not $env:TRACK123_API_KEY) {
    BeforeAll {
        . "$PSScriptRoot/../Setup.ps1"
        . "$PSScriptRoot/Words.ps1"
        $live = $Live
        $live.Answers = @{}
        $live.Mine = New-Object System.Collections.ArrayList
        $live.WrongKey = Connect-Track123 -ApiKey ('wrong-{0:n}' -f [guid]::NewGuid()) -NoVerify -PassThru
        $live.Connection = Connect-Track123 -NoVerify -PassThru
        $live.Carrier = 'china-post'
        $live.Unknown = MadeUpNumber
        $live.NoPostalCode = MadeUpNumber
        $number = if ($live.TrackingNumber) { $live.TrackingNumber } else { MadeUpNumber }
        $live.InstantNumber = $number
        $live.Import = @(, @{ trackNo = $number })
        if (-not $live.Findings) { $live.Findings = New-Object System.Collections.ArrayList }
    }

    AfterAll {
        # Whatever became of the facts, nothing that was registered is left behind, and nothing that was there before is touched.
        $live.Left = @(foreach ($mine in $live.Mine) { Delete $mine })
        Disconnect-Track123
        Restore-Cache
        if ($live.Left) { throw $live.Left -join "`n" }
    }

    It '<_.Section> <_.Mark> <_.Fact>' -ForEach $facts {
        $fact, $it = $_, $_.With
        $seen = try { & $fact.Look } catch { Seen $false "the answer cannot be read: $_" }
        $null = $live.Findings.Add([pscustomobject]@{
                Section = $fact.Section; Mark = $fact.Mark; Fact = $fact.Fact; Expected = $fact.Expected; Found = $seen.Found; Outcome = $seen.Outcome
            })
        if ($seen.Outcome -eq 'not checked') {
            Set-ItResult -Skipped -Because $seen.Found
        }

        $seen.Outcome | Should -Be 'agrees' -Because "docs/api.md, $($fact.Section), expects $($fact.Expected), and this was found: $($seen.Found)"
    }
}
