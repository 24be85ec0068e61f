namespace Track123;

/// <summary>The kinds of differences between two runs of Get-Track123TrackingChange.</summary>
public enum TrackingChangeKind
{
    /// <summary>The parcel was not in the account at the last run.</summary>
    New,

    /// <summary>The transit status or the sub-status has changed.</summary>
    StatusChanged,

    /// <summary>The parcel has events that no earlier run has read.</summary>
    NewEvents,

    /// <summary>The carrier has changed, or was unknown before.</summary>
    CarrierChanged,

    /// <summary>The parcel is not delivered, and there has been no news for a number of days.</summary>
    Stalled,

    /// <summary>The parcel is no longer in the account.</summary>
    Gone,
}

/// <summary>
/// A difference between a parcel and its state at the last successful run. A parcel with several differences has one
/// object for each of them.
/// </summary>
public sealed class TrackingChange
{
    internal TrackingChange()
    {
    }

    /// <summary>The kind of difference.</summary>
    public TrackingChangeKind Kind { get; internal init; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; internal init; } = "";

    /// <summary>The main carrier's code; null if it is unknown.</summary>
    public string? CarrierCode { get; internal init; }

    /// <summary>The main carrier's code at the last run; null if it was unknown, and for a new parcel.</summary>
    public string? PreviousCarrierCode { get; internal init; }

    /// <summary>Your own order number.</summary>
    public string? OrderNumber { get; internal init; }

    /// <summary>The transit status; null for a parcel that is gone.</summary>
    public TransitStatus? TransitStatus =>
        this.Tracking is null ? null : StatusText.ReadTransitStatus(this.TransitStatusText);

    /// <summary>The transit status, as the service sent it.</summary>
    public string? TransitStatusText => this.Tracking?.TransitStatusText;

    /// <summary>The sub-status, as the service sent it.</summary>
    public string? TransitSubStatus => this.Tracking?.TransitSubStatus;

    /// <summary>
    /// The description of <see cref="TransitSubStatus"/>; null if there is no sub-status, or this version does not know
    /// it.
    /// </summary>
    public string? StatusDescription => this.Tracking?.StatusDescription;

    /// <summary>The transit status at the last run; null for a new parcel.</summary>
    public TransitStatus? PreviousTransitStatus { get; internal init; }

    /// <summary>The transit status at the last run, as the service sent it.</summary>
    public string? PreviousTransitStatusText { get; internal init; }

    /// <summary>The sub-status at the last run, as the service sent it.</summary>
    public string? PreviousTransitSubStatus { get; internal init; }

    /// <summary>
    /// The events that no earlier run has read, newest first. Each change of a parcel has the same list.
    /// </summary>
    public IReadOnlyList<TrackingEvent> NewEvents { get; internal init; } = new List<TrackingEvent>();

    /// <summary>The time of the last event; null if it is unknown.</summary>
    public DateTimeOffset? LastEventTime { get; internal init; }

    /// <summary>The time of the run that found the difference.</summary>
    public DateTimeOffset DetectedTime { get; internal init; }

    /// <summary>
    /// The name of the connection that the parcel was read with; null if the connection has no name.
    /// </summary>
    public string? Account { get; internal init; }

    /// <summary>The parcel; null if it is gone.</summary>
    public Tracking? Tracking { get; internal init; }

    /// <inheritdoc />
    public override string ToString() => $"{this.Kind} {this.TrackingNumber}";
}
