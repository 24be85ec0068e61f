namespace Track123.Batches;

/// <summary>
/// Retries a registration for the items that its response does not contain. Whether they are registered is unknown. On
/// the retry, the service registers them or responds that they are registered.
/// </summary>
internal static class MissingItemRetry
{
    /// <summary>The maximum number of calls for an item, including the first.</summary>
    private const int MaxCalls = 3;

    private static readonly RowResult StillMissing =
        RowResult.MissingItem with
        {
            Reason = $"{RowResult.MissingItem.Reason} The service may have processed the request.",
        };

    /// <summary>Returns one result for each item.</summary>
    /// <param name="items">The items.</param>
    /// <param name="send">
    /// Sends items; its second argument is true if they were sent before. It returns null for each item that the
    /// response does not contain.
    /// </param>
    public static async Task<IReadOnlyList<RowResult>> SendAsync<TItem>(
        IReadOnlyList<TItem> items, Func<IReadOnlyList<TItem>, bool, Task<RowResult?[]>> send)
    {
        var results = await send(items, false).ConfigureAwait(false);
        for (var calls = 1; calls < MaxCalls; calls++)
        {
            int[] missing = [.. Enumerable.Range(0, items.Count).Where(i => results[i] is null)];
            if (missing.Length == 0)
            {
                break;
            }

            RowResult?[] more;
            try
            {
                more = await send(Array.ConvertAll(missing, i => items[i]), true).ConfigureAwait(false);
            }
            catch (Track123Exception e)
            {
                // The results from earlier responses remain valid.
                more = [.. missing.Select(_ => RowResult.FromError(e.WithOutcomeUnknown()))];
            }

            for (var i = 0; i < missing.Length; i++)
            {
                results[missing[i]] = more[i];
            }
        }

        return [.. results.Select(r => r ?? StillMissing)];
    }
}
