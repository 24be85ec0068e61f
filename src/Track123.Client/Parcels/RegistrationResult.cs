using Track123.Batches;
using Track123.Parcels;

namespace Track123;

/// <summary>The status of a registration.</summary>
public enum RegistrationStatus
{
    /// <summary>This run registered the number.</summary>
    Registered,

    /// <summary>The number was already registered in this account. Nothing was charged.</summary>
    AlreadyRegistered,

    /// <summary>The row is invalid, by this module's validation or the service's: correct it.</summary>
    Rejected,

    /// <summary>The registration failed for a reason outside the row, or its outcome is unknown: try again.</summary>
    Failed,

    /// <summary>The row was not sent because of <c>-WhatIf</c> or a declined confirmation.</summary>
    Skipped,
}

/// <summary>
/// The outcome of registering a row. It has the row's own values, so that it can be piped to a new registration.
/// </summary>
public sealed class RegistrationResult : RowOutcome
{
    private readonly ParcelRow row;

    internal RegistrationResult(ParcelRow row, string number, RowResult result)
        : base(result) => (this.row, this.TrackingNumber) = (row, number);

    /// <summary>The status of the row.</summary>
    public RegistrationStatus Status => this.Result.ToRegistrationStatus();

    /// <inheritdoc />
    public override long Row => this.row.Row;

    /// <summary>The line of the file on which the row starts, from 1; null if the row is not from a file.</summary>
    public long? Line => this.row.Line;

    /// <inheritdoc />
    public override string TrackingNumber { get; }

    /// <summary>
    /// The carrier's code from the input, else the one that the service detected; null if there is neither.
    /// </summary>
    public string? CarrierCode =>
        string.IsNullOrWhiteSpace(this.row.CarrierCode) ? this.Result.CarrierCode : this.row.CarrierCode;

    /// <summary>Your own order number.</summary>
    public string? OrderNumber => this.row.OrderNumber;

    /// <summary>The destination country, as in the input.</summary>
    public string? Country => this.row.Country;

    /// <summary>The ship date as it is sent, or the text of the input if it can't be read.</summary>
    public string? ShipTime => this.row.ShipTime;

    /// <summary>The recipient's e-mail address.</summary>
    public string? CustomerEmail => this.row.CustomerEmail;

    /// <summary>The recipient's postal code.</summary>
    public string? PostalCode => this.row.PostalCode;

    /// <summary>The last four digits of a phone number.</summary>
    public string? PhoneSuffix => this.row.PhoneSuffix;

    /// <summary>A remark.</summary>
    public string? Remark => this.row.Remark;

    /// <summary>The first custom field.</summary>
    public string? Custom1 => this.row.Custom1;

    /// <summary>The second custom field.</summary>
    public string? Custom2 => this.row.Custom2;

    /// <summary>
    /// The row as you passed it, with its own columns: the piped object, an object with the columns of the file as
    /// text, or the tracking number. If a result is registered again, the row of that result.
    /// </summary>
    public object? InputObject => this.row.InputObject.Value;

    /// <summary>The row's fields.</summary>
    internal ParcelRow Source => this.row;

    /// <inheritdoc />
    public override string ToString() => $"{this.TrackingNumber}: {this.Status}";
}
