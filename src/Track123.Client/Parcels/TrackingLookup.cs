namespace Track123;

/// <summary>What the account has for a number that was asked for.</summary>
public sealed class TrackingLookup : RowOutcome
{
    internal TrackingLookup(long row, string asked, Verdict verdict)
        : base(verdict) => (this.Row, this.TrackingNumber) = (row, asked);

    /// <inheritdoc />
    public override long Row { get; }

    /// <summary>The tracking number or order number that was asked for.</summary>
    public override string TrackingNumber { get; }

    /// <summary>The records: more than one where several carriers have the number, none where the account does not have it.</summary>
    public IReadOnlyList<Tracking> Trackings => this.Verdict.Records ?? [];

    /// <summary>True if the number repeats an earlier one, whose records were given there.</summary>
    public bool IsRepeat => this.Verdict.Kind == VerdictKind.AlreadyDone;

    /// <summary>Why there is no record, ready to report; null if there is one.</summary>
    public Track123Exception? Error => this.Verdict.ErrorKind is { } kind
        ? new Track123Exception(kind, this.Reason) { Code = this.ErrorCode, TraceId = this.TraceId, Endpoint = Endpoints.QueryParcels.ToString() }
        : null;
}

/// <summary>An order number to look up.</summary>
public sealed class OrderReference
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>Your own order number (<c>orderNo</c>).</summary>
    public string? OrderNumber { get; init; }
}
