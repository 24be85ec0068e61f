namespace Track123;

/// <summary>Which parcels to read. With nothing set: all of the account.</summary>
public sealed class TrackingQuery
{
    /// <summary>Tracking numbers, each with its carrier code or null. Any number of them: they go out 100 at a time.</summary>
    public IReadOnlyList<(string TrackingNumber, string? CarrierCode)> TrackingNumbers { get; init; } = [];

    /// <summary>Your own order numbers. Any number of them: they go out 100 at a time.</summary>
    public IReadOnlyList<string> OrderNumbers { get; init; } = [];

    /// <summary>Registered at or after this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Registered at or before this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Records a page, 1 to 100.</summary>
    public int PageSize { get; init; } = 100;
}

/// <summary>One answer of a walk.</summary>
public sealed class TrackingPage
{
    /// <summary>The records, in the order asked for where numbers were given.</summary>
    public IReadOnlyList<Tracking> Trackings { get; init; } = [];

    /// <summary>Numbers asked for that gave no record, each with the service's reason.</summary>
    public IReadOnlyList<MissingTracking> Missing { get; init; } = [];
}

/// <summary>A number asked for that gave no record.</summary>
public sealed class MissingTracking
{
    /// <summary>The number, as asked for.</summary>
    public string TrackingNumber { get; init; } = "";

    /// <summary>Why, as an exception ready to report.</summary>
    public Track123Exception Error { get; init; } = null!;
}

/// <summary>Reads parcels page by page. A page is asked for only when it is wanted.</summary>
public sealed class TrackingWalk
{
    /// <summary>Reads the next page; null at the end.</summary>
    public Task<TrackingPage?> NextAsync(CancellationToken cancellationToken) => throw null!;
}
