using System.Globalization;
using System.Management.Automation.Host;

namespace Track123.Shell.Hosting;

/// <summary>The host the engine talks to.</summary>
internal sealed class ShellHost : PSHost
{
    public ShellInterface Interface { get; } = new();

    /// <summary>What <c>exit</c> asked for; null while nothing did.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "Track123.Shell";

    public override Version Version { get; } = typeof(ShellHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;

    public override PSHostUserInterface UI => this.Interface;

    public override void SetShouldExit(int exitCode) => this.ExitCode ??= exitCode;

    // Reached from the choice "Suspend" of a confirmation, which is then asked again.
    public override void EnterNestedPrompt() => this.Interface.WriteWarningLine("This shell cannot suspend a command.");

    public override void ExitNestedPrompt()
    {
    }

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }
}
