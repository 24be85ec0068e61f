namespace Track123.Testing;

/// <summary>Random delays before responses, uniformly distributed and repeatable by seed.</summary>
internal sealed class DelaySequence(int seed)
{
    private readonly Lock gate = new();

    // Not used for secrets; a run must be repeatable.
#pragma warning disable CA5394
    private readonly Random random = new(seed);

    public TimeSpan Next(TimeSpan middle, TimeSpan jitter)
    {
        lock (this.gate)
        {
            var delay = middle + (jitter * ((this.random.NextDouble() * 2) - 1));
            return delay < TimeSpan.Zero ? TimeSpan.Zero : delay;
        }
    }
#pragma warning restore CA5394
}
