using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>Reads registered cargo (contract 4.3, 5.3).</summary>
internal static class CargoQuery
{
    /// <summary>Reads one request's worth of shipments; what the answer does not name is missing.</summary>
    public static async Task<CargoPage<T>> ReadAsync<T>(
        Endpoint endpoint,
        IReadOnlyList<(string? Number, IBatchItem? Item, string Reason)> rows,
        JsonTypeInfo<Envelope<Answer<T>>> type,
        Func<T, (string Number, string? OrderNo)> nameOf,
        Transport transport,
        ICallLog log,
        CancellationToken cancellationToken)
    {
        var missing = new List<MissingTracking>();
        foreach (var row in rows.Where(r => r.Item is null))
        {
            var text = string.IsNullOrWhiteSpace(row.Number) ? row.Reason : $"'{row.Number!.Trim()}': {row.Reason}";
            missing.Add(Report(row.Number ?? "", Track123ErrorKind.InvalidRequest, text, code: null, endpoint));
        }

        List<CargoItem> asked = [.. rows.Select(r => r.Item).OfType<CargoItem>()];
        if (asked.Count == 0)
        {
            return new() { Missing = missing };
        }

        var reply = await transport.SendAsync(
            endpoint,
            JsonSerializer.SerializeToUtf8Bytes(asked, TrackJson.Lenient.ListCargoItem),
            asked.Count,
            type,
            new(log, AbortReason: null, cancellationToken)).ConfigureAwait(false);
        var answer = reply.Data ?? new();
        var found = answer.Accepted.Content.ToLookup(r => nameOf(r).Number, r => nameOf(r).OrderNo, NumberComparer.Instance);
        foreach (var item in asked.Where(i => !found[i.TrackingNo].Any(order => IsSame(order, i.OrderNo))))
        {
            var error = answer.Rejected.Content.Find(r => NumberComparer.Instance.Equals(r.Number, item.TrackingNo) && IsSame(r.OrderNo, item.OrderNo))?.Error;
            var kind = error is null ? Track123ErrorKind.TrackingNotRegistered : ErrorClassifier.ForItem(error.Code, error.Message);
            var text = kind == Track123ErrorKind.TrackingNotRegistered ? $"'{item.TrackingNo}' is not registered in this account."
                : Redaction.RedactKey($"'{item.TrackingNo}': {error!.Message}", transport.ApiKey);
            missing.Add(Report(item.TrackingNo, kind, text, error?.Code, endpoint));
        }

        return new() { Shipments = answer.Accepted.Content, Missing = missing };
    }

    // The same number may be registered under more than one order number; one that is not named says nothing against it.
    private static bool IsSame(string? order, string? other) =>
        string.IsNullOrEmpty(order) || other is null || string.Equals(order, other, StringComparison.OrdinalIgnoreCase);

    private static MissingTracking Report(string number, Track123ErrorKind kind, string text, string? code, Endpoint endpoint) =>
        new() { TrackingNumber = number, Error = new Track123Exception(kind, text) { Code = code, Endpoint = endpoint.ToString() } };
}
