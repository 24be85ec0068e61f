using Track123.Http;

namespace Track123.Batches;

/// <summary>The result of a row that asked for records.</summary>
internal sealed record LookupRowResult<TRecord>(IReadOnlyList<TRecord> Records) : RowResult(RowResultKind.Done)
{
    public override RowResult WithoutRecords => new(RowResultKind.Done) { TraceId = this.TraceId };
}

/// <summary>The records that the account has for a number.</summary>
internal sealed class LookupOutcome<TRecord> : RowOutcome
{
    private readonly Endpoint endpoint;

    public LookupOutcome(IBatchItem row, Endpoint endpoint, RowResult result)
        : base(result) => (this.Row, this.TrackingNumber, this.endpoint) = (row.Row, row.Number ?? "", endpoint);

    /// <inheritdoc />
    public override long Row { get; }

    /// <summary>The tracking number or order number that was asked for.</summary>
    public override string TrackingNumber { get; }

    /// <summary>The records: several if several carriers have the number, none if the account does not have it.</summary>
    public IReadOnlyList<TRecord> Records => this.Result is LookupRowResult<TRecord> found ? found.Records : [];

    /// <summary>True if the number repeats an earlier one, which has the records.</summary>
    public bool IsDuplicate => this.Result.Kind == RowResultKind.AlreadyDone;

    /// <summary>Why there is no record, ready to report; null if there is one.</summary>
    public Track123Exception? Error => this.ErrorKind is { } kind
        ? new Track123Exception(kind, this.Reason) { Code = this.ErrorCode, TraceId = this.TraceId, Endpoint = this.endpoint.ToString() }
        : null;
}
