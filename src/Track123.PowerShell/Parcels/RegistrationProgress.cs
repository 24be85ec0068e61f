using System.Diagnostics;
using static Track123.Commands.ProgressBar;

namespace Track123.Commands;

/// <summary>
/// The progress of a registration: rows, row outcomes, rows per second, remaining time, and rate limit delays.
/// </summary>
/// <param name="total">The total number of rows; null if unknown.</param>
/// <param name="rateLimitDelay">Returns the time until the rate limit allows the next request.</param>
internal sealed class RegistrationProgress(long? total, Func<TimeSpan> rateLimitDelay)
{
    private readonly Stopwatch running = Stopwatch.StartNew();
    private readonly long[] counts = new long[Enum.GetValues(typeof(RegistrationStatus)).Length];
    private long done;
    private long skipped;

    /// <summary>Counts a row's outcome.</summary>
    public void Count(RegistrationStatus status)
    {
        this.counts[(int)status]++;
        this.done++;
    }

    /// <summary>Counts a row that an earlier run has processed.</summary>
    public void Skip() => this.skipped++;

    /// <summary>Fills a progress record.</summary>
    public void Describe(ProgressRecord record)
    {
        var soFar = this.done + this.skipped;
        var rate = this.done / this.running.Elapsed.TotalSeconds;
        record.PercentComplete = total is > 0 and var all ? (int)Math.Min(100, soFar * 100 / all) : -1;
        record.SecondsRemaining = total is { } sum && rate > 0
            ? (int)Math.Min(int.MaxValue, Math.Max(0, sum - soFar) / rate)
            : -1;

        // PowerShell's default progress view shows only this line and cuts it at its end.
        var wait = rateLimitDelay();
        var delay = wait.TotalSeconds > 1
            ? Format($", waiting for the rate limit ({Math.Ceiling(wait.TotalSeconds):N0} s)")
            : wait > TimeSpan.Zero ? ", waiting for the rate limit"
            : "";
        var ofTotal = total is { } rows ? Format($" of {rows:N0}") : "";
        record.StatusDescription = Format($"{soFar:N0}{ofTotal} rows: ") + string.Join(", ", this.Outcomes())
            + Format($"; {rate:N0} per second{delay}");
    }

    private IEnumerable<string> Outcomes()
    {
        yield return Format($"{this.counts[(int)RegistrationStatus.Registered]:N0} registered");
        yield return Format($"{this.counts[(int)RegistrationStatus.AlreadyRegistered]:N0} already registered");
        yield return Format($"{this.counts[(int)RegistrationStatus.Rejected]:N0} rejected");
        yield return Format($"{this.counts[(int)RegistrationStatus.Failed]:N0} failed");
        if (this.skipped > 0)
        {
            yield return Format($"{this.skipped:N0} skipped");
        }
    }
}
