namespace Track123;

/// <summary>One air waybill to register.</summary>
public sealed class AirRegistration
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The air waybill number (<c>trackingNo</c>), with or without hyphen or space.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The airline's code (<c>carrierCode</c>), such as <c>cathay-pacific</c>.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The customer's e-mail address (<c>customerEmail</c>) [guess].</summary>
    public string? CustomerEmail { get; init; }
}

/// <summary>A registered air waybill.</summary>
public sealed class AirReference
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The air waybill number (<c>trackingNo</c>), with or without hyphen or space.</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The airline's code (<c>carrierCode</c>).</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The airline it shall have, for a change of carrier; else null.</summary>
    public string? NewCarrierCode { get; init; }
}

/// <summary>The outcome of one air waybill registered.</summary>
public sealed class AirRegistrationResult : RowOutcome
{
    private readonly AirRegistration row;

    internal AirRegistrationResult(AirRegistration row, Verdict verdict)
        : base(verdict) => this.row = row;

    /// <summary>What became of the row.</summary>
    public RegistrationStatus Status => this.Verdict.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <inheritdoc />
    public override string TrackingNumber => AirWaybill.Read(this.row.TrackingNumber).Number ?? this.row.TrackingNumber ?? "";

    /// <summary>The airline's code, as given.</summary>
    public string? CarrierCode => this.row.CarrierCode;

    /// <summary>The customer's e-mail address.</summary>
    public string? CustomerEmail => this.row.CustomerEmail;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}
