using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>A runspace with the built module in it, as a user's session has it.</summary>
internal sealed class Session : IDisposable
{
    public Session(bool withModule = true)
    {
        var state = InitialSessionState.CreateDefault();
        if (withModule)
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

        return new(
            [.. output],
            [.. shell.Streams.Error],
            [.. shell.Streams.Verbose.Select(v => v.Message)],
            [.. shell.Streams.Debug.Select(d => d.Message)],
            [.. shell.Streams.Warning.Select(w => w.Message)],
            [.. shell.Streams.Progress],
            [.. shell.Streams.Information],
            thrown);
    }

    public Engine Prepare(string script, object? argument = null)
    {
        var shell = Engine.Create(this.Runspace);

        // Outside of "try" an error that ends a statement is written like any other, and the script goes on.
        shell.AddScript("param($a) try { " + script + " } catch { throw }").AddParameter("a", argument);
        return shell;
    }

    public void Dispose() => this.Runspace.Dispose();
}

/// <summary>What a script gave.</summary>
internal sealed record Outcome(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Debug,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<ProgressRecord> Progress,
    IReadOnlyList<InformationRecord> Information,
    Exception? Thrown)
{
    /// <summary>The error that ended the script.</summary>
    public ErrorRecord Terminating => ((RuntimeException)this.Thrown!).ErrorRecord;

    /// <summary>A property of each object of the output, as text; empty for an object without it.</summary>
    public string[] All(string property) => [.. this.Output.Select(o => o.Properties[property]?.Value?.ToString() ?? "")];

    /// <summary>Fails with the error itself if there was one.</summary>
    public Outcome Clean()
    {
        Assert.Null(this.Thrown);
        Assert.Equal([], this.Errors.Select(e => e.ToString()));
        return this;
    }
}
