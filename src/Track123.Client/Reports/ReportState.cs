using Track123.Common;

namespace Track123.Reports;

/// <summary>A parcel's state as shown in the report. An unknown state is shown as the service's text.</summary>
/// <param name="Kind">The status, which determines the color and the position.</param>
/// <param name="Name">The displayed name.</param>
internal readonly record struct ReportState(TransitStatus Kind, string Name)
{
    /// <summary>States in the order of the report: need attention, in transit, done.</summary>
    public static readonly TransitStatus[] Order =
    [
        TransitStatus.Abnormal, TransitStatus.DeliveryFailed, TransitStatus.Expired, TransitStatus.Unknown,
        TransitStatus.Init, TransitStatus.NoRecord, TransitStatus.InfoReceived, TransitStatus.InTransit,
        TransitStatus.WaitingDelivery, TransitStatus.Delivered,
    ];

    /// <summary>The CSS class for the color. It never contains text from the service.</summary>
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
