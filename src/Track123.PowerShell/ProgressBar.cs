using System.Diagnostics;

namespace Track123.Commands;

/// <summary>
/// A progress bar that is drawn at most five times a second, because drawing takes longer than a row. Work that ends
/// before the first update shows no bar.
/// </summary>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity)
{
    /// <summary>Minimum time between two updates.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch sinceUpdate = Stopwatch.StartNew();

    // Hosts tell bars apart by the source id. With an id of its own the bar can also be removed without the engine.
    private readonly long sourceId = Guid.NewGuid().GetHashCode() & 0x7fffffff;
    private bool isShown;

    /// <summary>Draws what <paramref name="describe"/> fills in, unless the last update was a moment ago.</summary>
    public void Show(Action<ProgressRecord> describe)
    {
        if (this.sinceUpdate.Elapsed < MinInterval)
        {
            return;
        }

        var record = new ProgressRecord(1, activity, " ");
        describe(record);
        cmdlet.CommandRuntime.WriteProgress(this.sourceId, record);
        this.isShown = true;
        this.sinceUpdate.Restart();
    }

    /// <summary>Removes the bar, if there is one.</summary>
    public void Complete()
    {
        if (!this.isShown)
        {
            return;
        }

        // Straight to the host: the engine takes nothing more from a cmdlet that was stopped or has failed.
        this.isShown = false;
        cmdlet.Host.UI.WriteProgress(
            this.sourceId, new(1, activity, " ") { PercentComplete = 100, RecordType = ProgressRecordType.Completed });
    }
}
