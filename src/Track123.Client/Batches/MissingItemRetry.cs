namespace Track123.Batches;

/// <summary>
/// Sends a registration again for the items that its response does not name. They may be registered or not; asked again, the service
/// registers them or says that it has them.
/// </summary>
internal static class MissingItemRetry
{
    /// <summary>The maximum number of calls for an item, the first included. A service that leaves out an item three times will go on so.</summary>
    private const int MaxCalls = 3;

    private static readonly RowResult NeverNamed =
        RowResult.NotNamed with { Reason = $"{RowResult.NotNamed.Reason} The request may have been processed anyway." };

    /// <summary>Returns one result for each item.</summary>
    /// <param name="items">The items.</param>
    /// <param name="send">Sends items, with whether they were sent before; returns null for an item that the response does not name.</param>
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
                // What the first response says remains valid.
                more = [.. missing.Select(_ => RowResult.FromError(e.WithOutcomeUnknown()))];
            }

            for (var i = 0; i < missing.Length; i++)
            {
                results[missing[i]] = more[i];
            }
        }

        return [.. results.Select(r => r ?? NeverNamed)];
    }
}
