namespace Track123.Benchmarks.Figures;

/// <summary>One quantity, measured several times.</summary>
internal sealed class Samples(IEnumerable<double> values)
{
    private readonly double[] inOrder = [.. values];

    public IReadOnlyList<double> Values => this.inOrder;

    public double Minimum => this.inOrder.Min();

    public double Maximum => this.inOrder.Max();

    public double Median
    {
        get
        {
            double[] sorted = [.. this.inOrder.Order()];
            var middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }

    /// <summary>Returns the ratio of each run to the floor of the same run.</summary>
    public Samples Over(Samples floor) =>
        new(this.inOrder.Zip(floor.inOrder, (measured, floorValue) => measured / floorValue));
}
