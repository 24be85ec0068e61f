using Track123.Json;
using Track123.Records;

namespace Track123;

/// <summary>
/// The outcome of registering a parcel, an ocean shipment or an air waybill, as one flat row for files and databases.
/// Times are ISO 8601 text; absent values are null.
/// </summary>
public sealed class RegistrationRecord
{
    internal RegistrationRecord(RegistrationResult result)
        : this(result, result.Status, result.CarrierCode, result.OrderNumber, result.CustomerEmail)
    {
        this.Line = result.Line;
        this.Country = RecordText.ToSingleLine(result.Country);
        this.ShipTime = ServiceTime.ReadLocal(result.ShipTime) is { } time
            ? RecordText.FormatLocal(time)
            : RecordText.ToSingleLine(result.ShipTime);
        this.PostalCode = RecordText.ToSingleLine(result.PostalCode);
        this.PhoneSuffix = RecordText.ToSingleLine(result.PhoneSuffix);
        this.Remark = RecordText.ToSingleLine(result.Remark);
        this.Custom1 = RecordText.ToSingleLine(result.Custom1);
        this.Custom2 = RecordText.ToSingleLine(result.Custom2);
    }

    internal RegistrationRecord(OceanRegistrationResult result)
        : this(result, result.Status, result.CarrierCode, result.OrderNumber, result.CustomerEmail) =>
        this.NumberType = RecordText.FormatNumberType(result.NumberType);

    internal RegistrationRecord(AirRegistrationResult result)
        : this(result, result.Status, result.CarrierCode, orderNumber: null, result.CustomerEmail)
    {
    }

    private RegistrationRecord(
        RowOutcome outcome, RegistrationStatus status, string? carrierCode, string? orderNumber, string? customerEmail)
    {
        this.Row = outcome.Row;
        this.TrackingNumber = RecordText.ToSingleLine(outcome.TrackingNumber) ?? "";
        this.CarrierCode = RecordText.ToSingleLine(carrierCode);
        this.OrderNumber = RecordText.ToSingleLine(orderNumber);
        this.Status = status.ToString();
        this.Reason = RecordText.ToSingleLine(outcome.Reason);
        this.ErrorKind = outcome.ErrorKind?.ToString();
        this.ErrorCode = RecordText.ToSingleLine(outcome.ErrorCode);
        this.TraceId = RecordText.ToSingleLine(outcome.TraceId);
        this.CustomerEmail = RecordText.ToSingleLine(customerEmail);
        this.Account = RecordText.ToSingleLine(outcome.Account);
    }

    /// <summary>The row's position in the input, from 1.</summary>
    public long Row { get; }

    /// <summary>The line of the file on which the row starts, from 1; null if the row is not from a file.</summary>
    public long? Line { get; }

    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; }

    /// <summary>The carrier's code.</summary>
    public string? CarrierCode { get; }

    /// <summary>For a parcel, your own order number; for an ocean shipment, the one that the service created.</summary>
    public string? OrderNumber { get; }

    /// <summary>
    /// The type of an ocean number: <c>Booking</c>, <c>BillOfLading</c> or <c>Container</c>; else null.
    /// </summary>
    public string? NumberType { get; }

    /// <summary>The name of the status, such as <c>Registered</c>.</summary>
    public string Status { get; }

    /// <summary>The reason for the status; null if the row succeeded.</summary>
    public string? Reason { get; }

    /// <summary>The name of the kind of error.</summary>
    public string? ErrorKind { get; }

    /// <summary>The service's error code, such as <c>A0400</c>.</summary>
    public string? ErrorCode { get; }

    /// <summary>The response's trace id, which the service's support asks for.</summary>
    public string? TraceId { get; }

    /// <summary>The destination country, as in the input.</summary>
    public string? Country { get; }

    /// <summary>The ship date; as in the input if it can't be read.</summary>
    public string? ShipTime { get; }

    /// <summary>The recipient's e-mail address.</summary>
    public string? CustomerEmail { get; }

    /// <summary>The recipient's postal code.</summary>
    public string? PostalCode { get; }

    /// <summary>The last four digits of a phone number.</summary>
    public string? PhoneSuffix { get; }

    /// <summary>A remark.</summary>
    public string? Remark { get; }

    /// <summary>The first custom field.</summary>
    public string? Custom1 { get; }

    /// <summary>The second custom field.</summary>
    public string? Custom2 { get; }

    /// <summary>The account: the name of the connection; null if the connection has no name.</summary>
    public string? Account { get; }
}
