namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Holds a pipeline at the object that has reached it, until the test lets it go.</summary>
internal sealed class BlockedPipeline : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly ManualResetEventSlim reached = new();
    private readonly ManualResetEventSlim released = new();

    /// <summary>Blocks the pipeline; the script calls it.</summary>
    public void Block()
    {
        this.reached.Set();
        this.released.Wait(Timeout);
    }

    /// <summary>Waits until an object has come so far.</summary>
    public void WaitUntilReached() => Assert.True(this.reached.Wait(Timeout), "Nothing has come so far.");

    public void Release() => this.released.Set();

    public void Dispose()
    {
        this.reached.Dispose();
        this.released.Dispose();
    }
}
