namespace Track123.InMemory.Shipments;

/// <summary>One event of a plan.</summary>
/// <param name="At">The time as a share of the whole journey: 0 is its start, 1 its planned end.</param>
/// <param name="Code">The service's code for the event; for a parcel, the sub-status.</param>
/// <param name="Text">The carrier's description of the event.</param>
/// <param name="Place">The index of the place on the route.</param>
/// <param name="Leg">The index of the voyage or flight; null on land and for parcels.</param>
internal sealed record Step(double At, string Code, string Text, int Place, int? Leg = null)
{
    /// <summary>True if a parcel that stays in its country skips the step.</summary>
    public bool AbroadOnly { get; init; }

    /// <summary>True if the last-mile carrier reports the event.</summary>
    public bool LastMile { get; init; }
}

/// <summary>The events of one kind of journey, in order of time.</summary>
/// <param name="Steps">The events; empty if the carrier never has any information.</param>
internal sealed record Plan(params Step[] Steps)
{
    /// <summary>The plan of a shipment about which the carrier never has any information.</summary>
    public static Plan NoRecord { get; } = new();

    /// <summary>Like <see cref="NoRecord"/>, but the service stops its lookups after 30 days.</summary>
    public static Plan Expired { get; } = new() { Expires = true };

    /// <summary>True if the service stops its lookups after 30 days without an event.</summary>
    public bool Expires { get; init; }

    /// <summary>True if all events happened before the registration.</summary>
    public bool IsPast { get; init; }

    /// <summary>
    /// True if the journey ends with the delivery: for ocean cargo, with the return of the empty container.
    /// </summary>
    public bool Delivers { get; } = Steps.LastOrDefault()?.Code is { } last
        && (last == "STRP" || last.StartsWith("DELIVERED", StringComparison.Ordinal));
}
