using System.Reflection;
using Track123.Json;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that set the fields of a parcel. The aliases are common column names.</summary>
public abstract class ParcelFieldsCmdlet : ExtraFieldsCmdlet
{
    private static readonly Dictionary<string, PropertyInfo> Parameters =
        ParcelRow.Fields.ToDictionary(
            f => f.Name, f => typeof(ParcelFieldsCmdlet).GetProperty(f.Name), StringComparer.Ordinal);

    private static readonly string[] ExportedColumns = ["TransitStatusText", "RetrievedTime"];

    private long ambiguousDates;
    private string ambiguousDate = "";

    private protected ParcelFieldsCmdlet()
    {
    }

    /// <summary>
    /// The .NET formats of ship dates that are text, such as dd/MM/yyyy. By default, the common notations are read.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? DateFormat { get; set; }

    /// <summary>The recipient's e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Customer Email", "Customer E-mail", "Customer_Email", "Email Address", "EmailAddress", "Email", "E-mail")]
    public string? CustomerEmail { get; set; }

    /// <summary>A remark of your own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Remarks", "Note", "Notes", "Comment")]
    public string? Remark { get; set; }

    /// <summary>The first custom field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 1", "Custom_1")]
    public string? Custom1 { get; set; }

    /// <summary>The second custom field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 2", "Custom_2")]
    public string? Custom2 { get; set; }

    /// <summary>Your order number. Get-Track123Tracking -OrderNumber can search for it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Order Number",
        "Order #",
        "Order No",
        "Order No.",
        "OrderNo",
        "Order_Number",
        "Order_No",
        "Order ID",
        "OrderId",
        "Order_ID",
        "Order")]
    public string? OrderNumber { get; set; }

    /// <summary>The destination country: its code, such as DE or DEU (ISO 3166-1), or its English name.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Country Code",
        "CountryCode",
        "Country_Code",
        "Destination Country",
        "DestinationCountry",
        "Ship To Country",
        "ShipToCountry",
        "ShipTo",
        "Shipping Country",
        "ShippingCountry")]
    [ArgumentCompleter(typeof(CountryCompleter))]
    public string? Country { get; set; }

    /// <summary>
    /// The date on which the parcel was shipped, optionally with the time: a date, or text such as 2026-03-31 or
    /// 2026-03-31 14:30:00.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Ship Time",
        "Ship_Time",
        "Ship Date",
        "ShipDate",
        "Ship_Date",
        "Shipping Date",
        "ShippingDate",
        "Shipped Date",
        "Shipped At",
        "ShippedAt")]
    [ShipTimeTransformation]
    public string? ShipTime { get; set; }

    /// <summary>Returns true if a table with these columns is an exported Tracking.</summary>
    internal static bool IsExportedTracking(IEnumerable<string> columns) =>
        !ExportedColumns.Except(columns, StringComparer.OrdinalIgnoreCase).Any();

    /// <summary>Returns the value of a field from the current record or the command line.</summary>
    internal string? GetField(string name) => (string?)Parameters[name].GetValue(this);

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (this.DateFormat?.Select(DateText.FindFormatError).FirstOrDefault(e => e is not null) is { } error)
        {
            this.Fail(Track123Error.InvalidRequest($"-DateFormat: {error}", this.DateFormat));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.ambiguousDates > 0)
        {
            var rows = this.ambiguousDates == 1 ? "1 row has" : $"{this.ambiguousDates} rows have";
            this.WriteWarning(
                $"{rows} a ship date that can be read in two ways. {this.ambiguousDate} was read as month/day/year. "
                + "If the day is first, specify -DateFormat, such as d/M/yyyy.");
        }

        base.EndProcessing();
    }

    /// <summary>Returns true if an object is a row of an exported Tracking.</summary>
    private protected static bool IsExportedTracking(PSObject? row) =>
        row?.BaseObject is PSCustomObject
        && Array.TrueForAll(ExportedColumns, name => row.Properties[name] is not null);

    /// <summary>
    /// Creates a row with the values of all fields. Its ship date has the format in which it is sent. If the ship date
    /// is invalid, the row has the text of the input.
    /// </summary>
    /// <param name="row">The number of the row, from 1.</param>
    /// <param name="line">The line of the file on which the row begins, from 1; null if it is not from a file.</param>
    /// <param name="number">The tracking number.</param>
    /// <param name="getField">Returns the value of a field.</param>
    /// <param name="isExportedFile">Whether the row is from a file of exported Tracking objects.</param>
    private protected (ParcelRow Row, string? Error) ReadRow(
        long row, long? line, string? number, Func<string, string?> getField, bool isExportedFile = false)
    {
        var check = this.GetNumberCheck();
        var item = new ParcelRow { Row = row, Line = line, TrackingNumber = number, NumberCheck = check };
        foreach (var field in ParcelRow.Fields)
        {
            field.SetValue(item, getField(field.Name));
        }

        var (shipTime, dateError) = this.ReadShipTime(item, isExportedFile);
        item = item with { ShipTime = shipTime };
        var (carrier, error) = this.ReadCarrier(item.CarrierCode);
        return (error is null ? item with { CarrierCode = carrier } : item, error ?? dateError);
    }

    private (string? ShipTime, string? Error) ReadShipTime(ParcelRow item, bool isExportedFile)
    {
        if (string.IsNullOrWhiteSpace(item.ShipTime))
        {
            return (item.ShipTime, null);
        }

        var reading = DateText.Read(item.ShipTime!, this.DateFormat, DateTime.UtcNow);
        if (reading.Time is not { } time)
        {
            return (item.ShipTime, reading.Error);
        }

        if (reading.IsAmbiguous && !this.IsOnCommandLine(nameof(this.ShipTime))
            && (isExportedFile || IsExportedTracking(this.InputObject)))
        {
            // Export-Csv writes dates in the format of the user's culture, which is often day/month/year.
            return (
                item.ShipTime,
                $"The ship date '{item.ShipTime}' of the exported tracking can be read in two ways. "
                    + "Specify -DateFormat, such as d/M/yyyy H:mm:ss.");
        }

        if (reading.IsAmbiguous && this.ambiguousDates++ == 0)
        {
            this.ambiguousDate = $"'{item.ShipTime}' (row {item.Row})";
        }

        return (ServiceTime.Write(time), null);
    }
}
