namespace Track123.InMemory;

/// <summary>
/// How far a cargo is, worked out anew at each look: nothing of it is stored. It follows from the number, the carrier
/// and the moment of registration alone.
/// </summary>
internal readonly struct CargoWay
{
    /// <summary>The service has asked the carrier for the first time this long after registration.</summary>
    private static readonly TimeSpan FirstLookUp = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Patience = TimeSpan.FromDays(30);

    private readonly ulong hash;
    private readonly DateTime start;
    private readonly TimeSpan span;

    /// <param name="shipment">The shipment.</param>
    /// <param name="plan">What happens to it.</param>
    /// <param name="hash">What chance is drawn from.</param>
    /// <param name="duration">From registration to the end, more or less.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="delay">How much later all of it happens: one container comes after another.</param>
    public CargoWay(
        CargoShipment shipment,
        CargoPlan plan,
        ulong hash,
        TimeSpan duration,
        DateTimeOffset now,
        TimeSpan delay = default)
    {
        this.hash = StableHash.Mix(hash);
        this.Plan = plan;
        var registered = shipment.Registered.UtcDateTime;

        // It set out before it was registered, so that the first look-up has something to show.
        var lead = TimeSpan.FromMinutes(12 * 60 + (int)(this.hash % (20 * 60)));
        this.span = lead + duration;
        this.start = registered - lead + delay;
        if (plan.IsPast)
            this.start -= duration + TimeSpan.FromDays(2);

        this.IsAsked = now.UtcDateTime >= registered + FirstLookUp;
        this.IsExpired = plan.Expires && now.UtcDateTime >= registered + Patience;
        this.Happened = 0;
        if (this.IsAsked)
        {
            while (this.Happened < plan.Steps.Length && this.TimeOf(this.Happened) <= now.UtcDateTime)
                this.Happened++;
        }
    }

    public CargoPlan Plan { get; }

    /// <summary>Whether the service has asked the carrier yet.</summary>
    public bool IsAsked { get; }

    /// <summary>Whether the service gave up asking.</summary>
    public bool IsExpired { get; }

    /// <summary>How many steps of the plan, counted from its start, lie in the past.</summary>
    public int Happened { get; }

    /// <summary>Whether it is with the consignee.</summary>
    public bool IsDelivered => this.Plan.Delivers && this.Happened == this.Plan.Steps.Length;

    /// <summary>When step <paramref name="index"/> happens, UTC.</summary>
    public DateTime TimeOf(int index)
    {
        var jitter = (int)(StableHash.Mix(this.hash + (ulong)index) % 900);
        var time = this.start.AddTicks((long)(this.span.Ticks * this.Plan.Steps[index].At)).AddSeconds(jitter);
        return new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    /// <summary>When the latest event happened, or null if none has.</summary>
    public DateTime? LastTime() => this.Happened == 0 ? null : this.TimeOf(this.Happened - 1);
}
