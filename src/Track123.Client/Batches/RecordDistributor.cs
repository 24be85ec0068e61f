using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>Distributes the records of a response to the items that asked for them.</summary>
/// <param name="items">The items, in the order of the request.</param>
/// <param name="identify">Returns number, carrier and order number of a record, as an entry of a response has them.</param>
internal sealed class RecordDistributor<TRecord>(IReadOnlyList<IBatchItem> items, Func<TRecord, ItemEcho> identify)
{
    private readonly ILookup<string, int> byNumber =
        Enumerable.Range(0, items.Count).ToLookup(i => items[i].Number!, NumberComparer.Instance);

    private readonly List<TRecord>?[] records = new List<TRecord>?[items.Count];
    private readonly Dictionary<string, ItemError?> rejected = new(NumberComparer.Instance);

    /// <summary>
    /// Takes in a response. A number can belong to several carriers and be asked for with or without one: each record goes to the item that
    /// fits it best.
    /// </summary>
    public void Add(Answer<TRecord> answer, Endpoint endpoint, ICallLog log)
    {
        foreach (var record in answer.Accepted.Content)
        {
            var echo = identify(record);
            var best = this.byNumber[echo.Number ?? ""]
                .Where(i => ResponseMatcher.Compare(echo.OrderNumber, items[i].OrderNumber) >= 0)
                .OrderByDescending(i => ResponseMatcher.Agreement(echo, items[i]))
                .ThenByDescending(i => string.Equals(items[i].Number, echo.Number, StringComparison.Ordinal))
                .Select(i => (int?)i)
                .FirstOrDefault();
            if (best is { } index)
            {
                (this.records[index] ??= []).Add(record);
            }
            else
            {
                log.Verbose($"{endpoint}: ignored '{echo.Number}', which was not requested.");
            }
        }

        foreach (var entry in answer.Rejected.Content)
        {
            this.rejected[entry.Number is { Length: > 0 } number ? number : entry.OrderNumber ?? ""] = entry.Error;
        }
    }

    /// <summary>Returns one result for each item, in order.</summary>
    /// <param name="notFound">Returns the message for a number that is not registered.</param>
    /// <param name="apiKey">The key to redact.</param>
    public IReadOnlyList<RowResult> ToResults(Func<string, string> notFound, string apiKey) =>
        [.. items.Select((item, i) => this.records[i] is { } found ? new LookupRowResult<TRecord>(found) : this.ForMissing(item, notFound, apiKey))];

    private RowResult ForMissing(IBatchItem item, Func<string, string> notFound, string apiKey)
    {
        var number = item.Number!;
        if (this.byNumber[number].SelectMany(i => this.records[i] ?? []).Any(r => ResponseMatcher.Agreement(identify(r), item) >= 0))
        {
            return new(RowResultKind.AlreadyDone, $"'{number}' is a duplicate: it was also requested in another form.");
        }

        this.rejected.TryGetValue(number, out var error);
        var result = RowResult.FromRejection(error, apiKey);
        return error is null || result.ErrorKind == Track123ErrorKind.TrackingNotRegistered
            ? result with { ErrorKind = Track123ErrorKind.TrackingNotRegistered, Reason = notFound(number) }
            : result with { Reason = $"'{number}': {result.Reason}" };
    }
}
