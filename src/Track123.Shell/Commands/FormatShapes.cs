using System.Management.Automation;
using System.Reflection;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Track123.Shell.Commands;

/// <summary>
/// Format-Table and Format-List. The engine has all of them but the last line, which gives the command its shape and is meant for
/// PowerShell's own assembly; the engine's version is pinned, and a test runs both commands.
/// </summary>
internal static class FormatShapes
{
    public static void Give(FrontEndCommandBase command, string shape)
    {
        const string Space = "Microsoft.PowerShell.Commands.Internal.Format.";
        var engine = typeof(FrontEndCommandBase).Assembly;
        var inner = engine.GetType(Space + "InnerFormatShapeCommand", throwOnError: true)!;
        var shapes = engine.GetType(Space + "FormatShape", throwOnError: true)!;
        var implementation = typeof(FrontEndCommandBase).GetField("implementation", BindingFlags.Instance | BindingFlags.NonPublic)!;
        implementation.SetValue(
            command,
            Activator.CreateInstance(inner, BindingFlags.Instance | BindingFlags.NonPublic, binder: null, [Enum.Parse(shapes, shape)], culture: null));
    }
}

/// <summary>Shows objects as a table.</summary>
[Cmdlet(VerbsCommon.Format, "Table")]
public sealed class FormatTableCommand : OuterFormatTableBase
{
    public FormatTableCommand() => FormatShapes.Give(this, "Table");
}

/// <summary>Shows objects as lists of their properties.</summary>
[Cmdlet(VerbsCommon.Format, "List")]
public sealed class FormatListCommand : OuterFormatTableAndListBase
{
    public FormatListCommand() => FormatShapes.Give(this, "List");
}
