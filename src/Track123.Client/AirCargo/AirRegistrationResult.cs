using Track123.Batches;
using Track123.Cargo;

namespace Track123;

/// <summary>The outcome of registering an air waybill.</summary>
public sealed class AirRegistrationResult : RowOutcome
{
    private readonly CargoRow row;

    internal AirRegistrationResult(CargoRow row, string number, RowResult result)
        : base(result) => (this.row, this.TrackingNumber) = (row, number);

    /// <summary>The status of the row.</summary>
    public RegistrationStatus Status => this.Result.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <inheritdoc />
    public override string TrackingNumber { get; }

    /// <summary>The airline's code, as in the input.</summary>
    public string? CarrierCode => this.row.CarrierCode;

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
