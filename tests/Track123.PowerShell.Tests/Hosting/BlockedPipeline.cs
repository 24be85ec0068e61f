namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Blocks a pipeline when an object reaches it, until the test releases it.</summary>
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

    /// <summary>Waits until an object reaches the pipeline.</summary>
    public void WaitUntilReached() => Assert.True(this.reached.Wait(Timeout), "No object reached the pipeline.");

    public void Release() => this.released.Set();

    public void Dispose()
    {
        this.reached.Dispose();
        this.released.Dispose();
    }
}
