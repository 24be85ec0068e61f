using Track123.Benchmarks.Figures;

namespace Track123.Benchmarks.Scenarios;

/// <summary>A scenario to measure.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>A sentence that describes the measurement.</summary>
    string Title { get; }

    Task<IReadOnlyList<Figure>> RunAsync(Settings settings);
}
