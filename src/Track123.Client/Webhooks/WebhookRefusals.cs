using System.Collections.Concurrent;
using System.Globalization;

namespace Track123;

/// <summary>Counts what was refused, and tells of it: ten lines a second at most, so that whoever sends nonsense can't fill a log.</summary>
internal sealed class WebhookRefusals(ICallLog log, TimeProvider clock)
{
    private const int MostLines = 10;

    private readonly ConcurrentDictionary<int, int> counts = new();
    private readonly object gate = new();
    private long? second;
    private int lines;

    public int Count(int status) => this.counts.TryGetValue(status, out var count) ? count : 0;

    public string Describe() => string.Join(
        ", ", this.counts.OrderBy(c => c.Key).Select(c => string.Format(CultureInfo.InvariantCulture, "{0} with {1}", c.Value, c.Key)));

    public void Add(int status, string sender, string what)
    {
        this.counts.AddOrUpdate(status, 1, (_, count) => count + 1);
        lock (this.gate)
        {
            var now = clock.GetTimestamp();
            if (this.second is not { } began || clock.GetElapsedTime(began, now) >= TimeSpan.FromSeconds(1))
            {
                (this.second, this.lines) = (now, 0);
            }

            if (this.lines++ >= MostLines)
            {
                return;
            }
        }

        log.Verbose($"Refused with {status} ({sender}): {what}");
    }
}
