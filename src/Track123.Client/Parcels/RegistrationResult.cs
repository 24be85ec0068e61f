using Track123.Batches;
using Track123.Parcels;

namespace Track123;

/// <summary>The status of a row.</summary>
public enum RegistrationStatus
{
    /// <summary>The service tracks this number now, because of this run.</summary>
    Registered,

    /// <summary>The account has this number already; nothing was charged.</summary>
    AlreadyRegistered,

    /// <summary>The row is wrong, by our check or the service's: correct it.</summary>
    Rejected,

    /// <summary>The row was not registered, or it is not certain, for a reason outside the row: try again.</summary>
    Failed,

    /// <summary>The row was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>The outcome of one row registered. It carries the row's own values, so that it can be registered again as it is.</summary>
public sealed class RegistrationResult : RowOutcome
{
    private readonly ParcelRow row;

    internal RegistrationResult(ParcelRow row, RowResult result)
        : base(result) => this.row = row;

    /// <summary>The row as it was given.</summary>
    internal ParcelRow Source => this.row;

    /// <summary>The status of the row.</summary>
    public RegistrationStatus Status => this.Result.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <summary>Line of the file the row begins on, from 1; null if it comes from no file.</summary>
    public long? Line => this.row.Line;

    /// <inheritdoc />
    public override string TrackingNumber => this.row.TrackingNumber ?? "";

    /// <summary>The carrier: as given, else as the service detected it, else null.</summary>
    public string? CarrierCode => string.IsNullOrWhiteSpace(this.row.CarrierCode) ? this.Result.CarrierCode : this.row.CarrierCode;

    /// <summary>Your own order number.</summary>
    public string? OrderNumber => this.row.OrderNumber;

    /// <summary>Destination country, as given.</summary>
    public string? Country => this.row.Country;

    /// <summary>Time of shipment, as given.</summary>
    public string? ShipTime => this.row.ShipTime;

    /// <summary>The recipient's e-mail address.</summary>
    public string? CustomerEmail => this.row.CustomerEmail;

    /// <summary>The recipient's postal code.</summary>
    public string? PostalCode => this.row.PostalCode;

    /// <summary>Last four digits of a phone number.</summary>
    public string? PhoneSuffix => this.row.PhoneSuffix;

    /// <summary>A remark.</summary>
    public string? Remark => this.row.Remark;

    /// <summary>Free field 1.</summary>
    public string? Custom1 => this.row.Custom1;

    /// <summary>Free field 2.</summary>
    public string? Custom2 => this.row.Custom2;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}
