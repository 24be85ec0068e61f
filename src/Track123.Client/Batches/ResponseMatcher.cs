using Track123.Json;

namespace Track123.Batches;

/// <summary>An entry of a response: an accepted or a rejected item.</summary>
internal readonly record struct ItemMatch(ItemEcho? Accepted, ItemEcho? Rejected)
{
    public ItemEcho Entry => (this.Rejected ?? this.Accepted)!;
}

/// <summary>
/// Finds out which item of a request each entry of its response speaks of. Entries that say most go first: index and number together, then
/// number with carrier or order number, then the number alone, last an index alone.
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
    /// <param name="answer">The response.</param>
    /// <param name="traceId">The trace id of the response.</param>
    /// <param name="onAccepted">Returns the result of an accepted item.</param>
    /// <param name="onRejected">Returns the result of a rejected item.</param>
    /// <param name="unnamed">The result of an item that the response does not name.</param>
    public static RowResult?[] ToResults<TItem>(
        IReadOnlyList<TItem> items,
        Answer<ItemEcho> answer,
        string? traceId,
        Func<TItem, ItemEcho, RowResult> onAccepted,
        Func<ItemEcho, RowResult> onRejected,
        RowResult? unnamed)
        where TItem : class, IBatchItem
    {
        var matcher = new ResponseMatcher(items);
        if (matcher.Match(answer.Accepted.Content, answer.Rejected.Content) is { } unplaced)
        {
            // Each item that the response does not name may be the one that it rejects.
            unnamed = RowResult.NotNamed with { Reason = $"The service rejected a row without naming it: {onRejected(unplaced).Reason}" };
        }

        return [.. items.Select((item, i) => WithTrace(matcher.matches[i] switch
        {
            { Rejected: { } rejected } => onRejected(rejected),
            { Accepted: { } accepted } => onAccepted(item, accepted),
            _ => unnamed,
        }))];

        RowResult? WithTrace(RowResult? result) => result is null ? null : result with { TraceId = result.TraceId ?? traceId };
    }

    /// <summary>Matches a response and returns its first rejection that names no item; null if there is none.</summary>
    private ItemEcho? Match(IReadOnlyList<ItemEcho> accepted, IReadOnlyList<ItemEcho> rejected)
    {
        var entries = rejected.Select(r => new ItemMatch(null, r)).Concat(accepted.Select(a => new ItemMatch(a, null))).ToList();
        entries.RemoveAll(e => e.Rejected is { Number.Length: > 0 } r && this.TryPlace(this.ItemAt(r), e));
        entries.RemoveAll(e => this.TryPlace(this.Find(e.Entry, minAgreement: 1), e));
        entries.RemoveAll(e => e.Accepted is { } a && this.TryPlace(this.Find(a, minAgreement: 0), e));
        entries.RemoveAll(e => this.TryPlace(this.Find(e.Entry, minAgreement: 0), e));
        entries.RemoveAll(e => this.TryPlace(this.Find(e.Entry, minAgreement: -1), e));
        entries.RemoveAll(e => !string.IsNullOrEmpty(e.Entry.Number) || e.Accepted is not null);
        entries.RemoveAll(e => this.TryPlace(this.items.Count == 1 ? 0 : this.ItemAt(e.Entry), e));
        return entries.FirstOrDefault().Rejected;
    }

    private bool TryPlace(int? at, ItemMatch match)
    {
        if (at is not { } index || this.matches[index] != default)
        {
            return false;
        }

        this.matches[index] = match;
        return true;
    }

    // The item that an entry points at, unless its number says otherwise.
    private int? ItemAt(ItemEcho echo) =>
        echo.Index is { } i && i >= 0 && i < this.items.Count
        && (string.IsNullOrEmpty(echo.Number) || NumberComparer.Instance.Equals(echo.Number, this.items[i].Number))
        && Agreement(echo, this.items[i]) >= 0
            ? i
            : null;

    // The open item with this number that agrees best in carrier and order number, and in the spelling of the number; of equals the first.
    private int? Find(ItemEcho echo, int minAgreement)
    {
        int? best = null;
        var bestScore = -1;
        foreach (var i in string.IsNullOrEmpty(echo.Number) ? [] : this.byNumber[echo.Number!])
        {
            var agreement = Agreement(echo, this.items[i]);
            var score = (Math.Max(agreement, 0) * 2) + (string.Equals(echo.Number, this.items[i].Number, StringComparison.Ordinal) ? 1 : 0);
            if (this.matches[i] == default && agreement >= minAgreement && score > bestScore)
            {
                (best, bestScore) = (i, score);
            }
        }

        return best;
    }

    // How many of carrier and order number are the same; -1 if one of them is another.
    public static int Agreement(ItemEcho echo, IBatchItem item)
    {
        var (carrier, order) = (Compare(echo.CarrierCode, item.CarrierCode), Compare(echo.OrderNumber, item.OrderNumber));
        return carrier < 0 || order < 0 ? -1 : carrier + order;
    }

    public static int Compare(string? echo, string? item) =>
        string.IsNullOrEmpty(echo) || string.IsNullOrEmpty(item) ? 0
        : string.Equals(echo, item, StringComparison.OrdinalIgnoreCase) ? 1
        : -1;
}
