using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Work;

/// <summary>The service's JSON as plain objects, for the floor.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<FloorItem>))]
[JsonSerializable(typeof(FloorQuery))]
[JsonSerializable(typeof(FloorEnvelope<FloorImport>))]
[JsonSerializable(typeof(FloorEnvelope<FloorAnswer>))]
internal sealed partial class FloorJson : JsonSerializerContext;

internal sealed class FloorEnvelope<T>
{
    public string? Code { get; set; }

    public T? Data { get; set; }

    public string? Msg { get; set; }

    public string? TraceId { get; set; }
}

internal sealed class FloorItem
{
    public string? TrackNo { get; set; }

    public string? CourierCode { get; set; }

    public string? OrderNo { get; set; }
}

internal sealed class FloorRejected
{
    public int? Index { get; set; }

    public string? TrackNo { get; set; }
}

internal sealed class FloorImport
{
    public List<FloorItem> Accepted { get; set; } = [];

    public List<FloorRejected> Rejected { get; set; } = [];
}

internal sealed class FloorQuery
{
    public string Cursor { get; set; } = "";

    public int QueryPageSize { get; set; } = 100;
}

internal sealed class FloorAnswer
{
    public FloorPage? Accepted { get; set; }

    public List<FloorRejected> Rejected { get; set; } = [];
}

internal sealed class FloorPage
{
    public List<FloorTracking> Content { get; set; } = [];

    public string? TotalElements { get; set; }

    public string? Cursor { get; set; }
}
