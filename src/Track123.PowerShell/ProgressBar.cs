using System.Diagnostics;
using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Shows a progress bar and updates it at most five times per second, because drawing takes longer than processing a
/// row. Work that ends before the first update shows no bar.
/// </summary>
/// <param name="cmdlet">The cmdlet that shows the bar.</param>
/// <param name="activity">The title of the bar.</param>
/// <param name="describe">Fills a progress record with the current state.</param>
internal sealed class ProgressBar(PSCmdlet cmdlet, string activity, Action<ProgressRecord> describe)
{
    /// <summary>The minimum time between two updates.</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(200);

    private readonly Stopwatch sinceUpdate = Stopwatch.StartNew();

    // Hosts identify a progress bar by its source id. A separate id allows Complete to remove the bar directly.
    private readonly long sourceId = Guid.NewGuid().GetHashCode() & 0x7fffffff;
    private bool isShown;

    /// <summary>Formats the numbers of a text as users expect them.</summary>
    public static string Format(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);

    /// <summary>Updates the bar, unless it was just updated.</summary>
    public void Show()
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

    /// <summary>Removes the bar if it is shown.</summary>
    public void Complete()
    {
        if (!this.isShown)
        {
            return;
        }

        // Calls the host directly, because PowerShell ignores the output of a cmdlet that was stopped or has failed.
        this.isShown = false;
        cmdlet.Host.UI.WriteProgress(
            this.sourceId, new(1, activity, " ") { PercentComplete = 100, RecordType = ProgressRecordType.Completed });
    }
}
