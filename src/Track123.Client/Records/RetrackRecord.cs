using Track123.Records;

namespace Track123;

/// <summary>
/// The outcome of a retrack as one flat row for files and databases. Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class RetrackRecord
{
    internal RetrackRecord(RetrackResult result)
    {
        var ocean = result as OceanRetrackResult;
        this.Row = result.Row;
        this.TrackingNumber = RecordText.ToSingleLine(result.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(result.CarrierCode);
        this.OrderNumber = RecordText.ToSingleLine(ocean?.OrderNumber);
        this.NumberType = RecordText.FormatNumberType(ocean?.NumberType);
        this.Status = result.Status.ToString();
        this.LastRetrackTime = RecordText.FormatLocal(result.LastRetrackTime);
        this.Reason = RecordText.ToSingleLine(result.Reason);
        this.ErrorKind = result.ErrorKind?.ToString();
        this.ErrorCode = RecordText.ToSingleLine(result.ErrorCode);
        this.TraceId = RecordText.ToSingleLine(result.TraceId);
        this.Account = RecordText.ToSingleLine(result.Account);
    }

    /// <summary>The row's position in the input, from 1.</summary>
    public long Row { get; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The carrier's code, as given.</summary>
    public string? CarrierCode { get; }

    /// <summary>The order number of an ocean shipment; else null.</summary>
    public string? OrderNumber { get; }

    /// <summary>
    /// The type of an ocean number: <c>Booking</c>, <c>BillOfLading</c> or <c>Container</c>; else null.
    /// </summary>
    public string? NumberType { get; }

    /// <summary>The name of the status, such as <c>Retracked</c>.</summary>
    public string Status { get; }

    /// <summary>The time of the service's last refresh. Its time zone is not documented.</summary>
    public string? LastRetrackTime { get; }

    /// <summary>The reason for the status; null if the row succeeded.</summary>
    public string? Reason { get; }

    /// <summary>The name of the kind of error.</summary>
    public string? ErrorKind { get; }

    /// <summary>The service's error code, such as <c>A0400</c>.</summary>
    public string? ErrorCode { get; }

    /// <summary>The response's trace id, which the service's support asks for.</summary>
    public string? TraceId { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
