using Track123.Batches;
using Track123.Cargo;

namespace Track123;

/// <summary>The type of an ocean tracking number (<c>type</c>).</summary>
public enum OceanNumberType
{
    /// <summary>No value, or one that this version does not know.</summary>
    Unknown,

    /// <summary>1: a booking number.</summary>
    Booking = 1,

    /// <summary>2: a bill of lading.</summary>
    BillOfLading = 2,

    /// <summary>3: a container number.</summary>
    Container = 3,
}

/// <summary>The outcome of registering an ocean shipment.</summary>
public sealed class OceanRegistrationResult : RowOutcome
{
    private readonly CargoRow row;

    internal OceanRegistrationResult(CargoRow row, string number, RowResult result)
        : base(result) => (this.row, this.TrackingNumber) = (row, number);

    /// <summary>The status of the row.</summary>
    public RegistrationStatus Status => this.Result.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <inheritdoc />
    public override string TrackingNumber { get; }

    /// <summary>
    /// The order number that the service created; null if it sent none. It is required to read, retrack, change or
    /// delete the shipment.
    /// </summary>
    public string? OrderNumber => this.Result.OrderNumber;

    /// <summary>The ocean carrier's code, as in the input.</summary>
    public string? CarrierCode => this.row.CarrierCode;

    /// <summary>The type of the number.</summary>
    public OceanNumberType NumberType => this.row.NumberType;

    /// <summary>The customer's e-mail address.</summary>
    public string? CustomerEmail => this.row.CustomerEmail;

    /// <summary>
    /// The row as you passed it, with its own columns: the piped object or the tracking number. If a result is
    /// registered again, the row of that result.
    /// </summary>
    public object? InputObject => this.row.InputObject.Value;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}

/// <summary>
/// The outcome of retracking an ocean shipment. It has the fields that identify the shipment, so that it can be piped
/// to other cmdlets.
/// </summary>
public sealed class OceanRetrackResult : RetrackResult
{
    internal OceanRetrackResult(CargoRow row, string number, RowResult result)
        : base(row.Row, number, carrierCode: null, result) =>
        (this.OrderNumber, this.NumberType) = (row.OrderNumber, row.NumberType);

    /// <summary>The order number of the shipment, as in the input.</summary>
    public string? OrderNumber { get; }

    /// <summary>The type of the number.</summary>
    public OceanNumberType NumberType { get; }
}
