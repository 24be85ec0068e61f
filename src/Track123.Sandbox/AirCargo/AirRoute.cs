namespace Track123.InMemory;

/// <summary>Two flights of one airline, over its hub.</summary>
internal sealed class AirRoute
{
    private readonly Airline airline;
    private readonly ulong hash;
    private readonly Airport[] airports;

    public AirRoute(Airline airline, ulong hash)
    {
        this.airline = airline;
        this.hash = StableHash.Mix(hash + 1);
        var ends = Airlines.Ends;
        var first = (int)(this.hash % (ulong)ends.Count);

        // Any other than the first.
        var second = (first + 1 + (int)((this.hash >> 8) % (ulong)(ends.Count - 1))) % ends.Count;
        this.airports = [ends[first], airline.Hub, ends[second]];
    }

    public Airport Airport(int stop) => this.airports[stop];

    /// <summary>The flight of a leg.</summary>
    public string Flight(int leg) =>
        FormattableString.Invariant($"{this.airline.Designator}{100 + ((this.hash >> (16 + (leg * 16))) % 900)}");
}
