using System.Globalization;
using System.Reflection;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that fill the fields of a parcel. The aliases are usual names of columns.</summary>
public abstract class ParcelFieldsCmdlet : ExtraFieldsCmdlet
{
    private static readonly Dictionary<string, PropertyInfo> Parameters =
        ParcelRow.Fields.ToDictionary(f => f.Name, f => typeof(ParcelFieldsCmdlet).GetProperty(f.Name), StringComparer.Ordinal);

    private bool hasWarned;

    private protected ParcelFieldsCmdlet()
    {
    }

    /// <summary>Your own order number, by which the parcel can be found again.</summary>
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

    /// <summary>The destination, as a code of two letters (ISO 3166-1), such as DE.</summary>
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
    public string? Country { get; set; }

    /// <summary>When the parcel was shipped: a date, or text such as 2026-03-31 or 2026-03-31 14:30:00.</summary>
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

    /// <summary>The recipient's e-mail address.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Customer Email", "Customer E-mail", "Customer_Email", "Email Address", "EmailAddress", "Email", "E-mail")]
    public string? CustomerEmail { get; set; }

    /// <summary>A remark of your own.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Remarks", "Note", "Notes", "Comment")]
    public string? Remark { get; set; }

    /// <summary>A free field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 1", "Custom_1")]
    public string? Custom1 { get; set; }

    /// <summary>A second free field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 2", "Custom_2")]
    public string? Custom2 { get; set; }

    /// <summary>Returns the value that the current record, or the command line, has for a field.</summary>
    internal string? GetField(string name) => (string?)Parameters[name].GetValue(this);

    /// <summary>Makes a row with the values of all its fields.</summary>
    private protected (ParcelRow Row, string? Error) ReadRow(long row, long? line, string? number, Func<string, string?> getField)
    {
        var item = new ParcelRow { Row = row, Line = line, TrackingNumber = number };
        foreach (var field in ParcelRow.Fields)
        {
            field.SetValue(item, getField(field.Name));
        }

        this.WarnOfSlashes(item.ShipTime);
        var (carrier, error) = this.ReadCarrier(item.CarrierCode);
        return (error is null ? item with { CarrierCode = carrier } : item, error);
    }

    /// <summary>
    /// Warns, once, of a date with slashes that people whose culture writes the day first may mean otherwise: the module reads the month first.
    /// </summary>
    private void WarnOfSlashes(string? shipTime)
    {
        if (this.hasWarned || shipTime is null || shipTime.IndexOf('/') < 0)
        {
            return;
        }

        var parts = shipTime.Trim().Split('/', ' ');
        if (parts.Length < 3 || !IsMonth(parts[0], out var month) || !IsMonth(parts[1], out var day) || month == day
            || parts[2].Length != 4 || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
        {
            return;
        }

        var pattern = CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern;
        if (pattern.IndexOf('d') is var dayAt && (dayAt < 0 || dayAt > pattern.IndexOf('M')))
        {
            return;
        }

        this.hasWarned = true;
        this.WriteWarning(string.Format(
            CultureInfo.InvariantCulture,
            "The ship date '{1}/{2}/{0:d4}' is read month first, on every machine. Write dates as {0:d4}-{1:d2}-{2:d2}.",
            year,
            month,
            day));
    }

    private static bool IsMonth(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 12;
}
