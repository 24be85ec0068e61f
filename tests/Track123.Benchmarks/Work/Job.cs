using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Work;

/// <summary>The kinds of jobs.</summary>
internal enum JobKind
{
    /// <summary>Registers rows with the client.</summary>
    Register,

    /// <summary>Registers rows with only HttpClient and source-generated JSON.</summary>
    RegisterFloor,

    /// <summary>Reads parcels with the client.</summary>
    Query,

    /// <summary>Reads parcels with the client and merges the events of both legs.</summary>
    QueryEvents,

    /// <summary>Reads parcels with only HttpClient and source-generated JSON.</summary>
    QueryFloor,

    /// <summary>Reads parcels with the client and compares them with a state file.</summary>
    Changes,
}

/// <summary>The work that one benchmark process does.</summary>
/// <param name="Kind">The kind of job.</param>
/// <param name="Address">The address of the server.</param>
/// <param name="Key">The API key.</param>
/// <param name="Rows">The number of rows to register.</param>
internal sealed record Job(JobKind Kind, Uri Address, string Key, int Rows = 0)
{
    /// <summary>The number of the first row, so that several processes can share the rows.</summary>
    public int First { get; init; }

    /// <summary>The number of concurrent clients, each with a part of the rows.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>The state file of <see cref="JobKind.Changes"/>.</summary>
    public string? StatePath { get; init; }

    /// <summary>Whether the client uses its rate limiter.</summary>
    public bool UsesRateLimit { get; init; }

    /// <summary>The share of the rate limits that the client uses.</summary>
    public double RateShare { get; init; } = 1;
}

/// <summary>The result of a job.</summary>
/// <param name="Began">The start of the work, without the start of the process.</param>
/// <param name="Ended">The end of the work.</param>
/// <param name="CpuSeconds">The processor time of the process during the work, including JIT compilation.</param>
/// <param name="CompileSeconds">The part of it spent on JIT compilation.</param>
/// <param name="PeakBytes">The peak memory of the process.</param>
/// <param name="Items">The number of rows registered or parcels read.</param>
/// <param name="Failed">The number of rows with another result.</param>
/// <param name="Events">The number of events read.</param>
internal sealed record JobResult(
    DateTimeOffset Began,
    DateTimeOffset Ended,
    double CpuSeconds,
    double CompileSeconds,
    long PeakBytes,
    int Items,
    int Failed,
    long Events)
{
    [JsonIgnore]
    public double Seconds => (this.Ended - this.Began).TotalSeconds;
}

[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(JobResult))]
internal sealed partial class JobJson : JsonSerializerContext;
