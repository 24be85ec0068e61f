namespace Track123;

/// <summary>
/// Sends a registration again for the items its answer does not name. They may be registered or not; asked again, the service says that it has
/// them, or takes them.
/// </summary>
internal static class NamedItems
{
    /// <summary>Calls for the same items, the first included. An answer that leaves out the same ones each time is the service's way.</summary>
    private const int MostCalls = 3;

    /// <summary>What becomes of an item that no answer names.</summary>
    public static Verdict NeverNamed { get; } = Verdict.NotNamed with { Reason = $"{Verdict.NotNamed.Reason} It may have been done all the same." };

    public static async Task<BatchAnswer> CallAsync(
        IReadOnlyList<IBatchItem> items, Func<IReadOnlyList<IBatchItem>, Task<BatchAnswer>> call)
    {
        var answer = await call(items).ConfigureAwait(false);
        for (var calls = 1; calls < MostCalls && Unnamed(items, answer) is { Count: > 0 } unnamed; calls++)
        {
            try
            {
                var more = await call(unnamed.ConvertAll(i => items[i])).ConfigureAwait(false);
                answer.Data.Accepted.Content.AddRange(more.Data.Accepted.Content);
                foreach (var rejected in more.Data.Rejected.Content)
                {
                    rejected.Index = rejected.Index is { } i && i >= 0 && i < unnamed.Count ? unnamed[i] : null;
                    rejected.WasSentBefore = true;
                    answer.Data.Rejected.Content.Add(rejected);
                }
            }
            catch (Track123Exception e)
            {
                // What the first answer said stands.
                answer.Data.Rejected.Content.AddRange(unnamed.Select(i => new RejectedItem
                {
                    Index = i,
                    TrackNo = items[i].Number,
                    Failure = e.WithOutcomeUnknown(),
                }));
            }
        }

        return answer;
    }

    private static List<int> Unnamed(IReadOnlyList<IBatchItem> items, BatchAnswer answer)
    {
        var (accepted, rejected) = (answer.Data.Accepted.Content, answer.Data.Rejected.Content);
        if (accepted.Count + rejected.Count == items.Count)
        {
            return [];
        }

        var names = new Dictionary<string, int>(NumberComparer.Instance);
        var places = new HashSet<int>();
        foreach (var name in accepted.Select(a => a.Number).Concat(rejected.Select(r => r.Number)).OfType<string>())
        {
            names[name] = names.TryGetValue(name, out var count) ? count + 1 : 1;
        }

        foreach (var nameless in rejected.Where(r => string.IsNullOrEmpty(r.Number)))
        {
            places.Add(nameless.Index ?? -1);
        }

        var unnamed = new List<int>();
        for (var i = 0; i < items.Count; i++)
        {
            if (names.TryGetValue(items[i].Number, out var left) && left > 0)
            {
                names[items[i].Number] = left - 1;
            }
            else if (!places.Contains(i))
            {
                unnamed.Add(i);
            }
        }

        return unnamed;
    }
}
