# For the scripts of tests: as for every script, but for what tests are unlike.
@{
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.4')
        }
    }
    ExcludeRules = @(
        # BeforeAll hands variables on to It, which the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Functions of a test are called by that test alone: there is nobody to ask.
        'PSUseShouldProcessForStateChangingFunctions'
        # A stand-in for a command has its name and all of its parameters.
        'PSAvoidOverwritingBuiltInCmdlets'
        'PSReviewUnusedParameter'
        # The keys are made up.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # What a script run by a test tells the test, and figures for whoever reads the log.
        'PSAvoidUsingWriteHost'
    )
}
