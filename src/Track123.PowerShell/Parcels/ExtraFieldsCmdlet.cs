namespace Track123.Commands;

/// <summary>The base class of cmdlets that accept the additional fields that some carriers require.</summary>
public abstract class ExtraFieldsCmdlet : ParcelCmdlet
{
    private protected ExtraFieldsCmdlet()
    {
    }

    /// <summary>The recipient's postal code, which some carriers require.</summary>
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

    /// <summary>
    /// The sender's or recipient's phone number, or its last four digits, which some carriers require. Only the last
    /// four digits are sent.
    /// </summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("Phone Suffix", "Phone_Suffix")]
    public string? PhoneSuffix { get; set; }
}
