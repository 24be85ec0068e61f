namespace Track123;

/// <summary>What an ocean tracking number is: the service's <c>type</c>.</summary>
public enum OceanNumberType
{
    /// <summary>A value this version does not know, or none.</summary>
    Unknown,

    /// <summary>1: a booking number.</summary>
    Booking = 1,

    /// <summary>2: a bill of lading.</summary>
    BillOfLading = 2,

    /// <summary>3: a container number.</summary>
    Container = 3,
}

/// <summary>One ocean shipment to register.</summary>
public sealed class OceanRegistration
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The number (<c>trackingNo</c>).</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The ocean carrier's code (<c>carrierCode</c>), such as <c>matson</c>.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>What the number is (<c>type</c>).</summary>
    public OceanNumberType NumberType { get; init; }

    /// <summary>The customer's e-mail address (<c>customerEmail</c>).</summary>
    public string? CustomerEmail { get; init; }
}

/// <summary>A registered ocean shipment: order number, number and type tell it apart.</summary>
public sealed class OceanReference
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The order number that the service made when the shipment was registered (<c>orderNo</c>).</summary>
    public string? OrderNumber { get; init; }

    /// <summary>The number (<c>trackingNo</c>).</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>What the number is (<c>type</c>).</summary>
    public OceanNumberType NumberType { get; init; }

    /// <summary>The carrier it shall have, for a change of carrier; else null.</summary>
    public string? NewCarrierCode { get; init; }
}

/// <summary>The outcome of one ocean shipment registered.</summary>
public sealed class OceanRegistrationResult : RowOutcome
{
    private readonly OceanRegistration row;

    internal OceanRegistrationResult(OceanRegistration row, Verdict verdict)
        : base(verdict) => this.row = row;

    /// <summary>What became of the row.</summary>
    public RegistrationStatus Status => this.Verdict.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <inheritdoc />
    public override string TrackingNumber => this.row.TrackingNumber ?? "";

    /// <summary>The order number that the service made: needed to read, retrack, change or delete the shipment. Null if it named none.</summary>
    public string? OrderNumber => this.Verdict.OrderNumber;

    /// <summary>The ocean carrier's code, as given.</summary>
    public string? CarrierCode => this.row.CarrierCode;

    /// <summary>What the number is.</summary>
    public OceanNumberType NumberType => this.row.NumberType;

    /// <summary>The customer's e-mail address.</summary>
    public string? CustomerEmail => this.row.CustomerEmail;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}

/// <summary>The outcome of an ocean shipment's retrack. It carries what tells the shipment apart, so that it can be read by it.</summary>
public sealed class OceanRetrackResult : RetrackResult
{
    internal OceanRetrackResult(OceanReference row, Verdict verdict)
        : base(row.Row, row.TrackingNumber ?? "", carrierCode: null, verdict) => (this.OrderNumber, this.NumberType) = (row.OrderNumber, row.NumberType);

    /// <summary>The order number of the shipment, as given.</summary>
    public string? OrderNumber { get; }

    /// <summary>What the number is.</summary>
    public OceanNumberType NumberType { get; }
}
