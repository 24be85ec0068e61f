using System.Globalization;
using System.Reflection;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that set the fields of a parcel. The aliases are common column names.</summary>
public abstract class ParcelFieldsCmdlet : ExtraFieldsCmdlet
{
    private static readonly Dictionary<string, PropertyInfo> Parameters =
        ParcelRow.Fields.ToDictionary(
            f => f.Name, f => typeof(ParcelFieldsCmdlet).GetProperty(f.Name), StringComparer.Ordinal);

    private bool hasWarned;

    private protected ParcelFieldsCmdlet()
    {
    }

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

    /// <summary>The destination country, as a two-letter code (ISO 3166-1) such as DE.</summary>
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

    /// <summary>The time of shipping: a date, or text such as 2026-03-31 or 2026-03-31 14:30:00.</summary>
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

    /// <summary>The first custom field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 1", "Custom_1")]
    public string? Custom1 { get; set; }

    /// <summary>The second custom field.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Custom 2", "Custom_2")]
    public string? Custom2 { get; set; }

    /// <summary>Returns the value of a field from the current record or the command line.</summary>
    internal string? GetField(string name) => (string?)Parameters[name].GetValue(this);

    /// <summary>Creates a row with the values of all fields.</summary>
    private protected (ParcelRow Row, string? Error) ReadRow(
        long row, long? line, string? number, Func<string, string?> getField)
    {
        var check = this.GetNumberCheck();
        var item = new ParcelRow { Row = row, Line = line, TrackingNumber = number, NumberCheck = check };
        foreach (var field in ParcelRow.Fields)
        {
            field.SetValue(item, getField(field.Name));
        }

        this.WarnOfAmbiguousDate(item.ShipTime);
        var (carrier, error) = this.ReadCarrier(item.CarrierCode);
        return (error is null ? item with { CarrierCode = carrier } : item, error);
    }

    /// <summary>
    /// Warns once if a date with slashes is ambiguous. The module always reads the month first, while the user's
    /// culture may write the day first.
    /// </summary>
    private void WarnOfAmbiguousDate(string? shipTime)
    {
        if (this.hasWarned || shipTime is null || shipTime.IndexOf('/') < 0)
        {
            return;
        }

        var parts = shipTime.Trim().Split('/', ' ');
        if (parts.Length < 3 || !IsMonth(parts[0], out var month) || !IsMonth(parts[1], out var day) || month == day
            || parts[2].Length != 4
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
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
            "Ship date '{1}/{2}/{0:d4}' is read as month/day/year. To avoid ambiguity, write {0:d4}-{1:d2}-{2:d2}.",
            year,
            month,
            day));
    }

    private static bool IsMonth(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 12;
}
