using Track123.Common;

namespace Track123.Reports;

/// <summary>A state as the report names it. An unknown one goes under the service's own text.</summary>
/// <param name="Kind">The state, for its color and place.</param>
/// <param name="Name">The name shown.</param>
internal readonly record struct ReportState(TransitStatus Kind, string Name)
{
    /// <summary>States in the order of the report: need attention, in transit, done.</summary>
    public static readonly TransitStatus[] Order =
    [
        TransitStatus.Abnormal, TransitStatus.DeliveryFailed, TransitStatus.Expired, TransitStatus.Unknown,
        TransitStatus.Init, TransitStatus.NoRecord, TransitStatus.InfoReceived, TransitStatus.InTransit,
        TransitStatus.WaitingDelivery, TransitStatus.Delivered,
    ];

    /// <summary>True for trouble in transit, a failed attempt, or no news until the service gave up.</summary>
    public bool NeedsAttention =>
        this.Kind is TransitStatus.Abnormal or TransitStatus.DeliveryFailed or TransitStatus.Expired;

    /// <summary>The class that colors it; never text of the service.</summary>
    public string Style => "s-" + (int)this.Kind;

    /// <summary>Returns the state of a parcel.</summary>
    public static ReportState Of(Tracking parcel) => new(parcel.TransitStatus, parcel.TransitStatus switch
    {
        TransitStatus.Init => "Newly added",
        TransitStatus.NoRecord => "No record",
        TransitStatus.InfoReceived => "Info received",
        TransitStatus.InTransit => "In transit",
        TransitStatus.WaitingDelivery => "Waiting delivery",
        TransitStatus.DeliveryFailed => "Delivery failed",
        TransitStatus.Abnormal => "Abnormal",
        TransitStatus.Delivered => "Delivered",
        TransitStatus.Expired => "Expired",
        _ => TerminalText.ToSingleLine(parcel.TransitStatusText),
    });
}
