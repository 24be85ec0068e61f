namespace Track123.Http;

/// <summary>
/// All endpoints of the service: method, path, version, batch size, rate and retry policy. The marks are the
/// contract's, and say how reliable each line is.
/// </summary>
internal static class Endpoints
{
    // Parcels. [doc] 2.1; that a repeated import is not charged again is a [guess].
    public static readonly Endpoint RegisterParcels = Post("tk/v2.1/track/import", 100);
    public static readonly Endpoint QueryParcels = Query("tk/v2.1/track/query", 100); // [doc] 2.2
    public static readonly Endpoint ChangeParcelCarrier = Post("tk/v2.1/track/update-courier"); // [client] 2.3
    public static readonly Endpoint RetrackParcel = Post("tk/v2.1/track/refresh"); // [doc] path, [client] body 2.4
    public static readonly Endpoint RetrackParcels =
        Post("tk/v2.1/track/refresh-batch", 100); // [client] 2.5; 100 is a [guess]
    public static readonly Endpoint EditParcel = Post("tk/v2.1/track/update"); // [client] 2.6
    public static readonly Endpoint EditParcels = Post("tk/v2.1/track/update-batch", 100); // [guess] 2.7
    public static readonly Endpoint DeleteParcel = Post("tk/v2.1/track/delete"); // [client] 2.8
    public static readonly Endpoint InstantTracking = // [doc] 2.9; each costs a credit
        new(HttpMethod.Post, "tk/v2.1/track/query-realtime", 1, 1, RetryPolicy.IfNotProcessed);

    // Carriers.
    public static readonly Endpoint ListParcelCarriers = Get("tk/v2.1/courier/list"); // [doc] 3.1
    public static readonly Endpoint DetectCarrier = Query("tk/v2.1/courier/detection"); // [doc] path, [client] body 3.2

    // Ocean cargo.
    public static readonly Endpoint ListOceanCarriers = Get("tk/v2.1/ocean/carrier/list"); // [doc] 4.1
    public static readonly Endpoint RegisterOcean = // [doc] 4.2; each costs 100 credits, and a repeat may be charged
        Post("tk/v2.1/ocean/track/import", 100, 3) with { RetryPolicy = RetryPolicy.IfNotProcessed };
    public static readonly Endpoint QueryOcean =
        Query("tk/v2.1/ocean/track/query", 100); // [client] 4.3; 100 is a [guess]
    public static readonly Endpoint ChangeOceanCarrier = Post("tk/v2.1/ocean/track/update-carrier", 100); // [guess] 4.4
    public static readonly Endpoint RetrackOcean = Post("tk/v2.1/ocean/track/refresh"); // [doc] 4.5
    public static readonly Endpoint DeleteOcean = Post("tk/v2.1/ocean/track/delete", 100); // [guess] 4.6

    // Air cargo: the path says "aviation".
    public static readonly Endpoint ListAirCarriers = Get("tk/v2.1/aviation/carrier/list"); // [client] 5.1
    public static readonly Endpoint RegisterAir = // [doc] 5.2; no rejection of a repeat is documented
        Post("tk/v2.1/aviation/track/import", 100, 3) with { RetryPolicy = RetryPolicy.IfNotProcessed };
    public static readonly Endpoint QueryAir = Query("tk/v2.1/aviation/track/query", 100); // [client] 5.3
    public static readonly Endpoint ChangeAirCarrier =
        Post("tk/v2.1/aviation/track/update-carrier", 100); // [guess] 5.4
    public static readonly Endpoint RetrackAir = Post("tk/v2.1/aviation/track/refresh"); // [client] 5.5
    public static readonly Endpoint DeleteAir = Post("tk/v2.1/aviation/track/delete", 100); // [guess] 5.6

    /// <summary>All endpoints, in the contract's order.</summary>
    public static IReadOnlyList<Endpoint> All { get; } =
    [
        RegisterParcels, QueryParcels, ChangeParcelCarrier, RetrackParcel, RetrackParcels, EditParcel, EditParcels,
        DeleteParcel, InstantTracking,
        ListParcelCarriers, DetectCarrier,
        ListOceanCarriers, RegisterOcean, QueryOcean, ChangeOceanCarrier, RetrackOcean, DeleteOcean,
        ListAirCarriers, RegisterAir, QueryAir, ChangeAirCarrier, RetrackAir, DeleteAir,
    ];

    private static Endpoint Get(string path) => new(HttpMethod.Get, path, IsReadOnly: true);

    private static Endpoint Query(string path, int items = 1) => Post(path, items) with { IsReadOnly = true };

    private static Endpoint Post(string path, int items = 1, double perSecond = 5) =>
        new(HttpMethod.Post, path, items, perSecond);
}
