// Tests spend most of their time waiting: for the rate limiter, a back-off or another process.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>
/// Tests that change state of the process: environment variables, the cached carrier lists, the module's registration
/// of types. They run alone, after all others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedState
{
    public const string Name = "Shared state";
}
