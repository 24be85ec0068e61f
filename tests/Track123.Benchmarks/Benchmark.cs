using System.Runtime.InteropServices;
using Track123.Benchmarks.Figures;
using Track123.Benchmarks.Processes;
using Track123.Benchmarks.Scenarios;

namespace Track123.Benchmarks;

/// <summary>Runs scenarios one after the other and prints their figures.</summary>
internal static class Benchmark
{
    private static readonly IScenario[] All =
    [
        new RegisterLimited(), new RegisterRunspaces(), new RegisterProcesses(), new RegisterMachines(),
        new RegisterFree(), new RegisterMemory(), new Query(), new Scenarios.Changes(), new FirstTracking(),
        new Import(), new Scenarios.Webhooks(),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. All.Select(s => s.Name)];

    /// <returns>0, or 1 if a scenario could not be run. A missed goal is not a failure.</returns>
    public static async Task<int> RunAsync(Settings settings)
    {
        Console.WriteLine(
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, "
            + $"{Environment.ProcessorCount} processors, {Places.Configuration}");
        if (Places.Configuration != "Release")
        {
            Console.WriteLine("This is not a Release build, so these figures are meaningless.");
        }

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
