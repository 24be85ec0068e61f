namespace Track123.InMemory;

/// <summary>
/// One parcel's way, worked out anew at each look: nothing of it is stored. It follows from the number, the carrier
/// and the moment of registration alone.
/// </summary>
internal readonly struct Journey
{
    /// <summary>The service has asked the carrier for the first time this long after registration.</summary>
    public static readonly TimeSpan FirstLookUp = TimeSpan.FromSeconds(2);

    private static readonly HashSet<string> Exporters =
        new(StringComparer.Ordinal) { "CN", "HK", "TW", "JP", "KR", "SG" };

    private readonly ulong hash;
    private readonly DateTime start;
    private readonly TimeSpan span;
    private readonly DateTime now;

    /// <param name="parcel">The parcel.</param>
    /// <param name="seed">The account's seed.</param>
    /// <param name="now">The moment of the look.</param>
    /// <param name="isAskedNow">Whether the carrier is asked at this moment, and not waited for.</param>
    public Journey(Parcel parcel, int seed, DateTimeOffset now, bool isAskedNow = false)
    {
        this.hash = StableHash.Of(parcel.TrackNo, seed);
        this.now = now.UtcDateTime;
        var rule = Journeys.ByPrefix(parcel.TrackNo);
        this.Plan = rule?.Plan ?? Journeys.ByChance(this.hash);

        var more = StableHash.Mix(this.hash);
        this.Origin = Country.Of(parcel.Carrier.Country);
        this.Destination = parcel.Details?.Country is { } country ? Country.Of(country.ToUpperInvariant())
            : Exporters.Contains(this.Origin.Code) ? Country.Market(more >> 8)
            : this.Origin;

        // The parcel set out before it was registered, so that the first look-up has something to show.
        var lead = TimeSpan.FromMinutes(8 * 60 + (int)(more % (22 * 60)));
        var (shortest, longest) = rule is null ? (4, 12) : (5, 6);
        var days = shortest + (int)((more >> 20) % (ulong)(longest - shortest + 1));
        var registered = parcel.Registered.UtcDateTime;
        this.start = registered - lead;

        // Nobody rings at night: the end is put between noon and seven, where the recipient lives.
        var ring = TimeSpan.FromMinutes(12 * 60 + (int)((more >> 32) % (7 * 60)));
        var localDay = (registered + this.Destination.Zone).Date.AddDays(days);
        this.span = localDay + ring - this.Destination.Zone - this.start;
        this.IsAsked = isAskedNow || this.now >= registered + FirstLookUp;
        this.Happened = 0;
        if (this.IsAsked)
        {
            while (this.Happened < this.Plan.Steps.Length && this.TimeOf(this.Happened) <= this.now)
                this.Happened++;
        }

        this.IsExpired = this.Plan.ExpiresAfter is { } wait && this.now >= registered + wait;
    }

    public Plan Plan { get; }

    public Country Origin { get; }

    public Country Destination { get; }

    /// <summary>Whether the service has asked the carrier yet.</summary>
    public bool IsAsked { get; }

    /// <summary>Whether the service gave up asking.</summary>
    public bool IsExpired { get; }

    /// <summary>How many steps of the plan, counted from its start, lie in the past.</summary>
    public int Happened { get; }

    /// <summary>The status now.</summary>
    public string Status => !this.IsAsked ? "INIT"
        : this.IsExpired ? "EXPIRED"
        : this.Last is { } last ? last.Status
        : "NO_RECORD";

    /// <summary>The latest event, if there was one.</summary>
    public Step? Last
    {
        get
        {
            for (var i = this.Happened - 1; i >= 0; i--)
            {
                if (this.Takes(i))
                    return this.Plan.Steps[i];
            }

            return null;
        }
    }

    /// <summary>Whether the parcel's last-mile number is known by now.</summary>
    public bool LastMileKnown =>
        this.IsAsked && this.Plan.HasLastMile && this.now >= this.start + Share(this.span, Plan.Landing);

    /// <summary>The planned end.</summary>
    public DateTime End => this.start + this.span;

    /// <summary>
    /// Whether step <paramref name="index"/> belongs to this way: a parcel that stays at home meets no customs.
    /// </summary>
    public bool Takes(int index) => !this.Plan.Steps[index].AbroadOnly || this.IsAbroad;

    /// <summary>When step <paramref name="index"/> happens, UTC.</summary>
    public DateTime TimeOf(int index)
    {
        var jitter = (int)(StableHash.Mix(this.hash + (ulong)index) % 900);
        var time = this.start + Share(this.span, this.Plan.Steps[index].At) + TimeSpan.FromSeconds(jitter);
        return new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
    }

    /// <summary>When the first event that brings <paramref name="status"/> happened, or null if none has.</summary>
    public DateTime? FirstTime(string status)
    {
        for (var i = 0; i < this.Happened; i++)
        {
            if (this.Takes(i) && string.Equals(this.Plan.Steps[i].Status, status, StringComparison.Ordinal))
                return this.TimeOf(i);
        }

        return null;
    }

    /// <summary>When the latest event happened, or null if none has.</summary>
    public DateTime? LastTime()
    {
        for (var i = this.Happened - 1; i >= 0; i--)
        {
            if (this.Takes(i))
                return this.TimeOf(i);
        }

        return null;
    }

    /// <summary>The country and the place of step <paramref name="index"/>.</summary>
    public (Country Country, string Place) PlaceOf(int index) => this.Plan.Steps[index].Spot switch
    {
        Spot.Sender => (this.Origin, City(this.Origin, this.hash >> 4)),
        Spot.OriginHub => (this.Origin, this.Origin.Hub),
        Spot.OriginGateway => (this.Origin, this.Origin.Gateway),
        Spot.Gateway => (this.Destination, this.Destination.Gateway),
        Spot.Hub => (this.Destination, this.Destination.Hub),
        _ => (this.Destination, City(this.Destination, this.hash >> 12)),
    };

    /// <summary>The second carrier of a hand-over, and the parcel's number with it.</summary>
    public (SandboxCarrier Carrier, string Number) LastMile()
    {
        var digits = StableHash.Mix(this.hash + 77) % 1_000_000_000_000UL;
        return (LastMileCarriers.In(this.Destination.Code),
            "00340434" + digits.ToString("D12", System.Globalization.CultureInfo.InvariantCulture));
    }

    private bool IsAbroad => !string.Equals(this.Origin.Code, this.Destination.Code, StringComparison.Ordinal);

    private static TimeSpan Share(TimeSpan whole, double part) => new((long)(whole.Ticks * part));

    private static string City(Country country, ulong hash) => country.Cities[hash % (ulong)country.Cities.Length];
}
