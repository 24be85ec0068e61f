namespace Track123.Benchmarks.Figures;

/// <summary>A figure, and what it is compared with.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Unit">In what.</param>
/// <param name="Measured">How much, run by run.</param>
internal sealed record Figure(string Name, string Unit, Samples Measured)
{
    /// <summary>What it is compared with, measured in the same runs; null for nothing.</summary>
    public Samples? Floor { get; init; }

    /// <summary>
    /// What the median is to come to: the ratio to the floor, or the figure itself where there is no floor. Null for
    /// no goal.
    /// </summary>
    public double? Goal { get; init; }

    /// <summary>True if the goal is a least, not a most.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>The figure to its floor; null without a floor.</summary>
    public Samples? Ratio => this.Floor is null ? null : this.Measured.Over(this.Floor);

    /// <summary>Whether the goal is met; null without a goal.</summary>
    public bool? IsMet
    {
        get
        {
            var median = (this.Ratio ?? this.Measured).Median;
            return this.Goal is { } goal ? this.IsAtLeast ? median >= goal : median <= goal : null;
        }
    }
}
