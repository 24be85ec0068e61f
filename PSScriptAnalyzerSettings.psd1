# Settings for all scripts except those in tests. Run: ./build.ps1 Analyze
@{
    Rules = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
}
