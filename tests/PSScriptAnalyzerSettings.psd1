# Settings for the test scripts: the general ones without the rules that don't fit tests.
@{
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
    ExcludeRules = @(
        # The rule does not see that It blocks use variables of BeforeAll.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Test helpers need no confirmation.
        'PSUseShouldProcessForStateChangingFunctions'
        # A mock has the name and all parameters of the command it replaces.
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSReviewUnusedParameter'
        # The keys are invented.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Test scripts print results for the test that runs them, and figures for the log.
        'PSAvoidUsingWriteHost'
    )
}
