using Track123.Http;

namespace Track123.Webhooks;

/// <summary>
/// Counts rejected requests and logs them: ten a second at most, so that a sender can't flood the log.
/// </summary>
internal sealed class RejectionLog(ICallLog log, TimeProvider clock)
{
    private const int MaxLinesPerSecond = 10;

    private readonly object gate = new();
    private readonly SortedDictionary<int, int> counts = [];
    private long second;
    private int lines;

    /// <summary>The number of requests rejected with a status.</summary>
    public int Count(int status)
    {
        lock (this.gate)
        {
            return this.counts.TryGetValue(status, out var count) ? count : 0;
        }
    }

    /// <summary>Describes how many requests were rejected with each status; empty if none was.</summary>
    public string Describe()
    {
        lock (this.gate)
        {
            return string.Join(", ", this.counts.Select(c => FormattableString.Invariant($"{c.Value} with {c.Key}")));
        }
    }

    /// <summary>Counts and logs a rejected request.</summary>
    public void Add(int status, string sender, string reason)
    {
        lock (this.gate)
        {
            this.counts[status] = this.counts.TryGetValue(status, out var count) ? count + 1 : 1;
            var now = clock.GetTimestamp();
            if (this.lines == 0 || clock.GetElapsedTime(this.second, now) >= TimeSpan.FromSeconds(1))
            {
                (this.second, this.lines) = (now, 0);
            }

            if (this.lines++ >= MaxLinesPerSecond)
            {
                return;
            }
        }

        log.Verbose($"Rejected with {status} ({sender}): {reason}");
    }
}
