using Track123.Batches;
using Track123.Changes;
using Track123.Http;
using Track123.Parcels;

namespace Track123.Benchmarks.Work;

/// <summary>The measured work, done with the client.</summary>
internal static class ClientWork
{
    public static async Task<Tally> RegisterAsync(Job job)
    {
        var share = job.Rows / job.Clients;
        var parts = Enumerable.Range(0, job.Clients).Select(i => Task.Run(() => RegisterAsync(
            job, job.First + (i * share), i == job.Clients - 1 ? job.Rows - (i * share) : share)));
        var tallies = await Task.WhenAll([.. parts]);
        return new() { Items = tallies.Sum(t => t.Items), Failed = tallies.Sum(t => t.Failed) };
    }

    public static async Task<Tally> QueryAsync(Job job, bool readsEvents)
    {
        using var client = Open(job);
        var pager = client.BeginQuery(createdAfter: null, createdBefore: null, new NullLog(), default);
        var tally = new Tally();
        while (await pager.ReadPageAsync() is { Accepted.Content: var page })
        {
            foreach (var tracking in page)
            {
                tally.Items++;
                tally.Events += readsEvents
                    ? tracking.Events.Count
                    : (tracking.MainLeg?.Events.Count ?? 0) + (tracking.LastMile?.Leg?.Events.Count ?? 0);
            }
        }

        return tally;
    }

    public static async Task<Tally> ReadChangesAsync(Job job)
    {
        using var client = Open(job);
        using var feed = ChangeFeed.Open(job.StatePath!, new(null, null), stalledAfter: null, default);
        var pager = client.BeginQuery(createdAfter: null, createdBefore: null, new NullLog(), default);
        var changes = 0;
        while (await pager.ReadPageAsync() is { Accepted.Content: var page })
        {
            changes += page.Sum(tracking => feed.Compare(tracking, isBaseline: false).Count);
        }

        changes += feed.FindGone(client.Now).Count();
        if (changes != (feed.IsFirstRun ? feed.Count : 0))
        {
            throw new InvalidOperationException($"{changes} changes were found.");
        }

        feed.Commit();
        return new() { Items = feed.Count };
    }

    private static async Task<Tally> RegisterAsync(Job job, int first, int rows)
    {
        using var client = Open(job);
        using var run = client.Begin(ParcelOperations.Register, new NullLog(), default);
        var tally = new Tally();
        for (var i = 0; i < rows; i++)
        {
            run.Add(new ParcelRow
            {
                Row = i + 1,
                TrackingNumber = $"YT{first + i:d16}",
                CarrierCode = "yunexpress",
                OrderNumber = $"SO-{first + i:d8}",
            });
            if (run.IsBatchFull)
            {
                await run.SendAsync(default);
            }

            Take(run, tally);
        }

        await run.SendAsync(default);
        while (await run.WhenReadyAsync(default))
        {
            Take(run, tally);
        }

        return tally;
    }

    private static Track123Client Open(Job job) => new(new ConnectionOptions
    {
        ApiKey = job.Key,
        BaseUri = job.Address,
        RequestsPerSecond = job.UsesRateLimit ? null : 1e9,
        RateShare = job.RateShare,
    });

    private static void Take(BatchRun<ParcelRow, RegistrationResult> run, Tally tally)
    {
        while (run.TryTake(out var result))
        {
            if (result!.Status == RegistrationStatus.Registered)
            {
                tally.Items++;
            }
            else
            {
                tally.Failed++;
            }
        }
    }

    private sealed class NullLog : ICallLog
    {
        public bool WantsDebug => false;

        public void Verbose(string message)
        {
        }

        public void Debug(string message)
        {
        }
    }
}
