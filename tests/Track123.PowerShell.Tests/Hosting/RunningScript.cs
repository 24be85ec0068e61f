using System.Collections;
using System.Management.Automation;
using Engine = System.Management.Automation.PowerShell;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>A script that runs in the background of a test.</summary>
internal sealed class RunningScript : IDisposable
{
    // Only a failing test waits this long.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly Engine shell;
    private readonly PSDataCollection<PSObject> output = [];
    private readonly IAsyncResult running;

    public RunningScript(Engine shell)
    {
        this.shell = shell;
        this.running = shell.BeginInvoke(new PSDataCollection<PSObject>(), this.output);
    }

    public bool IsCompleted => this.running.IsCompleted;

    public IReadOnlyList<PSObject> Output => Copy(this.output);

    public IReadOnlyList<string> Warnings => [.. Copy(this.shell.Streams.Warning).Select(w => w.Message)];

    public IReadOnlyList<ProgressRecord> Progress => Copy(this.shell.Streams.Progress);

    /// <summary>Waits until the output contains a matching object.</summary>
    public void WaitForOutput(Func<PSObject, bool> condition) => this.WaitFor(this.output, items => items.Any(condition));

    /// <summary>Waits until this number of progress records has been written.</summary>
    public void WaitForProgress(int count = 1) => this.WaitFor(this.shell.Streams.Progress, items => items.Count >= count);

    /// <summary>Waits for a progress record with this status.</summary>
    public void WaitForProgress(string status) => this.WaitFor(
        this.shell.Streams.Progress, items => items.Any(p => p.StatusDescription.Contains(status, StringComparison.Ordinal)));

    /// <summary>Waits for a verbose message with this text and returns it. The script needs -Verbose.</summary>
    public string WaitForVerbose(string text)
    {
        bool IsMeant(VerboseRecord record) => record.Message.Contains(text, StringComparison.Ordinal);
        this.WaitFor(this.shell.Streams.Verbose, items => items.Any(IsMeant));
        return Copy(this.shell.Streams.Verbose).First(IsMeant).Message;
    }

    /// <summary>Stops the script as Ctrl+C does.</summary>
    public void Stop()
    {
        Assert.False(this.IsCompleted, "The script ended before it was stopped.");
        this.shell.Stop();
        Assert.Equal(PSInvocationState.Stopped, this.shell.InvocationStateInfo.State);
    }

    /// <summary>Waits until the script ends by itself.</summary>
    public Outcome End()
    {
        Exception? thrown = null;
        try
        {
            Assert.True(this.running.AsyncWaitHandle.WaitOne(Timeout), "The script did not end.");
            this.shell.EndInvoke(this.running);
        }
        catch (RuntimeException e)
        {
            thrown = e;
        }

        return Outcome.Of(this.shell, this.output, thrown);
    }

    public void Dispose()
    {
        if (!this.IsCompleted)
        {
            this.shell.Stop();
        }

        this.shell.Dispose();
    }

    // The script may still be writing, and an enumeration would wait until it ends.
    private static T[] Copy<T>(PSDataCollection<T> items)
    {
        lock (((ICollection)items).SyncRoot)
        {
            var copy = new T[items.Count];
            items.CopyTo(copy, 0);
            return copy;
        }
    }

    private void WaitFor<T>(PSDataCollection<T> items, Func<IReadOnlyList<T>, bool> condition)
    {
        using var changed = new AutoResetEvent(initialState: false);
        using var timeout = new CancellationTokenSource(Timeout);
        WaitHandle[] either = [changed, timeout.Token.WaitHandle];
        void OnAdded(object? sender, DataAddedEventArgs e) => changed.Set();
        void OnStateChanged(object? sender, PSInvocationStateChangedEventArgs e) => changed.Set();
        items.DataAdded += OnAdded;
        this.shell.InvocationStateChanged += OnStateChanged;
        try
        {
            while (true)
            {
                var hasEnded = this.shell.InvocationStateInfo.State is not PSInvocationState.Running;
                if (condition(Copy(items)))
                {
                    return;
                }

                Assert.False(hasEnded, "The script ended before that. " + string.Join("; ", Copy(this.shell.Streams.Error)));
                Assert.True(WaitHandle.WaitAny(either) == 0, "The script did not write that.");
            }
        }
        finally
        {
            items.DataAdded -= OnAdded;
            this.shell.InvocationStateChanged -= OnStateChanged;
        }
    }
}
