namespace Track123;

/// <summary>What became of a change or deletion.</summary>
public enum ChangeStatus
{
    /// <summary>The service did it.</summary>
    Done,

    /// <summary>There was nothing left to do: what was to be deleted was gone already.</summary>
    AlreadyDone,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>It was not, or not certainly, done: try it again.</summary>
    Failed,

    /// <summary>It was not asked for, because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The outcome of a change or deletion.</summary>
public sealed class ChangeResult : RowOutcome
{
    internal ChangeResult(long row, string trackingNumber, Verdict verdict)
        : base(verdict) => (this.Row, this.TrackingNumber) = (row, trackingNumber);

    /// <summary>What became of it.</summary>
    public ChangeStatus Status => (ChangeStatus)this.Verdict.Kind;

    /// <inheritdoc />
    public override long Row { get; }

    /// <inheritdoc />
    public override string TrackingNumber { get; }

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}

/// <summary>What became of a retrack.</summary>
public enum RetrackStatus
{
    /// <summary>The service looks the number up anew.</summary>
    Retracked,

    /// <summary>The last look-up is less than six hours old, so there was no new one.</summary>
    NotDue,

    /// <summary>The request is wrong for this number.</summary>
    Rejected,

    /// <summary>It was not, or not certainly, done: try it again.</summary>
    Failed,

    /// <summary>It was not asked for, because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The outcome of a retrack.</summary>
public class RetrackResult : RowOutcome
{
    internal RetrackResult(long row, string trackingNumber, string? carrierCode, Verdict verdict)
        : base(verdict) => (this.Row, this.TrackingNumber, this.CarrierCode) = (row, trackingNumber, carrierCode);

    /// <summary>What became of it.</summary>
    public RetrackStatus Status => this.Verdict switch
    {
        { Kind: VerdictKind.Done, Flag: false } or { Kind: VerdictKind.AlreadyDone } => RetrackStatus.NotDue,
        { Kind: VerdictKind.Done } => RetrackStatus.Retracked,
        { Kind: VerdictKind.Rejected } => RetrackStatus.Rejected,
        { Kind: VerdictKind.Skipped } => RetrackStatus.Skipped,
        _ => RetrackStatus.Failed,
    };

    /// <inheritdoc />
    public sealed override long Row { get; }

    /// <inheritdoc />
    public sealed override string TrackingNumber { get; }

    /// <summary>The carrier's code, as given.</summary>
    public string? CarrierCode { get; }

    /// <summary>When the service last looked it up, on its own clock, whose zone is not documented; null if it does not say.</summary>
    public DateTime? LastRetrackTime => Json.ServiceTime.ReadLocal(this.Verdict.Text);

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}
