# Settings for test scripts: the general rules except those that do not suit tests.
@{
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
    ExcludeRules = @(
        # BeforeAll passes variables to It, which the rule does not recognize.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Functions of a test are only called by this test, so -WhatIf is not needed.
        'PSUseShouldProcessForStateChangingFunctions'
        # A fake command has the name and all parameters of the real one.
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSReviewUnusedParameter'
        # The keys are fake.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Scripts report results to their test, and figures to the log.
        'PSAvoidUsingWriteHost'
    )
}
