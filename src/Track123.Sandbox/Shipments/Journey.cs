namespace Track123.InMemory.Shipments;

/// <summary>A step that has happened.</summary>
/// <param name="Step">The step.</param>
/// <param name="Time">The time in UTC.</param>
internal sealed record JourneyEvent(Step Step, DateTime Time);

/// <summary>
/// The state of a shipment at one moment. It is computed from the number, the carrier and the registration time for
/// each request, and never stored.
/// </summary>
internal abstract class Journey(Plan plan, ulong hash)
{
    /// <summary>The time between the registration and the service's first lookup at the carrier.</summary>
    public static readonly TimeSpan FirstLookupDelay = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan ExpiryAge = TimeSpan.FromDays(30);

    public Plan Plan { get; } = plan;

    /// <summary>The planned end, in UTC.</summary>
    public DateTime End { get; private set; }

    /// <summary>True if the service has looked up the shipment at the carrier.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>The events so far, in order of time.</summary>
    public List<JourneyEvent> Events { get; } = [];

    public JourneyEvent? LastEvent => this.Events.LastOrDefault();

    public bool IsDelivered => this.Plan.Delivers && this.Events.Count == this.Plan.Steps.Length;

    /// <summary>The status if there are no events, or the shipment is expired; otherwise null.</summary>
    public string? StatusWithoutEvents { get; private set; }

    protected static DateTime TimeAt(DateTime start, TimeSpan span, double share) =>
        start.AddTicks((long)(span.Ticks * share));

    /// <summary>Computes the events until now. All times are in UTC.</summary>
    /// <param name="shipment">The shipment.</param>
    /// <param name="now">The current time.</param>
    /// <param name="start">The time of the first event.</param>
    /// <param name="span">The time from the first event to the last.</param>
    /// <param name="isAskedNow">Whether the carrier is queried at this moment.</param>
    /// <param name="staysInCountry">Whether the steps abroad are skipped.</param>
    protected void Run(
        Shipment shipment, DateTime now, DateTime start, TimeSpan span, bool isAskedNow = false,
        bool staysInCountry = false)
    {
        this.End = start + span;
        this.IsAsked = isAskedNow || now >= shipment.Registered + FirstLookupDelay;
        for (var i = 0; this.IsAsked && i < this.Plan.Steps.Length; i++)
        {
            var step = this.Plan.Steps[i];
            var time = TimeAt(start, span, step.At).AddSeconds(StableHash.Mix(hash + (ulong)i) % 900);
            time = time.AddTicks(-(time.Ticks % TimeSpan.TicksPerSecond));
            if (time > now)
            {
                break;
            }

            if (!step.AbroadOnly || !staysInCountry)
            {
                this.Events.Add(new JourneyEvent(step, time));
            }
        }

        this.StatusWithoutEvents = !this.IsAsked ? "INIT"
            : this.Plan.Expires && now >= shipment.Registered + ExpiryAge ? "EXPIRED"
            : this.Events.Count == 0 ? "NO_RECORD"
            : null;
    }
}
