using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>Assigns the records of a response to the requested items.</summary>
/// <param name="items">The items, in the order of the request.</param>
/// <param name="identify">Returns a record's number, carrier and order number.</param>
/// <param name="comparer">Compares the numbers.</param>
internal sealed class RecordDistributor<TRecord>(
    IReadOnlyList<IBatchItem> items, Func<TRecord, ItemEcho> identify, IEqualityComparer<string> comparer)
{
    private readonly ILookup<string, int> byNumber =
        Enumerable.Range(0, items.Count).ToLookup(i => items[i].Number!, comparer);

    private readonly List<TRecord>?[] records = new List<TRecord>?[items.Count];
    private readonly Dictionary<string, ItemError?> rejected = new(comparer);

    /// <summary>
    /// Adds a response. Several carriers can use a number, and an item can have a carrier or not. Each record is
    /// assigned to the item that matches it best.
    /// </summary>
    public void Add(ResponseData<TRecord> data, Endpoint endpoint, ICallLog log)
    {
        foreach (var record in data.Accepted.Content)
        {
            var echo = identify(record);
            var best = this.byNumber[echo.Number ?? ""]
                .Where(i => ResponseMatcher.Compare(echo.OrderNumber, items[i].OrderNumber) >= 0)
                .OrderByDescending(i => ResponseMatcher.CountMatches(echo, items[i]))
                .ThenByDescending(i => string.Equals(items[i].Number, echo.Number, StringComparison.Ordinal))
                .Select(i => (int?)i)
                .FirstOrDefault();
            if (best is { } index)
            {
                (this.records[index] ??= []).Add(record);
            }
            else
            {
                log.Verbose($"{endpoint}: '{echo.Number}' was not requested; the record is skipped.");
            }
        }

        foreach (var entry in data.Rejected.Content)
        {
            this.rejected[entry.Number is { Length: > 0 } number ? number : entry.OrderNumber ?? ""] = entry.Error;
        }
    }

    /// <summary>Returns one result for each item, in order.</summary>
    /// <param name="notFound">Returns the error message for a number that is not registered.</param>
    /// <param name="apiKey">The key to redact.</param>
    public IReadOnlyList<RowResult> ToResults(Func<string, string> notFound, string apiKey) =>
        [.. items.Select((item, i) => this.records[i] is { } found
            ? new LookupRowResult<TRecord>(found)
            : this.ForMissing(item, notFound, apiKey))];

    private RowResult ForMissing(IBatchItem item, Func<string, string> notFound, string apiKey)
    {
        var number = item.Number!;
        if (this.byNumber[number].SelectMany(i => this.records[i] ?? []).Any(
            r => ResponseMatcher.CountMatches(identify(r), item) >= 0))
        {
            return new(
                RowResultKind.AlreadyDone, $"'{number}' repeats another requested number that is written differently.");
        }

        this.rejected.TryGetValue(number, out var error);
        var result = RowResult.FromRejection(error, apiKey);
        return error is null || result.ErrorKind == Track123ErrorKind.TrackingNotRegistered
            ? result with { ErrorKind = Track123ErrorKind.TrackingNotRegistered, Reason = notFound(number) }
            : result with { Reason = $"'{number}': {result.Reason}" };
    }
}
