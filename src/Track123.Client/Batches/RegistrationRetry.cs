namespace Track123.Batches;

/// <summary>
/// Registers items, and registers them again where that is safe: items whose outcome is unknown, and, in smaller parts,
/// a batch that the balance does not cover.
/// </summary>
/// <param name="send">
/// Sends items; its second argument is true if they were sent before. It returns null for each item that the response
/// does not contain.
/// </param>
/// <param name="findRegistered">
/// Returns for each item whether it is registered, or null if that is unknown. Without this function, the service must
/// reject a second registration, or <paramref name="send"/> must not return null.
/// </param>
internal sealed class RegistrationRetry<TItem>(
    Func<IReadOnlyList<TItem>, bool, Task<RowResult?[]>> send,
    Func<IReadOnlyList<TItem>, Task<IReadOnlyList<bool?>>>? findRegistered = null)
    where TItem : class, IBatchItem
{
    /// <summary>The maximum number of calls for an item, including the first.</summary>
    private const int MaxCalls = 3;

    private static readonly RowResult Found =
        new(RowResultKind.Done, "The response was lost, but the number is registered in this account.");

    private RowResult unknown = RowResult.MissingItem with
    {
        Reason = $"{RowResult.MissingItem.Reason} The service may have processed the request.",
    };

    private bool isOutOfCredit;

    /// <summary>Returns one result for each item.</summary>
    public async Task<IReadOnlyList<RowResult>> SendAsync(IReadOnlyList<TItem> items)
    {
        var results = await this.SendPartAsync(items, wasSentBefore: false).ConfigureAwait(false);
        for (var calls = 1; calls < MaxCalls && results.Contains(null); calls++)
        {
            await this.FindRegisteredAsync(items, results).ConfigureAwait(false);
            var open = FindOpen(results);
            var more = await this.SendPartAsync(
                Array.ConvertAll(open, i => items[i]), wasSentBefore: true).ConfigureAwait(false);
            for (var i = 0; i < open.Length; i++)
            {
                results[open[i]] = more[i];
            }
        }

        await this.FindRegisteredAsync(items, results).ConfigureAwait(false);
        return [.. results.Select(r => r ?? this.unknown)];
    }

    private static int[] FindOpen(RowResult?[] results) =>
        [.. Enumerable.Range(0, results.Length).Where(i => results[i] is null)];

    private static RowResult?[] ToResults(int count, Track123Exception e) =>
        [.. Enumerable.Repeat(RowResult.FromError(e), count)];

    private async Task<RowResult?[]> SendPartAsync(IReadOnlyList<TItem> items, bool wasSentBefore)
    {
        if (items.Count == 0)
        {
            return [];
        }

        try
        {
            return await send(items, wasSentBefore).ConfigureAwait(false);
        }
        catch (Track123Exception e) when (e.Kind == Track123ErrorKind.OutOfCredit && items.Count > 1)
        {
            // The first retry has a single item. If even that is refused, the balance is zero and no more are sent.
            var count = this.isOutOfCredit ? (items.Count + 1) / 2 : 1;
            this.isOutOfCredit = true;
            wasSentBefore |= e.OutcomeUnknown;
            var first = await this.SendPartAsync([.. items.Take(count)], wasSentBefore).ConfigureAwait(false);
            var rest = first.FirstOrDefault(r => r?.FatalError is not null) is { FatalError: { } end }
                ? ToResults(items.Count - count, end)
                : await this.SendPartAsync([.. items.Skip(count)], wasSentBefore).ConfigureAwait(false);
            return [.. first, .. rest];
        }
        catch (Track123Exception e) when (findRegistered is not null && e.OutcomeUnknown && !e.IsFatal)
        {
            this.unknown = RowResult.FromError(e);
            return new RowResult?[items.Count];
        }
        catch (Track123Exception e)
        {
            return ToResults(items.Count, wasSentBefore ? e.WithOutcomeUnknown() : e);
        }
    }

    // After a lost response, a second registration may be charged again, so the service is asked first.
    private async Task FindRegisteredAsync(IReadOnlyList<TItem> items, RowResult?[] results)
    {
        var open = FindOpen(results);
        if (findRegistered is null || open.Length == 0)
        {
            return;
        }

        try
        {
            var found = await findRegistered(Array.ConvertAll(open, i => items[i])).ConfigureAwait(false);
            for (var i = 0; i < open.Length; i++)
            {
                results[open[i]] = found[i] switch { true => Found, false => null, _ => this.unknown };
            }
        }
        catch (Track123Exception)
        {
            // What can't be checked is not sent again.
            Array.ForEach(open, i => results[i] = this.unknown);
        }
    }
}
