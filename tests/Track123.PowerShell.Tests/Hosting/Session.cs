using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>A runspace with the built module, like a user's session.</summary>
internal sealed class Session : IDisposable
{
    public Session()
    {
        var state = InitialSessionState.CreateDefault();
        state.ImportPSModule(Places.Module);
        this.Runspace = RunspaceFactory.CreateRunspace(state);
        this.Runspace.Open();
    }

    public Runspace Runspace { get; }

    /// <summary>Runs a script; <c>$a</c> is the argument.</summary>
    public Outcome Run(string script, object? argument = null)
    {
        using var shell = this.Prepare(script, argument);
        var output = new PSDataCollection<PSObject>();
        Exception? thrown = null;
        try
        {
            shell.Invoke(input: null, output);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return Outcome.Of(shell, output, thrown);
    }

    /// <summary>Starts a script and returns while it runs; <c>$a</c> is the argument.</summary>
    public RunningScript Start(string script, object? argument = null) => new(this.Prepare(script, argument));

    public void Dispose() => this.Runspace.Dispose();

    private Engine Prepare(string script, object? argument)
    {
        var shell = Engine.Create(this.Runspace);

        // Outside of "try", a statement-terminating error is written like any other, and the script continues.
        shell.AddScript("param($a) try { " + script + " } catch { throw }").AddParameter("a", argument);
        return shell;
    }
}
