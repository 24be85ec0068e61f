using System.Globalization;

namespace Track123.Benchmarks;

/// <summary>The parsed command line of the program.</summary>
/// <param name="Names">The scenarios to run.</param>
/// <param name="Runs">The number of runs; null for the default of each scenario.</param>
/// <param name="Rows">The number of rows or parcels per run; null for the default of each scenario.</param>
/// <param name="IsQuick">Whether to use small sizes, to test the program and not for real figures.</param>
internal sealed record Settings(IReadOnlyList<string> Names, int? Runs, int? Rows, bool IsQuick)
{
    public static string Usage =>
        "Usage: Track123.Benchmarks all|SCENARIO... [--runs N] [--rows N] [--quick]\nScenarios: "
        + string.Join(", ", Benchmark.Names);

    /// <exception cref="FormatException">An argument is unknown or its value is invalid.</exception>
    public static Settings Parse(string[] args)
    {
        var names = new List<string>();
        var settings = new Settings(names, Runs: null, Rows: null, IsQuick: false);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--runs":
                    settings = settings with { Runs = Number(args, ++i) };
                    break;
                case "--rows":
                    settings = settings with { Rows = Number(args, ++i) };
                    break;
                case "--quick":
                    settings = settings with { IsQuick = true };
                    break;
                case "all":
                    names.AddRange(Benchmark.Names);
                    break;
                case var name when Benchmark.Names.Contains(name, StringComparer.Ordinal):
                    names.Add(name);
                    break;
                case var other:
                    throw new FormatException($"Unknown scenario or option '{other}'.\n{Usage}");
            }
        }

        return settings;
    }

    public int RunsOr(int defaultValue) => this.Runs ?? (this.IsQuick ? Math.Min(defaultValue, 2) : defaultValue);

    public int RowsOr(int defaultValue, int quick) => this.Rows ?? (this.IsQuick ? quick : defaultValue);

    private static int Number(string[] args, int index) =>
        index < args.Length && int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : throw new FormatException($"'{args[index - 1]}' needs a number above 0.\n{Usage}");
}
