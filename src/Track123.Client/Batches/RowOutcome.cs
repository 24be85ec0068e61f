using Track123.Batches;

namespace Track123;

/// <summary>The outcome of one input row.</summary>
public abstract class RowOutcome
{
    private protected RowOutcome(RowResult result) => this.Result = result;

    /// <summary>The reason in words; empty if the row went through as asked.</summary>
    public string Reason => this.Result.Reason;

    /// <summary>The kind of error; null if there was none.</summary>
    public Track123ErrorKind? ErrorKind => this.Result.ErrorKind;

    /// <summary>The service's error code, such as <c>A0400</c>; null if it sent none.</summary>
    public string? ErrorCode => this.Result.ErrorCode;

    /// <summary>The service's trace id of the response; null if it sent none.</summary>
    public string? TraceId => this.Result.TraceId;

    /// <summary>Position of the row in the input, from 1.</summary>
    public abstract long Row { get; }

    /// <summary>The tracking number.</summary>
    public abstract string TrackingNumber { get; }

    internal RowResult Result { get; }
}
