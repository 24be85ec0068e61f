using System.Diagnostics;
using System.Globalization;

namespace Track123.Commands;

/// <summary>How far a registration is: rows of all, rows a second, time left, what became of them, and whether the rate limit holds it back.</summary>
/// <param name="cmdlet">The cmdlet whose progress it is.</param>
/// <param name="total">All rows; null if nobody knows.</param>
/// <param name="rateLimitDelay">Gives how long the rate limit still holds back the next request.</param>
internal sealed class RegistrationProgress(PSCmdlet cmdlet, long? total, Func<TimeSpan> rateLimitDelay)
{
    private readonly ProgressBar bar = new(cmdlet, "Registering parcels");
    private readonly Stopwatch running = Stopwatch.StartNew();
    private readonly long[] counts = new long[Enum.GetValues(typeof(RegistrationStatus)).Length];
    private long done;
    private long skipped;

    /// <summary>Counts an outcome.</summary>
    public void Count(RegistrationStatus status)
    {
        this.counts[(int)status]++;
        this.done++;
        this.Show();
    }

    /// <summary>Counts a row that an earlier run dealt with.</summary>
    public void Skip()
    {
        this.skipped++;
        this.Show();
    }

    /// <summary>Shows how far it is.</summary>
    public void Show() => this.bar.Show(this.Describe);

    /// <summary>Takes the bar away.</summary>
    public void Complete() => this.bar.Complete();

    private static string Say(FormattableString text) => text.ToString(CultureInfo.CurrentCulture);

    private void Describe(ProgressRecord record)
    {
        var soFar = this.done + this.skipped;
        var rate = this.done / this.running.Elapsed.TotalSeconds;
        record.PercentComplete = total is > 0 and var all ? (int)Math.Min(100, soFar * 100 / all) : -1;
        record.SecondsRemaining = total is { } sum && rate > 0 ? (int)Math.Min(int.MaxValue, Math.Max(0, sum - soFar) / rate) : -1;

        // All in the one line: PowerShell's usual view of progress shows no other.
        var wait = rateLimitDelay();
        var held = wait.TotalSeconds > 1 ? Say($", waiting for the rate limit ({Math.Ceiling(wait.TotalSeconds):N0} s)")
            : wait > TimeSpan.Zero ? ", waiting for the rate limit"
            : "";
        record.StatusDescription = Say($"{soFar:N0}{(total is { } rows ? Say($" of {rows:N0}") : "")} rows, {rate:N0} a second{held}: ")
            + string.Join(", ", this.Outcomes());
    }

    private IEnumerable<string> Outcomes()
    {
        yield return Say($"{this.counts[(int)RegistrationStatus.Registered]:N0} registered");
        yield return Say($"{this.counts[(int)RegistrationStatus.AlreadyRegistered]:N0} already");
        yield return Say($"{this.counts[(int)RegistrationStatus.Rejected]:N0} rejected");
        yield return Say($"{this.counts[(int)RegistrationStatus.Failed]:N0} failed");
        if (this.skipped > 0)
            yield return Say($"{this.skipped:N0} left out");
    }
}
