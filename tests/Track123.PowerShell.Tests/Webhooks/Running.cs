using System.Diagnostics;
using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.PowerShell.Tests.Webhooks;

/// <summary>A script that listens, at work while the test sends.</summary>
internal sealed class Running : IDisposable
{
    private readonly Engine shell;
    private readonly PSDataCollection<PSObject> output = [];
    private readonly IAsyncResult running;

    public Running(Session session, string script, int port, object? argument = null)
    {
        this.shell = session.Prepare(script, argument);
        this.running = this.shell.BeginInvoke(new PSDataCollection<PSObject>(), this.output);
        Server.WaitUntil(() => this.running.IsCompleted || Storm.CanConnect(port));
    }

    public IReadOnlyList<PSObject> Output => [.. this.output];

    public IEnumerable<string> Warnings => this.shell.Streams.Warning.Select(w => w.Message);

    /// <summary>Stops it as Ctrl+C does, and says how long that took.</summary>
    public TimeSpan Stop()
    {
        Assert.False(this.running.IsCompleted, "It ended before it was stopped.");
        var took = Stopwatch.StartNew();
        this.shell.Stop();
        return took.Elapsed;
    }

    /// <summary>Waits for its own end.</summary>
    public Outcome End()
    {
        Exception? thrown = null;
        try
        {
            Assert.True(this.running.AsyncWaitHandle.WaitOne(TimeSpan.FromMinutes(1)), "It did not end.");
            this.shell.EndInvoke(this.running);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        var streams = this.shell.Streams;
        return new(
            [.. this.output],
            [.. streams.Error],
            [.. streams.Verbose.Select(v => v.Message)],
            [.. streams.Debug.Select(d => d.Message)],
            [.. streams.Warning.Select(w => w.Message)],
            [.. streams.Progress],
            [.. streams.Information],
            thrown);
    }

    public void Dispose()
    {
        if (!this.running.IsCompleted)
            this.shell.Stop();

        this.shell.Dispose();
    }
}
