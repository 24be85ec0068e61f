using Track123.Records;

namespace Track123;

/// <summary>
/// A change of a parcel as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class TrackingChangeRecord
{
    internal TrackingChangeRecord(TrackingChange change)
    {
        var last = change.Tracking?.LastEvent;
        this.Kind = change.Kind.ToString();
        this.TrackingNumber = RecordText.ToSingleLine(change.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(change.CarrierCode);
        this.PreviousCarrierCode = RecordText.ToSingleLine(change.PreviousCarrierCode);
        this.OrderNumber = RecordText.ToSingleLine(change.OrderNumber);
        this.TransitStatus = change.TransitStatus?.ToString();
        this.TransitStatusText = RecordText.ToSingleLine(change.TransitStatusText);
        this.TransitSubStatus = RecordText.ToSingleLine(change.TransitSubStatus);
        this.StatusDescription = RecordText.ToSingleLine(change.StatusDescription);
        this.PreviousTransitStatus = change.PreviousTransitStatus?.ToString();
        this.PreviousTransitStatusText = RecordText.ToSingleLine(change.PreviousTransitStatusText);
        this.PreviousTransitSubStatus = RecordText.ToSingleLine(change.PreviousTransitSubStatus);
        this.NewEventCount = change.NewEvents.Count;
        this.LastEventUtcTime = RecordText.FormatUtc(change.LastEventTime);
        this.LastEventLocation = RecordText.ToSingleLine(last?.Location);
        this.LastEventDescription = RecordText.ToSingleLine(last?.Description);
        this.DetectedUtcTime = RecordText.FormatUtc(change.DetectedTime);
        this.Account = RecordText.ToSingleLine(change.Account);
    }

    /// <summary>The name of the kind of change, such as <c>StatusChanged</c>.</summary>
    public string Kind { get; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The main carrier's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>The main carrier's code at the last run.</summary>
    public string? PreviousCarrierCode { get; }

    /// <summary>Your own order number.</summary>
    public string? OrderNumber { get; }

    /// <summary>The name of the transit status, such as <c>InTransit</c>; null for a parcel that is gone.</summary>
    public string? TransitStatus { get; }

    /// <summary>The transit status, as the service sent it.</summary>
    public string? TransitStatusText { get; }

    /// <summary>The sub-status, as the service sent it.</summary>
    public string? TransitSubStatus { get; }

    /// <summary>The description of the sub-status.</summary>
    public string? StatusDescription { get; }

    /// <summary>The name of the transit status at the last run; null for a new parcel.</summary>
    public string? PreviousTransitStatus { get; }

    /// <summary>The transit status at the last run, as the service sent it.</summary>
    public string? PreviousTransitStatusText { get; }

    /// <summary>The sub-status at the last run, as the service sent it.</summary>
    public string? PreviousTransitSubStatus { get; }

    /// <summary>The number of events that no earlier run has read.</summary>
    public int NewEventCount { get; }

    /// <summary>The time of the last event in UTC; null if it is unknown.</summary>
    public string? LastEventUtcTime { get; }

    /// <summary>The location of the last event.</summary>
    public string? LastEventLocation { get; }

    /// <summary>The carrier's description of the last event.</summary>
    public string? LastEventDescription { get; }

    /// <summary>The time of the run that found the change, in UTC.</summary>
    public string DetectedUtcTime { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
