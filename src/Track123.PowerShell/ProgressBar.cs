using System.Diagnostics;

namespace Track123.Commands;

/// <summary>
/// Progress in per cent, written at most five times a second: a host draws each update, and drawing takes longer than a
/// row.
/// </summary>
internal sealed class ProgressBar(Cmdlet cmdlet, string activity, long total)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch sinceUpdate = new();

    /// <summary>Shows how far it is, unless that was done a moment ago.</summary>
    public void Show(long done)
    {
        if (this.sinceUpdate.IsRunning && this.sinceUpdate.Elapsed < Pause)
            return;

        this.sinceUpdate.Restart();
        cmdlet.WriteProgress(new(1, activity, $"{done} of {total}")
        {
            PercentComplete = total == 0 ? 100 : (int)Math.Min(100, done * 100 / total),
        });
    }

    /// <summary>Takes the bar away, if there is one.</summary>
    public void Complete()
    {
        if (this.sinceUpdate.IsRunning)
        {
            cmdlet.WriteProgress(new(1, activity, $"{total} of {total}")
            {
                PercentComplete = 100,
                RecordType = ProgressRecordType.Completed,
            });
        }

        this.sinceUpdate.Reset();
    }
}
