using Track123.Batches;

namespace Track123;

/// <summary>The outcome of one input row.</summary>
public abstract class RowOutcome
{
    private protected RowOutcome(RowResult result) => this.Result = result;

    /// <summary>The reason for the status; empty if the row succeeded.</summary>
    public string Reason => this.Result.Reason;

    /// <summary>The kind of error; null if there is none.</summary>
    public Track123ErrorKind? ErrorKind => this.Result.ErrorKind;

    /// <summary>The service's error code, such as <c>A0400</c>; null if the service sent none.</summary>
    public string? ErrorCode => this.Result.ErrorCode;

    /// <summary>The response's trace id, which the service's support asks for; null if the service sent none.</summary>
    public string? TraceId => this.Result.TraceId;

    /// <summary>The row's position in the input, from 1.</summary>
    public abstract long Row { get; }

    /// <summary>The tracking number as it was sent. If the row is invalid, the number as in the input.</summary>
    public abstract string TrackingNumber { get; }

    /// <summary>
    /// The name of the connection that the row was sent with; null if the connection has no name. If the row was
    /// rejected because of its account, the account of the row.
    /// </summary>
    public string? Account { get; internal set; }

    internal RowResult Result { get; }
}
