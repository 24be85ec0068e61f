using System.Collections.Concurrent;

namespace Track123.Testing;

/// <summary>
/// Selects faults for some of the requests, based only on the seed and the index of the request: the same seed produces
/// the same faults for the same requests, even if requests are concurrent.
/// </summary>
/// <param name="seed">The random seed.</param>
/// <param name="rate">The share of requests with a fault, 0 to 1.</param>
/// <param name="kinds">The kinds of faults, all equally likely.</param>
public sealed class FaultMix(int seed, double rate, IReadOnlyList<FaultKind> kinds)
{
    private readonly ConcurrentDictionary<FaultKind, int> counts = new();

    /// <summary>The random seed.</summary>
    public int Seed => seed;

    /// <summary>The number of injected faults by kind.</summary>
    public IReadOnlyDictionary<FaultKind, int> Counts => this.counts;

    /// <summary>Returns the fault of a request; null for none.</summary>
    public Fault? Choose(ReceivedRequest request) => this.Choose(request, TimeProvider.System);

    internal Fault? Choose(ReceivedRequest request, TimeProvider time)
    {
        // Not used for secrets; a run must be repeatable. A plain sum would make consecutive seeds similar.
#pragma warning disable CA5394
        var random = new Random(unchecked((seed * 486_187_739) ^ (request.Index * 16_777_619)));
        if (kinds.Count == 0 || random.NextDouble() >= rate)
        {
            return null;
        }

        var kind = kinds[random.Next(kinds.Count)];
#pragma warning restore CA5394
        this.counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        return FaultKinds.Create(kind, random, time);
    }
}
