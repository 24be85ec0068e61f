using System.Globalization;

namespace Track123.Benchmarks.Figures;

/// <summary>Writes figures as a table.</summary>
internal static class Table
{
    private static readonly string[] Headers =
        ["figure", "unit", "runs", "min", "median", "max", "floor", "ratio", "ratio min-max", "goal", "met"];

    public static void Write(TextWriter output, IReadOnlyList<Figure> figures)
    {
        string[][] lines = [Headers, .. figures.Select(Line)];
        int[] widths = [.. Headers.Select((_, column) => lines.Max(line => line[column].Length))];
        foreach (var line in lines)
        {
            // Text is left-aligned, numbers are right-aligned.
            var cells = line.Select((cell, i) => i < 2 ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]));
            output.WriteLine($"  {string.Join("  ", cells).TrimEnd()}");
        }
    }

    private static string[] Line(Figure figure) =>
    [
        figure.Name,
        figure.Unit,
        figure.Measured.Values.Count.ToString(CultureInfo.InvariantCulture),
        Text(figure.Measured.Minimum),
        Text(figure.Measured.Median),
        Text(figure.Measured.Maximum),
        figure.Floor is { } floor ? Text(floor.Median) : "",
        figure.Ratio is { } ratio ? Precise(ratio.Median) : "",
        figure.Ratio is { } spread ? $"{Precise(spread.Minimum)}-{Precise(spread.Maximum)}" : "",
        figure.Goal is { } goal ? $"{(figure.IsAtLeast ? ">=" : "<=")} {goal.ToString(CultureInfo.InvariantCulture)}" : "",
        figure.IsMet switch { true => "yes", false => "NO", null => "" },
    ];

    private static string Text(double value) =>
        value.ToString(Math.Abs(value) < 100 ? "0.##" : "0", CultureInfo.InvariantCulture);

    private static string Precise(double value) => value.ToString("0.000", CultureInfo.InvariantCulture);
}
