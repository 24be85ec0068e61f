namespace Track123;

/// <summary>The property by which parcels are grouped to measure them.</summary>
public enum TrackingMeasureGroup
{
    /// <summary>The main carrier's name.</summary>
    Carrier,

    /// <summary>The countries of origin and destination, such as <c>CN&gt;DE</c>.</summary>
    Lane,

    /// <summary>The month of shipment; the month of registration if the time of shipment is unknown.</summary>
    Month,
}
