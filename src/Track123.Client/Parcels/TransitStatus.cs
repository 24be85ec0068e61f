namespace Track123;

/// <summary>Where a parcel stands: the service's <c>transitStatus</c>.</summary>
public enum TransitStatus
{
    /// <summary>A value this version does not know; its text is kept beside it.</summary>
    Unknown,

    /// <summary>Newly added, not looked up yet.</summary>
    Init,

    /// <summary>No tracking information yet.</summary>
    NoRecord,

    /// <summary>The carrier has the sender's order; pick-up to come.</summary>
    InfoReceived,

    /// <summary>On the way.</summary>
    InTransit,

    /// <summary>Out for delivery, or waiting at a pick-up point.</summary>
    WaitingDelivery,

    /// <summary>A delivery attempt failed.</summary>
    DeliveryFailed,

    /// <summary>Damaged, returned, held at customs and the like.</summary>
    Abnormal,

    /// <summary>Delivered.</summary>
    Delivered,

    /// <summary>No information for a long time since it was added.</summary>
    Expired,
}

/// <summary>State of the look-up at the carrier, not of the parcel: the service's <c>trackingStatus</c>.</summary>
public enum LookupStatus
{
    /// <summary>A value this version does not know, or none.</summary>
    Unknown,

    /// <summary>001: the look-up worked.</summary>
    Normal,

    /// <summary>002: the carrier has nothing.</summary>
    NoRecord,

    /// <summary>003: the carrier's site is failing.</summary>
    CarrierSiteUnstable,

    /// <summary>004: the carrier's site changed and could not be read.</summary>
    CarrierSiteChanged,

    /// <summary>005: an old result is shown, the carrier's site is failing.</summary>
    CachedCarrierSiteError,

    /// <summary>006: an old result is shown, processing failed.</summary>
    CachedProcessingError,
}

/// <summary>Reads and explains the service's status texts.</summary>
internal static class StatusText
{
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

    /// <summary>The documented meaning of a sub-status; null for none or one this version does not know.</summary>
    public static string? Explain(string? subStatus) => subStatus switch
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
        "DELIVERY_FAILED_02" => "no one at home",
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
