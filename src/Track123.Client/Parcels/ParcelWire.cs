using System.Text.Json.Serialization;

namespace Track123;

/// <summary>One item of <c>track/import</c> (contract 2.1). What is null is left out.</summary>
internal sealed class ImportItem : IBatchItem
{
    [JsonIgnore]
    public string Number => this.TrackNo;

    [JsonIgnore]
    public string Beside => this.CourierCode ?? "";

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

    /// <summary>For an edit: the carrier it shall have. It goes to another endpoint.</summary>
    [JsonIgnore]
    public string? NewCourierCode { get; set; }

    /// <summary>For an edit: whether there is a field to change.</summary>
    [JsonIgnore]
    public bool HasFields => (this.OrderNo ?? this.Country ?? this.ShipTime ?? this.CustomerEmail ?? this.PostalCode ?? this.ExtendFieldMap?.PhoneSuffix
        ?? this.Remark ?? this.Custom1 ?? this.Custom2) is not null;
}

/// <summary>Fields only some carriers need (contract 7.4).</summary>
internal sealed class ExtendFields
{
    [JsonPropertyName("phoneSuffix")]
    public string? PhoneSuffix { get; set; }
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

/// <summary>An order number to query.</summary>
internal sealed class QueryOrder(string orderNumber) : IBatchItem
{
    public string Number { get; } = orderNumber;

    public string Beside => "";
}

/// <summary>A number to query.</summary>
internal sealed class QueryNumber : IBatchItem
{
    [JsonIgnore]
    public string Number => this.TrackNo;

    [JsonIgnore]
    public string Beside => this.CourierCode ?? "";

    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }
}

/// <summary>A parcel named by number and carrier: body of <c>track/refresh</c> and <c>track/delete</c>, item of <c>track/refresh-batch</c>.</summary>
internal sealed class ReferenceItem : IBatchItem
{
    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonIgnore]
    public string Number => this.TrackNo;

    [JsonIgnore]
    public string Beside => this.CourierCode ?? "";
}

/// <summary>Body of <c>track/update-courier</c> (contract 2.3).</summary>
internal sealed class CarrierChange
{
    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonPropertyName("newCourierCode")]
    public string? NewCourierCode { get; set; }
}

/// <summary>Body of <c>track/query-realtime</c> (contract 2.9).</summary>
internal sealed class InstantBody
{
    [JsonPropertyName("trackNo")]
    public string TrackNo { get; set; } = "";

    [JsonPropertyName("courierCode")]
    public string? CourierCode { get; set; }

    [JsonPropertyName("postalCode")]
    public string? PostalCode { get; set; }

    [JsonPropertyName("extendFieldMap")]
    public ExtendFields? ExtendFieldMap { get; set; }

    [JsonPropertyName("lang")]
    public string? Lang { get; set; }
}
