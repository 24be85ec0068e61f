using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>
/// Reads responses of changes, deletions and retracks: they name what they reject, and their success code, or a boolean, speaks for the rest
/// (contract 2.3 to 2.8).
/// </summary>
internal static class ChangeResponse
{
    /// <summary>Returns one result for each item, in order.</summary>
    public static IReadOnlyList<RowResult> ToResults<TItem>(
        IReadOnlyList<TItem> items, Reply<Answer<ItemEcho>> reply, Func<ItemEcho, RowResult> onRejected, bool isRetrack = false)
        where TItem : class, IBatchItem
    {
        var answer = reply.Data ?? new();
        var unnamed = isRetrack ? new RetrackRowResult(answer.Flag, answer.Text)
            : answer.Flag == false ? RowResult.NotDone
            : new RowResult(RowResultKind.Done);
        return [.. ResponseMatcher.ToResults(items, answer, reply.TraceId, (_, _) => new(RowResultKind.Done), onRejected, unnamed)
            .OfType<RowResult>()];
    }
}
