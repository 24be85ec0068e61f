namespace Track123;

/// <summary>A number asked for that gave no record.</summary>
public sealed class MissingTracking
{
    /// <summary>The number, as asked for.</summary>
    public string TrackingNumber { get; init; } = "";

    /// <summary>Why, as an exception ready to report.</summary>
    public Track123Exception Error { get; init; } = null!;
}
