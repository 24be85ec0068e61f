using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Preferences of a call or of its session. A cmdlet can't ask PowerShell whether WhatIf, Confirm or progress is on, so
/// its parameters and variables are read.
/// </summary>
internal static class Preferences
{
    /// <summary>Returns true if the cmdlet only reports what it would do.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet) =>
        ReadSwitch(cmdlet, "WhatIf") ?? LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>Returns true if ShouldProcess can ask, or report, before an action of medium impact.</summary>
    public static bool MayAsk(PSCmdlet cmdlet) => IsWhatIf(cmdlet) || (ReadSwitch(cmdlet, "Confirm")
        ?? ReadVariable(cmdlet, "ConfirmPreference", ConfirmImpact.High) is ConfirmImpact.Low or ConfirmImpact.Medium);

    /// <summary>Returns true if progress is shown.</summary>
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
