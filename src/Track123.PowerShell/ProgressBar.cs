using System.Diagnostics;

namespace Track123.Commands;

/// <summary>
/// A bar of progress, drawn at most five times a second: a host draws each update, and drawing takes longer than a row. One that would be gone
/// again at once is never drawn, and none is where the user wants none.
/// </summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity)
{
    /// <summary>From one update to the next, at least.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch sinceUpdate = Stopwatch.StartNew();

    // Hosts tell bars apart by it; one of our own, so that the bar can also be taken away past the engine.
    private readonly long source = Guid.NewGuid().GetHashCode() & 0x7fffffff;
    private bool isThere;

    /// <summary>Draws what <paramref name="describe"/> fills in, unless that was done a moment ago.</summary>
    public void Show(Action<ProgressRecord> describe)
    {
        if (this.sinceUpdate.Elapsed < Pause)
            return;

        var record = new ProgressRecord(1, activity, " ");
        describe(record);
        cmdlet.CommandRuntime.WriteProgress(this.source, record);
        this.isThere = true;
        this.sinceUpdate.Restart();
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    public void Complete()
    {
        if (!this.isThere)
            return;

        // Straight to the host: of a cmdlet that was stopped or has failed the engine takes nothing any more.
        this.isThere = false;
        cmdlet.Host.UI.WriteProgress(this.source, new(1, activity, " ") { PercentComplete = 100, RecordType = ProgressRecordType.Completed });
    }
}
