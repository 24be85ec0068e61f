namespace Track123.InMemory.Cargo;

/// <summary>The state of a cargo shipment, or of one of its containers, at one moment.</summary>
internal sealed class CargoJourney : Journey
{
    /// <summary>Computes the state.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="plan">The planned events.</param>
    /// <param name="hash">The hash of the number.</param>
    /// <param name="duration">The approximate time from registration to the end.</param>
    /// <param name="now">The moment, in UTC.</param>
    /// <param name="delay">The delay of all events, because containers follow one another.</param>
    public CargoJourney(
        CargoShipment shipment, Plan plan, ulong hash, TimeSpan duration, DateTime now, TimeSpan delay = default)
        : base(plan, StableHash.Mix(hash))
    {
        // The cargo departs before its registration, so that the first lookup finds events.
        var lead = TimeSpan.FromMinutes((12 * 60) + (int)(StableHash.Mix(hash) % (20 * 60)));
        var past = plan.IsPast ? duration + TimeSpan.FromDays(2) : TimeSpan.Zero;
        this.Run(shipment, now, shipment.Registered - lead + delay - past, lead + duration);
    }
}
