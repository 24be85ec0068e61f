namespace Track123.Benchmarks.Figures;

/// <summary>A measured figure and its comparison.</summary>
/// <param name="Name">The name of the figure.</param>
/// <param name="Unit">The unit.</param>
/// <param name="Measured">The values of all runs.</param>
internal sealed record Figure(string Name, string Unit, Samples Measured)
{
    /// <summary>The values to compare with, measured in the same runs; null for none.</summary>
    public Samples? Floor { get; init; }

    /// <summary>
    /// The goal of the median: of the ratio to the floor, or of the figure itself if there is no floor. Null for
    /// no goal.
    /// </summary>
    public double? Goal { get; init; }

    /// <summary>True if the goal is a minimum, not a maximum.</summary>
    public bool IsAtLeast { get; init; }

    /// <summary>The ratio of the figure to its floor; null without a floor.</summary>
    public Samples? Ratio => this.Floor is null ? null : this.Measured.Over(this.Floor);

    /// <summary>True if the goal is met; null without a goal.</summary>
    public bool? IsMet
    {
        get
        {
            var median = (this.Ratio ?? this.Measured).Median;
            return this.Goal is { } goal ? this.IsAtLeast ? median >= goal : median <= goal : null;
        }
    }
}
