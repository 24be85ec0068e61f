using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Shipments;

/// <summary>The results of the items of a request.</summary>
internal static class BatchResult
{
    public static JsonObject Create(JsonNode? accepted, IEnumerable<JsonNode?> rejected) =>
        new() { ["accepted"] = accepted, ["rejected"] = rejected.ToJsonArray() };

    /// <summary>Returns the accepted and the rejected items, each in the order of the request.</summary>
    /// <param name="items">The items.</param>
    /// <param name="accept">Returns an accepted item.</param>
    /// <param name="reject">Returns a rejected item with its reason and its position in the request.</param>
    public static JsonObject ToResult<T>(
        this IReadOnlyList<BatchItem<T>> items,
        Func<BatchItem<T>, JsonNode> accept,
        Func<BatchItem<T>, RefusedException, int, JsonNode> reject)
        where T : Shipment => Create(
            items.Where(item => item.Error is null).Select(accept).ToJsonArray(),
            items.Select((item, i) => item.Error is { } error ? reject(item, error, i) : null)
                .Where(rejection => rejection is not null));
}

/// <summary>One item of a request. It is accepted or rejected independently of the other items.</summary>
internal sealed class BatchItem<T>
    where T : Shipment
{
    /// <summary>The name of the shipment, with the parts that could be read.</summary>
    public ShipmentName Name { get; set; }

    /// <summary>The shipment; null if the item could not be read, or only names one.</summary>
    public T? Shipment { get; private set; }

    /// <summary>The registered shipment that the item duplicates; null if there is none.</summary>
    public T? Known { get; private set; }

    /// <summary>The reason for the rejection; null if the item is accepted.</summary>
    public RefusedException? Error { get; private set; }

    /// <summary>Processes one item.</summary>
    /// <param name="element">The item.</param>
    /// <param name="process">Sets the name and returns the shipment, or throws the reason for the rejection.</param>
    public static BatchItem<T> Read(JsonElement element, Func<JsonElement, BatchItem<T>, T?> process)
    {
        var item = new BatchItem<T>();
        try
        {
            item.Shipment = process(element, item);
        }
        catch (RefusedException error)
        {
            item.Error = error;
        }

        return item;
    }

    public void RejectAsImported(T known)
    {
        this.Known = known;
        this.Error = RefusedException.AlreadyImported();
    }
}
