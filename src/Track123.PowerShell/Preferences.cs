using System.Globalization;

namespace Track123.Commands;

/// <summary>What a call, or else the session, prefers: the engine tells a cmdlet only by asking in its name.</summary>
internal static class Preferences
{
    /// <summary>True if the cmdlet only says what it would do.</summary>
    public static bool IsWhatIf(PSCmdlet cmdlet) => cmdlet.MyInvocation.BoundParameters.TryGetValue("WhatIf", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : LanguagePrimitives.IsTrue(cmdlet.GetVariableValue("WhatIfPreference"));

    /// <summary>True if ShouldProcess has something to ask or to say before each step of an action of medium impact.</summary>
    public static bool MayAsk(PSCmdlet cmdlet)
    {
        if (IsWhatIf(cmdlet))
            return true;

        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var given))
            return LanguagePrimitives.IsTrue(given);

        return Read(cmdlet, "ConfirmPreference", ConfirmImpact.High) is ConfirmImpact.Low or ConfirmImpact.Medium;
    }

    /// <summary>True if progress is shown.</summary>
    public static bool ShowsProgress(PSCmdlet cmdlet)
    {
        // -ProgressAction is there since PowerShell 7.4.
        var preference = cmdlet.MyInvocation.BoundParameters.TryGetValue("ProgressAction", out var given)
            ? Convert(given, ActionPreference.Continue)
            : Read(cmdlet, "ProgressPreference", ActionPreference.Continue);
        return preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }

    private static T Read<T>(PSCmdlet cmdlet, string variable, T otherwise) => Convert(cmdlet.GetVariableValue(variable), otherwise);

    private static T Convert<T>(object? value, T otherwise) =>
        LanguagePrimitives.TryConvertTo<T>(value, CultureInfo.InvariantCulture, out var read) ? read : otherwise;
}
