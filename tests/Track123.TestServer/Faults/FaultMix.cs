using System.Collections.Concurrent;

namespace Track123.Testing;

/// <summary>
/// Gives some of the requests a fault of some kind, chosen by seed and number of the request alone: the same seed meets
/// the same requests with the same faults, however many are under way at once.
/// </summary>
/// <param name="seed">The seed.</param>
/// <param name="rate">The share of requests that meet a fault, 0 to 1.</param>
/// <param name="kinds">The kinds they come from, each as likely as the others.</param>
public sealed class FaultMix(int seed, double rate, IReadOnlyList<FaultKind> kinds)
{
    private readonly ConcurrentDictionary<FaultKind, int> counts = new();

    /// <summary>The seed.</summary>
    public int Seed => seed;

    /// <summary>How many faults of each kind there were.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => this.counts;

    /// <summary>The fault of a request; null if it meets none.</summary>
    public Fault? Choose(ReceivedRequest request) => this.Choose(request, TimeProvider.System);

    internal Fault? Choose(ReceivedRequest request, TimeProvider time)
    {
        // Not for secrets: a run must be repeatable. A plain sum of both would make neighbouring seeds alike.
#pragma warning disable CA5394
        var random = new Random(unchecked((seed * 486_187_739) ^ (request.Index * 16_777_619)));
        if (kinds.Count == 0 || random.NextDouble() >= rate)
            return null;

        var kind = kinds[random.Next(kinds.Count)];
#pragma warning restore CA5394
        this.counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        return FaultKinds.Make(kind, random, time);
    }
}
