namespace Track123;

/// <summary>One row to register: a tracking number and what is known about the parcel. Texts are taken as people have them.</summary>
public class ParcelRegistration
{
    /// <summary>Position of the row in its input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>Line of the file the row begins on, from 1; null if it comes from no file.</summary>
    public long? Line { get; init; }

    /// <summary>The tracking number (<c>trackNo</c>).</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code (<c>courierCode</c>), such as <c>china-post</c>; blank lets the service detect it.</summary>
    public string? CarrierCode { get; init; }

    /// <summary>Your own order number (<c>orderNo</c>).</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Destination, ISO 3166-1 alpha-2 (<c>country</c>).</summary>
    public string? Country { get; init; }

    /// <summary>When the parcel was shipped (<c>shipTime</c>), in any usual form; sent as <c>yyyy-MM-dd HH:mm:ss</c>.</summary>
    public string? ShipTime { get; init; }

    /// <summary>The recipient's e-mail address (<c>customerEmail</c>).</summary>
    public string? CustomerEmail { get; init; }

    /// <summary>The recipient's postal code (<c>postalCode</c>), which some carriers need.</summary>
    public string? PostalCode { get; init; }

    /// <summary>Last four digits of a phone number (<c>extendFieldMap.phoneSuffix</c>), which some carriers need.</summary>
    public string? PhoneSuffix { get; init; }

    /// <summary>A remark (<c>remark</c>).</summary>
    public string? Remark { get; init; }

    /// <summary>Free field 1 (<c>custom1</c>).</summary>
    public string? Custom1 { get; init; }

    /// <summary>Free field 2 (<c>custom2</c>).</summary>
    public string? Custom2 { get; init; }
}
