using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Track123.Json;

namespace Track123;

/// <summary>Something a batch carries: it is told from others by number, and by what stands beside it.</summary>
internal interface IBatchItem
{
    /// <summary>The tracking number.</summary>
    string Number { get; }

    /// <summary>What else tells it apart: carrier code, kind of number; empty for nothing.</summary>
    string Beside { get; }
}

/// <summary>An accepted item, echoed: parcels say <c>trackNo</c> and <c>courierCode</c>, cargo <c>trackingNo</c> and <c>carrierCode</c>.</summary>
internal sealed class AcceptedItem
{
    public string? TrackNo { get; set; }

    public string? TrackingNo { get; set; }

    public string? CourierCode { get; set; }

    public string? CargoCarrierCode { get; set; }

    public string? OrderNo { get; set; }

    public string? Number => this.TrackNo ?? this.TrackingNo;

    public string? CarrierCode => this.CourierCode ?? this.CargoCarrierCode;

    /// <summary>What a look-up found for it.</summary>
    public List<Tracking>? Records { get; set; }
}

/// <summary>
/// Reads an accepted item. There is one for each row, so it is read without what a serializer does for every object: a third of the
/// processor time of reading the answer.
/// </summary>
internal sealed class AcceptedItemConverter : JsonConverter<AcceptedItem>
{
    [MethodImpl(PerRow.Code)]
    public override AcceptedItem Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("An accepted item is not an object.");
        }

        var item = new AcceptedItem();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("trackNo"u8))
            {
                item.TrackNo = LenientString.ReadNext(ref reader);
            }
            else if (reader.ValueTextEquals("courierCode"u8))
            {
                item.CourierCode = LenientString.ReadNext(ref reader);
            }
            else if (reader.ValueTextEquals("orderNo"u8))
            {
                item.OrderNo = LenientString.ReadNext(ref reader);
            }
            else if (reader.ValueTextEquals("trackingNo"u8))
            {
                item.TrackingNo = LenientString.ReadNext(ref reader);
            }
            else if (reader.ValueTextEquals("carrierCode"u8))
            {
                item.CargoCarrierCode = LenientString.ReadNext(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }

        return item;
    }

    public override void Write(Utf8JsonWriter writer, AcceptedItem value, JsonSerializerOptions options) => throw new NotSupportedException();
}

/// <summary>A rejected item (contract 1.3).</summary>
internal sealed class RejectedItem
{
    [JsonPropertyName("index")]
    public int? Index { get; set; }

    [JsonPropertyName("trackNo")]
    public string? TrackNo { get; set; }

    [JsonPropertyName("trackingNo")]
    public string? TrackingNo { get; set; }

    [JsonPropertyName("orderNo")]
    public string? OrderNo { get; set; }

    [JsonPropertyName("error")]
    public ItemError? Error { get; set; }

    /// <summary>Why a call for this item alone failed; null where the service refused the item.</summary>
    [JsonIgnore]
    public Track123Exception? Failure { get; set; }

    /// <summary>True if it was sent before in a request whose answer did not name it.</summary>
    [JsonIgnore]
    public bool WasSentBefore { get; set; }

    /// <summary>True if another item of the same request has what was found for it.</summary>
    [JsonIgnore]
    public bool IsRepeat { get; set; }

    [JsonIgnore]
    public string? Number => this.TrackNo ?? this.TrackingNo;

    /// <summary>True if a call for one number was refused because of that number, as far as can be told.</summary>
    public static bool IsAboutTheNumber(Track123Exception e) =>
        e.Kind == Track123ErrorKind.TrackingNotRegistered
        || (e.Kind == Track123ErrorKind.InvalidRequest && e.Code is { Length: > 0 });

    /// <summary>The refusal of a call for one number, told as an item that was refused.</summary>
    public static RejectedItem Of(Track123Exception e) =>
        new() { Index = 0, Error = new() { Code = e.Code, Message = e.ServiceMessage ?? e.Message } };

    /// <summary>An item of a call whose answer is a false.</summary>
    public static RejectedItem NotDone(int index) => new()
    {
        Index = index,
        Failure = new(Track123ErrorKind.InvalidRequest, "The service answered that it did not do it."),
    };
}

/// <summary>Why an item was rejected.</summary>
internal sealed class ItemError
{
    [JsonPropertyName("code")]
    public string? Code { get; set; }

    [JsonPropertyName("msg")]
    public string? Message { get; set; }
}
