namespace Track123.InMemory;

/// <summary>Where on its way a parcel is when something happens to it.</summary>
internal enum Spot
{
    Sender,
    OriginHub,
    OriginGateway,
    Gateway,
    Hub,
    Recipient,
}

/// <summary>One event of a plan.</summary>
/// <param name="At">When, as a share of the whole journey: 0 is its start, 1 its planned end.</param>
/// <param name="SubStatus">The service's sub-status; the status is the part before the last underscore.</param>
/// <param name="Text">What the carrier writes.</param>
/// <param name="Spot">Where.</param>
internal sealed record Step(double At, string SubStatus, string Text, Spot Spot)
{
    /// <summary>Left out when the parcel stays in its country.</summary>
    public bool AbroadOnly { get; init; }

    /// <summary>Told by the carrier of the last mile.</summary>
    public bool LastMile { get; init; }

    /// <summary>The status this event brings.</summary>
    public string Status { get; } = SubStatus.Substring(0, SubStatus.Length - 3);
}
