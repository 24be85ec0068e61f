using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>The result of a refresh.</summary>
/// <param name="IsDone">Whether it was done.</param>
/// <param name="Time">The last time, in UTC, that the carrier was asked on request.</param>
internal readonly record struct RefreshResult(bool IsDone, DateTime Time)
{
    // The documentation describes a boolean and a text without their names; these are the names of one client.
    public JsonObject ToJson() =>
        new() { ["success"] = this.IsDone, ["actualRefreshTime"] = WireTime.Record(this.Time) };
}

/// <summary>
/// A registered number: a parcel, or ocean or air cargo. It is small, because a test may register a million of them.
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

    /// <summary>The place in the order of registration, which is never reused.</summary>
    public int Sequence { get; private set; }

    /// <summary>The moment of registration, in UTC.</summary>
    public DateTime Registered { get; private set; }

    public void SetRegistered(int sequence, DateTime now)
    {
        this.Sequence = sequence;
        this.Registered = now;
    }

    /// <summary>
    /// Asks the carrier again, unless that was done less than six hours ago. The service's own look-ups don't count.
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
