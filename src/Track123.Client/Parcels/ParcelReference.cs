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

/// <summary>
/// A registered parcel and what to change about it: number and present carrier tell which it is, and what else is null stays as it is.
/// </summary>
public sealed class ParcelEdit : ParcelRegistration
{
    /// <summary>The carrier it shall have (<c>newCourierCode</c> of <c>track/update-courier</c>).</summary>
    public string? NewCarrierCode { get; init; }
}
