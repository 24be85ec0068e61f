namespace Track123;

/// <summary>A carrier that a number may belong to: an item of <c>courier/detection</c>.</summary>
public sealed class CarrierCandidate
{
    /// <summary>The tracking number.</summary>
    public string TrackingNumber { get; internal init; } = "";

    /// <summary>The carrier's code (<c>carrier</c>).</summary>
    public string CarrierCode { get; internal init; } = "";

    /// <summary>The service's confidence, on a scale that is not documented; null if the service sends none.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>True if the service recommends this carrier.</summary>
    public bool IsRecommended { get; internal init; }

    /// <inheritdoc />
    public override string ToString() => this.CarrierCode;
}
