using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Track123.Shell.Commands;

/// <summary>The few commands everybody types that an installed PowerShell brings and the bare engine lacks.</summary>
internal static class StandIns
{
    public static void AddTo(InitialSessionState state)
    {
        foreach (var type in new[] { typeof(FormatListCommand), typeof(FormatTableCommand), typeof(WriteHostCommand), typeof(WriteOutputCommand) })
        {
            var name = type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Cast<CmdletAttribute>().Single();
            var command = $"{name.VerbName}-{name.NounName}";
            if (state.Commands[command].Count == 0)
            {
                state.Commands.Add(new SessionStateCmdletEntry(command, type, helpFileName: null));
            }
        }
    }
}
