# As for every script, but for what Pester is unlike: BeforeAll hands variables on to It, which the first rule does not see, and functions of a
# test are called by that test alone, so the second has nobody to ask.
@{
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
    ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments', 'PSUseShouldProcessForStateChangingFunctions')
}
