using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Reads the preferences for WhatIf, Confirm and progress. PowerShell has no public API for them, so this class reads
/// the cmdlet's common parameters and the session's preference variables.
/// </summary>
internal static class Preferences
{
    /// <summary>Returns true if -WhatIf is in effect.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet) =>
        ReadSwitch(cmdlet, "WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Returns true if ShouldProcess can prompt, or write a WhatIf message, for medium impact.</summary>
    public static bool MayAsk(PSCmdlet cmdlet) => IsWhatIf(cmdlet) || (ReadSwitch(cmdlet, "Confirm")
        ?? ReadVariable(cmdlet, "ConfirmPreference", ConfirmImpact.High) is ConfirmImpact.Low or ConfirmImpact.Medium);

    /// <summary>Returns true if PowerShell shows progress bars.</summary>
    public static bool ShowsProgress(PSCmdlet cmdlet)
    {
        // -ProgressAction exists since PowerShell 7.4.
        var preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var given)
            ? Convert(given, ActionPreference.Continue)
            : ReadVariable(cmdlet, "ProgressPreference", ActionPreference.Continue);
        return preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private static bool? ReadSwitch(PSCmdlet cmdlet, string name) =>
        cmdlet.MyInvocation.BoundParameters.TryGetValue(name, out var given) ? LanguagePrimitives.IsTrue(given) : null;

    private static T ReadVariable<T>(PSCmdlet cmdlet, string name, T defaultValue) =>
        Convert(cmdlet.GetVariableValue(name), defaultValue);

    private static T Convert<T>(object? value, T defaultValue) =>
        LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var result) ? result : defaultValue;
}
