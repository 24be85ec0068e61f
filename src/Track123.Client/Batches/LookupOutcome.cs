using Track123.Http;

namespace Track123.Batches;

/// <summary>The result of a row whose records were found.</summary>
internal sealed record LookupRowResult<TRecord>(IReadOnlyList<TRecord> Records) : RowResult(RowResultKind.Done)
{
    public override RowResult WithoutRecords => new(RowResultKind.Done) { TraceId = this.TraceId };
}

/// <summary>The outcome of a lookup: the records that the account has for a number.</summary>
internal sealed class LookupOutcome<TRecord> : RowOutcome
{
    private readonly Endpoint endpoint;

    public LookupOutcome(IBatchItem row, Endpoint endpoint, RowResult result)
        : base(result) => (this.Row, this.TrackingNumber, this.endpoint) = (row.Row, row.Number ?? "", endpoint);

    /// <inheritdoc />
    public override long Row { get; }

    /// <summary>The requested tracking number or order number.</summary>
    public override string TrackingNumber { get; }

    /// <summary>
    /// The records: several if several carriers use the number, none if the number is not registered.
    /// </summary>
    public IReadOnlyList<TRecord> Records => this.Result is LookupRowResult<TRecord> found ? found.Records : [];

    /// <summary>True if the number repeats an earlier one. The earlier outcome has the records.</summary>
    public bool IsDuplicate => this.Result.Kind == RowResultKind.AlreadyDone;

    /// <summary>The error to report if there is no record; null if there is one.</summary>
    public Track123Exception? Error => this.Result.CallError ?? (this.ErrorKind is { } kind
        ? new Track123Exception(kind, this.Reason)
        {
            Code = this.ErrorCode,
            TraceId = this.TraceId,
            Endpoint = this.endpoint.ToString(),
        }
        : null);
}
