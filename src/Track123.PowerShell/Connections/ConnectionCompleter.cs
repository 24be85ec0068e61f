using System.Collections;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.Commands;

/// <summary>
/// Completes -Connection with the names of connections, and with the variables that contain an open connection.
/// Completes -Name with the names. The tooltip shows the address.
/// </summary>
internal sealed class ConnectionCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters)
    {
        if (Runspace.DefaultRunspace is null)
        {
            return [];
        }

        var (text, quote) = CompletedText.Read(wordToComplete);
        var names = RunspaceConnections.OfThisRunspace.Named
            .Where(connection => connection.Name!.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            .Select(connection => CompletedText.CreateResult(connection.Name!, quote, connection.ToString()));
        return parameterName == nameof(ConnectedCmdlet.Connection)
            ? names.Concat(CompleteVariables(wordToComplete))
            : names;
    }

    private static IEnumerable<CompletionResult> CompleteVariables(string? wordToComplete)
    {
        var prefix = (wordToComplete ?? "").TrimStart('$').Trim('{', '}');
        return GetVariables()
            .Where(v => v.Value is Connection { IsClosed: false })
            .Where(v => v.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase)
            .Select(v => new CompletionResult(
                v.Name.All(c => char.IsLetterOrDigit(c) || c == '_') ? "$" + v.Name : $"${{{v.Name}}}",
                "$" + v.Name,
                CompletionResultType.ParameterValue,
                v.Value!.ToString()));
    }

    private static IReadOnlyList<(string Name, object? Value)> GetVariables()
    {
        // A completer has no session state. A script with Get-Variable would load its module first.
        using var shell = Engine.Create(RunspaceMode.CurrentRunspace);
        shell.AddScript(
            "$ExecutionContext.SessionState.InvokeProvider.ChildItem.Get('variable:', $false)", useLocalScope: false);
        try
        {
            return
            [
                .. shell.Invoke().Select(o => o.BaseObject).OfType<PSVariable>()
                    .Select(v => (v.Name, v.Value.Unwrap())),
            ];
        }
        catch (RuntimeException)
        {
            return [];
        }
    }
}
