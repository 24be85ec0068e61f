using Track123.Benchmarks.Figures;

namespace Track123.Benchmarks.Scenarios;

/// <summary>Something to measure.</summary>
internal interface IScenario
{
    string Name { get; }

    /// <summary>What is measured, in a sentence.</summary>
    string Title { get; }

    Task<IReadOnlyList<Figure>> RunAsync(Settings settings);
}
