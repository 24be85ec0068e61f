using System.Globalization;

namespace Track123.Benchmarks;

/// <summary>What the program was asked for.</summary>
/// <param name="Names">The scenarios to run.</param>
/// <param name="Runs">How often each is run; null for the scenario's own number.</param>
/// <param name="Rows">Rows or parcels of each run; null for the scenario's own number.</param>
/// <param name="IsQuick">Whether small sizes will do: to see that it works, not for figures.</param>
internal sealed record Settings(IReadOnlyList<string> Names, int? Runs, int? Rows, bool IsQuick)
{
    public static string Usage =>
        "Usage: Track123.Benchmarks all|SCENARIO... [--runs N] [--rows N] [--quick]\nScenarios: "
        + string.Join(", ", Benchmark.Names);

    /// <exception cref="FormatException">An argument is unknown or has no good value.</exception>
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
                    throw new FormatException($"There is no '{other}'.\n{Usage}");
            }
        }

        return settings;
    }

    public int RunsOr(int normal) => this.Runs ?? (this.IsQuick ? Math.Min(normal, 2) : normal);

    public int RowsOr(int normal, int quick) => this.Rows ?? (this.IsQuick ? quick : normal);

    private static int Number(string[] args, int index) =>
        index < args.Length && int.TryParse(args[index], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : throw new FormatException($"'{args[index - 1]}' needs a number above 0.\n{Usage}");
}
