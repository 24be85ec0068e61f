using System.Management.Automation;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>The output of a script in each stream, and the exception that ended it.</summary>
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

    /// <summary>The only error of a script that was not ended by an error.</summary>
    public ErrorRecord SingleError => this.Thrown is null ? Assert.Single(this.Errors) : throw this.Thrown;

    /// <summary>Reads the streams of a script that has ended.</summary>
    public static Outcome Of(Engine shell, IEnumerable<PSObject> output, Exception? thrown) => new(
        [.. output],
        [.. shell.Streams.Error],
        [.. shell.Streams.Verbose.Select(v => v.Message)],
        [.. shell.Streams.Debug.Select(d => d.Message)],
        [.. shell.Streams.Warning.Select(w => w.Message)],
        [.. shell.Streams.Progress],
        [.. shell.Streams.Information],
        thrown);

    /// <summary>Returns a property of each output object as text; empty for an object without the property.</summary>
    public string[] All(string property) => [.. this.Output.Select(o => o.Properties[property]?.Value?.ToString() ?? "")];

    /// <summary>Fails with the script's error if there is one.</summary>
    public Outcome Clean()
    {
        Assert.Null(this.Thrown);
        Assert.Equal([], this.Errors.Select(e => e.ToString()));
        return this;
    }
}
