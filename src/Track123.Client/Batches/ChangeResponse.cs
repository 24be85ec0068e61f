using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>
/// Reads the responses to changes, deletions and retracks. They list the rejected items. The success code, or a
/// boolean, applies to all other items (contract 2.3 to 2.8).
/// </summary>
internal static class ChangeResponse
{
    /// <summary>Returns one result for each item, in order.</summary>
    public static IReadOnlyList<RowResult> ToResults<TItem>(
        IReadOnlyList<TItem> items,
        Reply<ResponseData<ItemEcho>> reply,
        Func<ItemEcho, RowResult> onRejected,
        bool isRetrack = false)
        where TItem : class, IBatchItem
    {
        var data = reply.Data ?? new();
        var forMissing = isRetrack ? new RetrackRowResult(data.Flag, data.Text)
            : data.Flag == false ? RowResult.NotDone
            : new RowResult(RowResultKind.Done);
        return [.. ResponseMatcher.ToResults(
            items, data, reply.TraceId, (_, _) => new(RowResultKind.Done), onRejected, forMissing)
            .OfType<RowResult>()];
    }
}
