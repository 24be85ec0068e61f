using Track123.Json;

namespace Track123.Batches;

/// <summary>An entry of a response: an accepted item or a rejected one.</summary>
internal readonly record struct ItemMatch(ItemEcho? Accepted, ItemEcho? Rejected)
{
    public ItemEcho Entry => (this.Rejected ?? this.Accepted)!;
}

/// <summary>
/// Matches each entry of a response to an item of its request. The most specific entries are matched first: those with
/// index and number, then number with carrier or order number, then the number alone, last the index alone.
/// </summary>
internal sealed class ResponseMatcher
{
    private readonly IReadOnlyList<IBatchItem> items;
    private readonly ItemMatch[] matches;
    private readonly ILookup<string, int> byNumber;

    private ResponseMatcher(IReadOnlyList<IBatchItem> items)
    {
        this.items = items;
        this.matches = new ItemMatch[items.Count];
        this.byNumber = Enumerable.Range(0, items.Count).ToLookup(i => items[i].Number!, NumberComparer.Instance);
    }

    /// <summary>Returns the result of each item of a request, in the order of the request.</summary>
    /// <param name="items">The items.</param>
    /// <param name="data">The response.</param>
    /// <param name="traceId">The trace id of the response.</param>
    /// <param name="onAccepted">Returns the result of an accepted item.</param>
    /// <param name="onRejected">Returns the result of a rejected item.</param>
    /// <param name="forMissing">
    /// The result of each item that the response does not contain; null to return null for it.
    /// </param>
    public static RowResult?[] ToResults<TItem>(
        IReadOnlyList<TItem> items,
        ResponseData<ItemEcho> data,
        string? traceId,
        Func<TItem, ItemEcho, RowResult> onAccepted,
        Func<ItemEcho, RowResult> onRejected,
        RowResult? forMissing)
        where TItem : class, IBatchItem
    {
        var matcher = new ResponseMatcher(items);
        var unmatched = matcher.Match(data.Accepted.Content, data.Rejected.Content);
        if (unmatched.Count > 0
            && (forMissing is not null || matcher.matches.Count(m => m == default) <= unmatched.Count))
        {
            // The response rejects an item without naming it. Each item that it does not contain may be the rejected
            // one.
            forMissing = RowResult.MissingItem with
            {
                Reason = $"The service rejected a row without saying which: {onRejected(unmatched[0]).Reason}",
            };
        }

        return [.. items.Select((item, i) => WithTrace(matcher.matches[i] switch
        {
            { Rejected: { } rejected } => onRejected(rejected),
            { Accepted: { } accepted } => onAccepted(item, accepted),
            _ => forMissing,
        }))];

        RowResult? WithTrace(RowResult? result) => result is null
            ? null
            : result with { TraceId = result.TraceId ?? traceId };
    }

    // Counts how many of carrier and order number are equal; -1 if one of them differs.
    public static int CountMatches(ItemEcho echo, IBatchItem item)
    {
        var carrier = Compare(echo.CarrierCode, item.CarrierCode);
        var order = Compare(echo.OrderNumber, item.OrderNumber);
        return carrier < 0 || order < 0 ? -1 : carrier + order;
    }

    public static int Compare(string? echo, string? item) =>
        string.IsNullOrEmpty(echo) || string.IsNullOrEmpty(item) ? 0
        : string.Equals(echo, item, StringComparison.OrdinalIgnoreCase) ? 1
        : -1;

    /// <summary>Matches the entries, and returns the rejections that match no item.</summary>
    private List<ItemEcho> Match(IReadOnlyList<ItemEcho> accepted, IReadOnlyList<ItemEcho> rejected)
    {
        var entries = rejected.Select(r => new ItemMatch(null, r)).Concat(
            accepted.Select(a => new ItemMatch(a, null))).ToList();
        entries.RemoveAll(e => e.Rejected is { Number.Length: > 0 } r && this.TryAssign(this.FindByIndex(r), e));
        entries.RemoveAll(e => this.TryAssign(this.FindByNumber(e.Entry, minMatches: 1), e));
        entries.RemoveAll(e => e.Accepted is { } a && this.TryAssign(this.FindByNumber(a, minMatches: 0), e));
        entries.RemoveAll(e => this.TryAssign(this.FindByNumber(e.Entry, minMatches: 0), e));
        entries.RemoveAll(e => this.TryAssign(this.FindByNumber(e.Entry, minMatches: -1), e));
        entries.RemoveAll(e => !string.IsNullOrEmpty(e.Entry.Number) || e.Accepted is not null);
        entries.RemoveAll(e => this.TryAssign(this.items.Count == 1 ? 0 : this.FindByIndex(e.Entry), e));
        return entries.ConvertAll(e => e.Rejected!);
    }

    private bool TryAssign(int? found, ItemMatch match)
    {
        if (found is not { } index || this.matches[index] != default)
        {
            return false;
        }

        this.matches[index] = match;
        return true;
    }

    // The item at the entry's index; null if the entry's other fields contradict it.
    private int? FindByIndex(ItemEcho echo) =>
        echo.Index is { } i && i >= 0 && i < this.items.Count
        && (string.IsNullOrEmpty(echo.Number) || NumberComparer.Instance.Equals(echo.Number, this.items[i].Number))
        && CountMatches(echo, this.items[i]) >= 0
            ? i
            : null;

    // The unmatched item with this number whose carrier, order number and spelling match best; the first if several are
    // equal.
    private int? FindByNumber(ItemEcho echo, int minMatches)
    {
        int? best = null;
        var bestScore = -1;
        foreach (var i in string.IsNullOrEmpty(echo.Number) ? [] : this.byNumber[echo.Number!])
        {
            var matchCount = CountMatches(echo, this.items[i]);
            var isSameSpelling = string.Equals(echo.Number, this.items[i].Number, StringComparison.Ordinal);
            var score = (Math.Max(matchCount, 0) * 2) + (isSameSpelling ? 1 : 0);
            if (this.matches[i] == default && matchCount >= minMatches && score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return best;
    }
}
