using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>One item of <c>track/import</c> (contract 2.1). What is null is left out.</summary>
internal sealed class ImportItem
{
    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonPropertyName("orderNo")]
    public string? OrderNo { get; set; }

    [JsonPropertyName("country")]
    public string? Country { get; set; }

    [JsonPropertyName("shipTime")]
    public string? ShipTime { get; set; }

    [JsonPropertyName("customerEmail")]
    public string? CustomerEmail { get; set; }

    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("extendFieldMap")]
    public ExtendFields? ExtendFieldMap { get; set; }

    [JsonPropertyName("remark")]
    public string? Remark { get; set; }

    [JsonPropertyName("custom1")]
    public string? Custom1 { get; set; }

    [JsonPropertyName("custom2")]
    public string? Custom2 { get; set; }
}

/// <summary>Fields only some carriers need (contract 7.4).</summary>
internal sealed class ExtendFields
{
    [JsonPropertyName("phoneSuffix")]
    public string? PhoneSuffix { get; set; }
}

/// <summary>An accepted item, echoed.</summary>
internal sealed class AcceptedItem
{
    [JsonPropertyName("trackNo")]
    public string? TrackNo { get; set; }

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }
}

/// <summary>A rejected item (contract 1.3).</summary>
internal sealed class RejectedItem
{
    [JsonPropertyName("index")]
    public int? Index { get; set; }

    [JsonPropertyName("trackNo")]
    public string? TrackNo { get; set; }

    [JsonPropertyName("orderNo")]
    public string? OrderNo { get; set; }

    [JsonPropertyName("error")]
    public ItemError? Error { get; set; }
}

/// <summary>Why an item was rejected.</summary>
internal sealed class ItemError
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("msg")]
    public string? Message { get; set; }
}

/// <summary>Content of an answer that sorts items into accepted and rejected.</summary>
internal sealed class Sorted<T>
{
    [JsonPropertyName("accepted")]
    public Items<T> Accepted { get; set; } = new();

    [JsonPropertyName("rejected")]
    public Items<RejectedItem> Rejected { get; set; } = new();
}

/// <summary>Body of <c>track/query</c> (contract 2.2). What is null is left out.</summary>
internal sealed class QueryBody
{
    [JsonPropertyName("trackNoInfos")]
    public List<QueryNumber>? TrackNoInfos { get; set; }

    [JsonPropertyName("orderNos")]
    public List<string>? OrderNos { get; set; }

    [JsonPropertyName("createTimeStart")]
    public string? CreateTimeStart { get; set; }

    [JsonPropertyName("createTimeEnd")]
    public string? CreateTimeEnd { get; set; }

    [JsonPropertyName("cursor")]
    public string Cursor { get; set; } = "";

    [JsonPropertyName("queryPageSize")]
    public int QueryPageSize { get; set; }
}

/// <summary>A number to query.</summary>
internal sealed class QueryNumber
{
    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }
}
