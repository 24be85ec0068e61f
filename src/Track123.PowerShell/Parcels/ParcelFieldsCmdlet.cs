namespace Track123.Commands;

/// <summary>Base of the cmdlets that fill the fields of a parcel. The aliases are usual names of columns.</summary>
public abstract class ParcelFieldsCmdlet : ParcelCmdlet
{
    private readonly HashSet<string> onCommandLine = new(StringComparer.OrdinalIgnoreCase);

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

    /// <summary>The recipient's postal code, which some carriers need.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Postal Code",
        "Postal_Code",
        "Post Code",
        "Postcode",
        "Zip Code",
        "ZipCode",
        "Zip_Code",
        "Zip",
        "Shipping Zip")]
    public string? PostalCode { get; set; }

    /// <summary>The last four digits of the sender's or recipient's phone number, which some carriers need.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Phone Suffix", "Phone_Suffix")]
    public string? PhoneSuffix { get; set; }

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

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.onCommandLine.UnionWith(this.MyInvocation.BoundParameters.Keys);
    }

    /// <summary>True if a parameter has a value from the command line, whatever the record at hand may give.</summary>
    private protected bool IsOnCommandLine(string parameter) => this.onCommandLine.Contains(parameter);

    /// <summary>What the present record, or the command line, gives for a field.</summary>
    private protected string? Value(string parameter) => parameter switch
    {
        nameof(this.CarrierCode) => this.CarrierCode,
        nameof(this.OrderNumber) => this.OrderNumber,
        nameof(this.Country) => this.Country,
        nameof(this.ShipTime) => this.ShipTime,
        nameof(this.CustomerEmail) => this.CustomerEmail,
        nameof(this.PostalCode) => this.PostalCode,
        nameof(this.PhoneSuffix) => this.PhoneSuffix,
        nameof(this.Remark) => this.Remark,
        nameof(this.Custom1) => this.Custom1,
        nameof(this.Custom2) => this.Custom2,
        _ => null,
    };
}
