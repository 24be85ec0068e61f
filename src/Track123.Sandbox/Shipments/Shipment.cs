using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>The result of a refresh.</summary>
/// <param name="IsDone">Whether the shipment was refreshed.</param>
/// <param name="Time">The time of the last refresh, in UTC.</param>
internal readonly record struct RefreshResult(bool IsDone, DateTime Time)
{
    // The documentation does not name the two fields. These are the names in one client's code.
    public JsonObject ToJson() =>
        new() { ["success"] = this.IsDone, ["actualRefreshTime"] = WireTime.Record(this.Time) };
}

/// <summary>
/// A registered number: a parcel, or ocean or air cargo. It has few fields, because a test may register a million.
/// </summary>
/// <param name="number">The number.</param>
/// <param name="carrier">The carrier.</param>
/// <param name="type">1 booking, 2 bill of lading, 3 container; 0 for parcels and air cargo.</param>
internal abstract class Shipment(string number, SandboxCarrier carrier, int type = 0)
{
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromHours(6);

    private DateTime lastRefresh;

    public string Number { get; } = number;

    public int Type { get; } = type;

    public SandboxCarrier Carrier { get; set; } = carrier;

    public abstract string? OrderNo { get; }

    /// <summary>The sequence number of the registration. It is never reused.</summary>
    public int Sequence { get; private set; }

    /// <summary>The time of registration, in UTC.</summary>
    public DateTime Registered { get; private set; }

    public void SetRegistered(int sequence, DateTime now)
    {
        this.Sequence = sequence;
        this.Registered = now;
    }

    /// <summary>
    /// Refreshes the shipment, unless the last refresh was less than six hours ago. The service's own lookups don't
    /// count.
    /// </summary>
    public RefreshResult Refresh(DateTime now)
    {
        if (now - this.lastRefresh < RefreshInterval)
        {
            return new(IsDone: false, this.lastRefresh);
        }

        this.lastRefresh = now;
        return new(IsDone: true, now);
    }
}
