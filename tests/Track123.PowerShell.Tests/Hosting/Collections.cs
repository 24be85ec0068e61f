// Most of a test's time is waiting: for the rate limiter, a back-off, another process.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>
/// Tests that change what all sessions of this process share: environment variables, the cached lists of carriers, the
/// module's registration of types. They run alone, after all others.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SharedState
{
    public const string Name = "Shared state";
}
