namespace Track123.InMemory;

/// <summary>One event of a cargo's way.</summary>
/// <param name="At">When, as a share of the whole way: 0 is its start, 1 its planned end.</param>
/// <param name="Code">The service's code for what happens.</param>
/// <param name="Text">What the carrier writes.</param>
/// <param name="Stop">Where: the place's number along the way.</param>
/// <param name="Leg">The number of the voyage or flight it belongs to; null on land.</param>
internal sealed record CargoStep(double At, string Code, string Text, int Stop, int? Leg = null);

/// <summary>The events of one kind of way, in order of time; none means the carrier has nothing.</summary>
/// <param name="Steps">The events.</param>
internal sealed record CargoPlan(CargoStep[] Steps)
{
    /// <summary>The carrier has nothing, and goes on having nothing.</summary>
    public static CargoPlan NoRecord { get; } = new([]);

    /// <summary>The carrier has nothing; after 30 days the service gives up asking.</summary>
    public static CargoPlan Expired { get; } = new([]) { Expires = true };

    /// <summary>Whether the service gives up asking after 30 days without an event.</summary>
    public bool Expires { get; init; }

    /// <summary>Whether all had happened before the number was registered.</summary>
    public bool IsPast { get; init; }

    /// <summary>Whether it ends with the consignee.</summary>
    public bool Delivers { get; init; }
}
