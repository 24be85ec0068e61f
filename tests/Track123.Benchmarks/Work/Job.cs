using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Work;

/// <summary>What a process of this program can be asked to do.</summary>
internal enum JobKind
{
    /// <summary>Registers rows by the client.</summary>
    Register,

    /// <summary>Registers rows by HttpClient and source-generated JSON alone.</summary>
    RegisterFloor,

    /// <summary>Reads parcels by the client.</summary>
    Query,

    /// <summary>The same, and merges the events of both legs.</summary>
    QueryEvents,

    /// <summary>Reads parcels by HttpClient and source-generated JSON alone.</summary>
    QueryFloor,
}

/// <summary>A job for a process.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Address">Where the server is.</param>
/// <param name="Key">Its key.</param>
/// <param name="Rows">Rows to register.</param>
internal sealed record Job(JobKind Kind, Uri Address, string Key, int Rows = 0)
{
    /// <summary>Number of the first row, so that several processes can share the rows of one account.</summary>
    public int First { get; init; }

    /// <summary>Clients at work side by side, each with a part of the rows.</summary>
    public int Clients { get; init; } = 1;

    /// <summary>Whether the client keeps to the service's limits.</summary>
    public bool IsPaced { get; init; }
}

/// <summary>What a job came to.</summary>
/// <param name="Began">When the work began; the start of the process is not counted.</param>
/// <param name="Ended">When it ended.</param>
/// <param name="CpuSeconds">Processor time of the process meanwhile, compiling included.</param>
/// <param name="CompileSeconds">What of it went into compiling methods, which a short life pays for anew.</param>
/// <param name="PeakBytes">The most memory the process ever held.</param>
/// <param name="Items">Rows registered or parcels read.</param>
/// <param name="Failed">Rows that came to anything else.</param>
/// <param name="Events">Events read.</param>
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
