namespace Track123;

/// <summary>A registered parcel to retrack or delete: number and carrier tell it apart.</summary>
public sealed class ParcelReference
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The tracking number (<c>trackNo</c>).</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The carrier's code (<c>courierCode</c>).</summary>
    public string? CarrierCode { get; init; }
}

/// <summary>A registered parcel and what to change about it. What is null stays as it is.</summary>
public sealed class ParcelEdit
{
    /// <summary>Position in the input, from 1.</summary>
    public long Row { get; init; }

    /// <summary>The tracking number (<c>trackNo</c>).</summary>
    public string? TrackingNumber { get; init; }

    /// <summary>The present carrier's code (<c>courierCode</c>).</summary>
    public string? CarrierCode { get; init; }

    /// <summary>The carrier it shall have (<c>newCourierCode</c> of <c>track/update-courier</c>).</summary>
    public string? NewCarrierCode { get; init; }

    /// <summary>Your own order number (<c>orderNo</c>).</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Destination, ISO 3166-1 alpha-2 (<c>country</c>).</summary>
    public string? Country { get; init; }

    /// <summary>When it was shipped (<c>shipTime</c>), in any usual form.</summary>
    public string? ShipTime { get; init; }

    /// <summary>The recipient's e-mail address (<c>customerEmail</c>).</summary>
    public string? CustomerEmail { get; init; }

    /// <summary>The recipient's postal code (<c>postalCode</c>).</summary>
    public string? PostalCode { get; init; }

    /// <summary>Last four digits of a phone number (<c>extendFieldMap.phoneSuffix</c>).</summary>
    public string? PhoneSuffix { get; init; }

    /// <summary>A remark (<c>remark</c>).</summary>
    public string? Remark { get; init; }

    /// <summary>Free field 1 (<c>custom1</c>).</summary>
    public string? Custom1 { get; init; }

    /// <summary>Free field 2 (<c>custom2</c>).</summary>
    public string? Custom2 { get; init; }
}
