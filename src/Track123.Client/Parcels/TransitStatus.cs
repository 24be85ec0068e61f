namespace Track123;

/// <summary>The transit status of a parcel (<c>transitStatus</c>).</summary>
public enum TransitStatus
{
    /// <summary>A value that this version does not know. The property that ends in <c>Text</c> has the text.</summary>
    Unknown,

    /// <summary>Newly registered; not looked up yet.</summary>
    Init,

    /// <summary>No tracking information yet.</summary>
    NoRecord,

    /// <summary>The carrier has the sender's order and will pick up the parcel.</summary>
    InfoReceived,

    /// <summary>In transit.</summary>
    InTransit,

    /// <summary>Out for delivery, or ready at a pick-up point.</summary>
    WaitingDelivery,

    /// <summary>A delivery attempt failed.</summary>
    DeliveryFailed,

    /// <summary>An exception, such as damaged, returned or held by customs.</summary>
    Abnormal,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>No information for a long time since registration.</summary>
    Expired,
}

/// <summary>The status of the service's lookup at the carrier, not of the parcel (<c>trackingStatus</c>).</summary>
public enum LookupStatus
{
    /// <summary>No value, or one that this version does not know.</summary>
    Unknown,

    /// <summary>001: the lookup succeeded.</summary>
    Normal,

    /// <summary>002: the carrier has no information.</summary>
    NoRecord,

    /// <summary>003: the carrier's website is unstable.</summary>
    CarrierSiteUnstable,

    /// <summary>004: the carrier's website has changed and could not be read.</summary>
    CarrierSiteChanged,

    /// <summary>005: the result is from the cache, because the carrier's website failed.</summary>
    CachedCarrierSiteError,

    /// <summary>006: the result is from the cache, because processing failed.</summary>
    CachedProcessingError,
}

/// <summary>Reads and describes the service's status texts.</summary>
internal static class StatusText
{
    private static readonly char[] SubStatusSuffix = [.. "_0123456789"];

    public static TransitStatus ReadTransitStatus(string? text) => text switch
    {
        null or "" or "INIT" => TransitStatus.Init,
        "NO_RECORD" => TransitStatus.NoRecord,
        "INFO_RECEIVED" => TransitStatus.InfoReceived,
        "IN_TRANSIT" => TransitStatus.InTransit,
        "WAITING_DELIVERY" => TransitStatus.WaitingDelivery,
        "DELIVERY_FAILED" => TransitStatus.DeliveryFailed,
        "ABNORMAL" => TransitStatus.Abnormal,
        "DELIVERED" => TransitStatus.Delivered,
        "EXPIRED" => TransitStatus.Expired,
        _ => TransitStatus.Unknown,
    };

    /// <summary>
    /// Reads the status at the beginning of an event's sub-status, such as <c>IN_TRANSIT_03</c>; null if the text is
    /// empty.
    /// </summary>
    public static TransitStatus? ReadEventStatus(string? subStatus) =>
        string.IsNullOrEmpty(subStatus) ? null : ReadTransitStatus(subStatus!.TrimEnd(SubStatusSuffix));

    public static LookupStatus ReadLookupStatus(string? text) => text switch
    {
        "001" => LookupStatus.Normal,
        "002" => LookupStatus.NoRecord,
        "003" => LookupStatus.CarrierSiteUnstable,
        "004" => LookupStatus.CarrierSiteChanged,
        "005" => LookupStatus.CachedCarrierSiteError,
        "006" => LookupStatus.CachedProcessingError,
        _ => LookupStatus.Unknown,
    };

    /// <summary>Returns the documented description of a sub-status; null if the text is empty or unknown.</summary>
    public static string? Describe(string? subStatus) => subStatus switch
    {
        "INFO_RECEIVED_01" => "order received by the carrier, preparing pick-up",
        "IN_TRANSIT_01" => "on its way",
        "IN_TRANSIT_02" => "arrived at a sorting center",
        "IN_TRANSIT_03" => "customs cleared",
        "IN_TRANSIT_04" => "packed, about to go to the airport",
        "IN_TRANSIT_05" => "handed to the airline",
        "IN_TRANSIT_06" => "landed in the destination country",
        "IN_TRANSIT_07" => "at the local post office or outlet",
        "IN_TRANSIT_08" => "aircraft departed",
        "WAITING_DELIVERY_01" => "out for delivery",
        "WAITING_DELIVERY_02" => "ready at the collection point",
        "WAITING_DELIVERY_03" => "later delivery requested, or second attempt pending",
        "DELIVERED_01" => "delivered",
        "DELIVERED_02" => "picked up at the collection point",
        "DELIVERED_03" => "signed for by the customer",
        "DELIVERED_04" => "left with owner, doorman, family or neighbor",
        "DELIVERY_FAILED_01" => "address problem",
        "DELIVERY_FAILED_02" => "recipient not at home",
        "DELIVERY_FAILED_03" => "recipient not reachable",
        "DELIVERY_FAILED_04" => "delivery failed for another reason",
        "ABNORMAL_01" => "unclaimed",
        "ABNORMAL_02" => "held by customs",
        "ABNORMAL_03" => "damaged, lost or discarded",
        "ABNORMAL_04" => "order canceled",
        "ABNORMAL_05" => "refused by the recipient",
        "ABNORMAL_06" => "return received by the sender",
        "ABNORMAL_07" => "on its way back to the sender",
        "ABNORMAL_08" => "other problem",
        _ => null,
    };
}
