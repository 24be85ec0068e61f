using System.Runtime.InteropServices;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Scenarios;

namespace Track123.Benchmarks;

/// <summary>Runs scenarios one after the other and prints what each came to.</summary>
internal static class Benchmark
{
    private static readonly IScenario[] All =
    [
        new RegisterLimited(), new RegisterRunspaces(), new RegisterProcesses(), new RegisterFree(),
        new RegisterMemory(), new Query(), new First(), new Import(), new Scenarios.Webhooks(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(s => s.Name)];

    /// <returns>0; 1 if a scenario could not be carried out. A goal missed is a figure, not a failure.</returns>
    public static async Task<int> RunAsync(Settings settings)
    {
        Console.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, "
            + $"{Environment.ProcessorCount} processors, {Places.Configuration}");
        if (Places.Configuration != "Release")
            Console.WriteLine("Not built for Release: these figures say nothing.");

        var code = 0;
        foreach (var scenario in All.Where(s => settings.Names.Contains(s.Name, StringComparer.Ordinal)))
        {
            Console.WriteLine();
            Console.WriteLine($"{scenario.Name}: {scenario.Title}");
            try
            {
                Table.Write(Console.Out, await scenario.RunAsync(settings));
            }
            catch (Exception error) when (error is InvalidOperationException or TimeoutException or IOException
                or HttpRequestException or Track123Exception)
            {
                Console.WriteLine($"Not measured: {error.Message}");
                code = 1;
            }
        }

        return code;
    }
}
