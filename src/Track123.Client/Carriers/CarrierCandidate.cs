namespace Track123;

/// <summary>A carrier that a number may be of: an item of <c>courier/detection</c>.</summary>
public sealed class CarrierCandidate
{
    /// <summary>The number it was guessed from.</summary>
    public string TrackingNumber { get; internal init; } = "";

    /// <summary>The carrier's code (<c>carrier</c>).</summary>
    public string CarrierCode { get; internal init; } = "";

    /// <summary>How sure the service is, on its own scale, which is not documented; null if it does not say.</summary>
    public double? Confidence { get; internal init; }

    /// <summary>True for the one that the service recommends.</summary>
    public bool IsRecommended { get; internal init; }

    /// <inheritdoc />
    public override string ToString() => this.CarrierCode;
}
