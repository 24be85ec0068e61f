using Track123.Batches;
using Track123.Json;

namespace Track123;

/// <summary>The status of a change or deletion.</summary>
public enum ChangeStatus
{
    /// <summary>The service carried it out.</summary>
    Done,

    /// <summary>Nothing was left to do: what should be deleted was not registered any more.</summary>
    AlreadyDone,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>It was not done, or it is not certain: try again.</summary>
    Failed,

    /// <summary>It was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The outcome of a change or deletion.</summary>
public sealed class ChangeResult : RowOutcome
{
    internal ChangeResult(long row, string trackingNumber, RowResult result)
        : base(result) => (this.Row, this.TrackingNumber) = (row, trackingNumber);

    /// <summary>The status.</summary>
    public ChangeStatus Status => (ChangeStatus)this.Result.Kind;

    /// <inheritdoc />
    public override long Row { get; }

    /// <inheritdoc />
    public override string TrackingNumber { get; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}

/// <summary>The result of a row that was retracked: the response has a boolean and a time (contract 2.4).</summary>
/// <param name="IsCarriedOut">False if the last refresh is too recent; null if the service does not say.</param>
/// <param name="TimeText">When the service last refreshed it, as sent.</param>
internal sealed record RetrackRowResult(bool? IsCarriedOut, string? TimeText) : RowResult(RowResultKind.Done);

/// <summary>The status of a retrack.</summary>
public enum RetrackStatus
{
    /// <summary>The service refreshes the number.</summary>
    Retracked,

    /// <summary>The last refresh is less than six hours old, so there was no new one.</summary>
    NotDue,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>It was not done, or it is not certain: try again.</summary>
    Failed,

    /// <summary>It was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The outcome of a retrack.</summary>
public class RetrackResult : RowOutcome
{
    internal RetrackResult(long row, string trackingNumber, string? carrierCode, RowResult result)
        : base(result) => (this.Row, this.TrackingNumber, this.CarrierCode) = (row, trackingNumber, carrierCode);

    /// <summary>The status.</summary>
    public RetrackStatus Status => this.Result switch
    {
        RetrackRowResult { Kind: RowResultKind.Done, IsCarriedOut: false } or { Kind: RowResultKind.AlreadyDone } => RetrackStatus.NotDue,
        { Kind: RowResultKind.Done } => RetrackStatus.Retracked,
        { Kind: RowResultKind.Rejected } => RetrackStatus.Rejected,
        { Kind: RowResultKind.Skipped } => RetrackStatus.Skipped,
        _ => RetrackStatus.Failed,
    };

    /// <inheritdoc />
    public sealed override long Row { get; }

    /// <inheritdoc />
    public sealed override string TrackingNumber { get; }

    /// <summary>The carrier's code, as given.</summary>
    public string? CarrierCode { get; }

    /// <summary>When the service last refreshed it, by its own clock, whose zone is not documented; null if it does not say.</summary>
    public DateTime? LastRetrackTime => ServiceTime.ReadLocal((this.Result as RetrackRowResult)?.TimeText);

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}
