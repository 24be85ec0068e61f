namespace Track123.InMemory;

/// <summary>One registered number. Small: a million of them fit in memory beside whoever is under test.</summary>
internal sealed class Parcel(string trackNo, SandboxCarrier carrier, ParcelDetails? details)
{
    private long registeredTicks;
    private LastRefresh refresh;

    public string TrackNo { get; } = trackNo;

    public SandboxCarrier Carrier { get; set; } = carrier;

    /// <summary>What else the caller said; null if nothing.</summary>
    public ParcelDetails? Details { get; set; } = details;

    /// <summary>Place in the order of registration. Never given twice.</summary>
    public int Sequence { get; private set; }

    /// <summary>When it was registered, UTC.</summary>
    public DateTimeOffset Registered => new(this.registeredTicks, TimeSpan.Zero);

    /// <summary>The next parcel of the same number with another carrier: the index keeps it.</summary>
    public Parcel? SameNumber { get; set; }

    /// <summary>The next parcel of the same order number: the index keeps it.</summary>
    public Parcel? SameOrder { get; set; }

    /// <summary>How far the account's webhooks have told of it: one more than steps of its journey; 0 for nothing yet.</summary>
    public int Told { get; set; }

    /// <summary>Whether they have told that the service gave it up.</summary>
    public bool IsExpiryTold { get; set; }

    public void Enter(int sequence, DateTimeOffset now)
    {
        this.Sequence = sequence;
        this.registeredTicks = now.UtcTicks;
    }

    /// <summary>Asks the carrier anew, unless that was done lately.</summary>
    public RefreshOutcome Refresh(DateTimeOffset now) => this.refresh.Try(now);
}
