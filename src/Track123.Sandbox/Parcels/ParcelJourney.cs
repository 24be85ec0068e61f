namespace Track123.InMemory.Parcels;

/// <summary>The state of a parcel at one moment.</summary>
internal sealed class ParcelJourney : Journey
{
    private readonly ulong hash;

    /// <summary>Computes the state.</summary>
    /// <param name="parcel">The parcel.</param>
    /// <param name="seed">The account's seed.</param>
    /// <param name="now">The moment, in UTC.</param>
    /// <param name="isAskedNow">Whether the carrier is queried at this moment, as in an instant lookup.</param>
    public ParcelJourney(Parcel parcel, int seed, DateTime now, bool isAskedNow = false)
        : this(parcel, StableHash.Of(parcel.Number, seed), ParcelPlans.FindPrefix(parcel.Number), now, isAskedNow)
    {
    }

    private ParcelJourney(Parcel parcel, ulong hash, PrefixRule? rule, DateTime now, bool isAskedNow)
        : base(rule?.Plan ?? ParcelPlans.Choose(hash), hash)
    {
        this.hash = hash;
        var more = StableHash.Mix(hash);
        this.Origin = Country.Of(parcel.ParcelCarrier.Country);
        this.Destination = parcel.Details?.Country is { } country ? Country.Of(country.ToUpperInvariant())
            : this.Origin.Code is "CN" or "HK" or "TW" or "JP" or "KR" or "SG" ? Country.ChooseMarket(more >> 8)
            : this.Origin;

        // The parcel departs before its registration, so that the first lookup finds events.
        var start = parcel.Registered.AddMinutes(-(8 * 60) - (int)(more % (22 * 60)));
        var (min, max) = rule is null ? (4, 12) : (5, 6);
        var days = min + (int)((more >> 20) % (ulong)(max - min + 1));

        // It is delivered between 12:00 and 19:00 in the recipient's time zone.
        var zone = this.Destination.Zone;
        var end = (parcel.Registered + zone).Date.AddDays(days).AddMinutes((12 * 60) + (int)((more >> 32) % (7 * 60)))
            - zone;
        this.Run(
            parcel, now, start, end - start, isAskedNow, staysInCountry: this.Origin.Code == this.Destination.Code);
        this.IsLastMileKnown = this.IsAsked && Array.Exists(this.Plan.Steps, step => step.LastMile)
            && now >= TimeAt(start, end - start, ParcelPlans.Landing);
    }

    public Country Origin { get; }

    public Country Destination { get; }

    /// <summary>True if the parcel's last-mile number is known.</summary>
    public bool IsLastMileKnown { get; }

    public string Status => this.StatusWithoutEvents ?? StatusOf(this.LastEvent!.Step);

    /// <summary>The parcel's number at the last-mile carrier.</summary>
    public string LastMileNumber =>
        FormattableString.Invariant($"00340434{StableHash.Mix(this.hash + 77) % 1_000_000_000_000UL:D12}");

    /// <summary>Returns the time in UTC of the first event with that status; null if there is none.</summary>
    public DateTime? FindTime(string status) => this.Events.Find(one => StatusOf(one.Step) == status)?.Time;

    /// <summary>Returns the country and the place of a step.</summary>
    public (Country Country, string Place) GetPlace(Step step) => step.Place switch
    {
        ParcelPlans.Sender => (this.Origin, StableHash.Pick(this.Origin.Cities, this.hash >> 4)),
        ParcelPlans.OriginHub => (this.Origin, this.Origin.Hub),
        ParcelPlans.OriginGateway => (this.Origin, this.Origin.Gateway),
        ParcelPlans.Gateway => (this.Destination, this.Destination.Gateway),
        ParcelPlans.Hub => (this.Destination, this.Destination.Hub),
        _ => (this.Destination, StableHash.Pick(this.Destination.Cities, this.hash >> 12)),
    };

    /// <summary>Returns the status of a step: its sub-status without the number at the end.</summary>
    private static string StatusOf(Step step) => step.Code.Substring(0, step.Code.Length - 3);
}
