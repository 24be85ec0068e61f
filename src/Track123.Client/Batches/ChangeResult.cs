using Track123.Batches;
using Track123.Json;
using Track123.Validation;

namespace Track123;

/// <summary>The status of a change or deletion.</summary>
public enum ChangeStatus
{
    /// <summary>The service carried out the request.</summary>
    Done,

    /// <summary>There was nothing to do: the number to delete was not registered.</summary>
    AlreadyDone,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>The request failed, or its outcome is unknown: try again.</summary>
    Failed,

    /// <summary>The request was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The status of a retrack (a requested refresh).</summary>
public enum RetrackStatus
{
    /// <summary>The service refreshes the number.</summary>
    Retracked,

    /// <summary>
    /// The last refresh was less than six hours ago, so the service did not refresh the number again.
    /// </summary>
    NotDue,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>The request failed, or its outcome is unknown: try again.</summary>
    Failed,

    /// <summary>The request was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
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

/// <summary>The outcome of a retrack (a requested refresh).</summary>
public class RetrackResult : RowOutcome
{
    internal RetrackResult(long row, string trackingNumber, string? carrierCode, RowResult result)
        : base(result) => (this.Row, this.TrackingNumber, this.CarrierCode) = (row, trackingNumber, carrierCode);

    /// <summary>The status.</summary>
    public RetrackStatus Status => this.Result switch
    {
        RetrackRowResult { Kind: RowResultKind.Done, IsCarriedOut: false } => RetrackStatus.NotDue,
        { Kind: RowResultKind.AlreadyDone } => RetrackStatus.NotDue,
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

    /// <summary>
    /// The time of the service's last refresh; null if the service sent none. Its time zone is not documented.
    /// </summary>
    public DateTime? LastRetrackTime => ServiceTime.ReadLocal((this.Result as RetrackRowResult)?.TimeText);

    /// <summary>
    /// The time from which the service refreshes the number again: six hours after <see cref="LastRetrackTime"/>, in
    /// the same time zone. Null if it is unknown.
    /// </summary>
    public DateTime? NextRetrackTime => this.LastRetrackTime is { } time && time < DateTime.MaxValue.AddDays(-1)
        ? time + RetrackRowResult.MinInterval
        : null;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}

/// <summary>
/// The result of a row of a retrack (a requested refresh). The response has a boolean and a time (contract 2.4).
/// </summary>
/// <param name="IsCarriedOut">
/// Whether the service refreshed the number; false if the last refresh is too recent; null if the response has no
/// boolean.
/// </param>
/// <param name="TimeText">The time of the last refresh, as the service sent it.</param>
internal sealed record RetrackRowResult(bool? IsCarriedOut, string? TimeText)
    : RowResult(RowResultKind.Done, IsCarriedOut == false ? DescribeWait(TimeText) : "")
{
    /// <summary>The minimum time between two refreshes of a number (contract 1.5).</summary>
    public static readonly TimeSpan MinInterval = TimeSpan.FromHours(6);

    private static string DescribeWait(string? time) => "A number can be refreshed once every six hours."
        + (InputText.TrimToNull(time) is { } last ? $" The service refreshed it at '{last}'." : "");
}
