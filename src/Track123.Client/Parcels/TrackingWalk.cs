using System.Text.Json;
using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>Which parcels to read. With nothing set: all of the account.</summary>
public sealed class TrackingQuery
{
    /// <summary>Tracking numbers, each with its carrier code or null. Any number of them: they go out 100 at a time.</summary>
    public IReadOnlyList<(string TrackingNumber, string? CarrierCode)> TrackingNumbers { get; init; } = [];

    /// <summary>Your own order numbers. Any number of them: they go out 100 at a time.</summary>
    public IReadOnlyList<string> OrderNumbers { get; init; } = [];

    /// <summary>Registered at or after this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Registered at or before this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Records a page, 1 to 100.</summary>
    public int PageSize { get; init; } = 100;
}

/// <summary>One answer of a walk.</summary>
public sealed class TrackingPage
{
    /// <summary>The records, in the order asked for where numbers were given.</summary>
    public IReadOnlyList<Tracking> Trackings { get; init; } = [];

    /// <summary>Numbers asked for that gave no record, each with the service's reason.</summary>
    public IReadOnlyList<MissingTracking> Missing { get; init; } = [];
}

/// <summary>A number asked for that gave no record.</summary>
public sealed class MissingTracking
{
    /// <summary>The number, as asked for.</summary>
    public string TrackingNumber { get; init; } = "";

    /// <summary>Why, as an exception ready to report.</summary>
    public Track123Exception Error { get; init; } = null!;
}

/// <summary>Reads parcels page by page. A page is asked for only when it is wanted.</summary>
public sealed class TrackingWalk
{
    private readonly Transport transport;
    private readonly ICallLog log;
    private readonly Func<DateTimeOffset> now;
    private readonly Queue<Stretch> stretches = new();
    private Stretch? current;

    internal TrackingWalk(TrackingQuery query, Transport transport, ICallLog log, Func<DateTimeOffset> now)
    {
        (this.transport, this.log, this.now) = (transport, log, now);
        var most = Endpoints.QueryParcels.ItemsPerRequest;
        foreach (var part in Split(query.TrackingNumbers, most))
        {
            var body = new QueryBody { TrackNoInfos = part.ConvertAll(n => new QueryNumber { TrackNo = n.TrackingNumber, CourierCode = n.CarrierCode }) };
            this.stretches.Enqueue(new(body, part.ConvertAll(n => n.TrackingNumber), t => t.TrackingNumber));
        }

        foreach (var part in Split(query.OrderNumbers, most))
        {
            this.stretches.Enqueue(new(new QueryBody { OrderNos = part }, part, t => t.OrderNumber ?? ""));
        }

        if (this.stretches.Count == 0)
        {
            this.stretches.Enqueue(new(new QueryBody(), [], t => t.TrackingNumber));
        }

        foreach (var stretch in this.stretches)
        {
            stretch.Body.CreateTimeStart = query.CreatedAfter is { } after ? ServiceTime.Write(after) : null;
            stretch.Body.CreateTimeEnd = query.CreatedBefore is { } before ? ServiceTime.Write(before) : null;
            stretch.Body.QueryPageSize = query.PageSize;
        }
    }

    /// <summary>Reads the next page; null at the end.</summary>
    /// <exception cref="Track123Exception">The call failed. The walk can't go on.</exception>
    public async Task<TrackingPage?> NextAsync(CancellationToken cancellationToken)
    {
        if (this.current is null)
        {
            if (this.stretches.Count == 0)
            {
                return null;
            }

            this.current = this.stretches.Dequeue();
        }

        var stretch = this.current;
        var (envelope, _) = await this.transport.CallAsync(
            Endpoints.QueryParcels,
            JsonSerializer.SerializeToUtf8Bytes(stretch.Body, TrackJson.Lenient.QueryBody),
            Math.Max(1, stretch.Asked.Count),
            TrackJson.Lenient.EnvelopeAnswerTracking,
            this.log,
            whyNotToSend: null,
            cancellationToken).ConfigureAwait(false);
        var answer = envelope.Data ?? new();
        var isLast = stretch.IsLast(answer.Accepted);
        if (isLast)
        {
            this.current = null;
        }

        var read = this.now();
        var trackings = answer.Accepted.Content.ConvertAll(t => t.Complete(read));
        return new TrackingPage
        {
            Trackings = stretch.InOrder(trackings),
            Missing = stretch.Missing(trackings, answer.Rejected.Content, isLast, this.transport),
        };
    }

    private static IEnumerable<List<T>> Split<T>(IReadOnlyList<T> all, int most)
    {
        for (var i = 0; i < all.Count; i += most)
        {
            yield return [.. all.Skip(i).Take(most)];
        }
    }

    /// <summary>The pages of one set of criteria.</summary>
    private sealed class Stretch(QueryBody body, List<string> asked, Func<Tracking, string> nameOf)
    {
        private readonly HashSet<string> cursors = new(StringComparer.Ordinal) { "" };
        private readonly HashSet<string> open = new(asked, StringComparer.Ordinal);
        private int seen;

        public QueryBody Body { get; } = body;

        public List<string> Asked { get; } = asked;

        // The end of paging is not documented (contract 2.2), so whatever says "end" is believed, and a cursor seen before is no way on.
        public bool IsLast(Items<Tracking> page)
        {
            this.seen += page.Content.Count;
            if (page.Content.Count == 0 || string.IsNullOrEmpty(page.Cursor) || !this.cursors.Add(page.Cursor!)
                || (page.TotalElements is { } total && this.seen >= total && page.Content.Count < this.Body.QueryPageSize)
                || (page.TotalPages is > 0 and { } pages && page.CurrentPage >= pages))
            {
                return true;
            }

            this.Body.Cursor = page.Cursor!;
            return false;
        }

        /// <summary>The records in the order asked for, where one was.</summary>
        public List<Tracking> InOrder(List<Tracking> trackings)
        {
            if (this.Asked.Count < 2)
            {
                return trackings;
            }

            var place = new Dictionary<string, int>(this.Asked.Count, StringComparer.Ordinal);
            for (var i = this.Asked.Count - 1; i >= 0; i--)
            {
                place[this.Asked[i]] = i;
            }

            return [.. trackings.OrderBy(t => place.TryGetValue(nameOf(t), out var at) ? at : int.MaxValue)];
        }

        /// <summary>What the service refused, and at the end also what it did not mention.</summary>
        public List<MissingTracking> Missing(List<Tracking> found, List<RejectedItem> rejected, bool isLast, Transport transport)
        {
            foreach (var tracking in found)
            {
                this.open.Remove(nameOf(tracking));
            }

            var missing = new List<MissingTracking>();
            foreach (var item in rejected)
            {
                var name = item.Number is { Length: > 0 } number ? number : item.OrderNo ?? "";
                if (this.open.Remove(name))
                {
                    missing.Add(Report(name, RetryTable.ForItem(item.Error?.Code, item.Error?.Message), item.Error, transport));
                }
            }

            if (isLast)
            {
                foreach (var name in this.Asked.Where(this.open.Remove))
                {
                    missing.Add(Report(name, Track123ErrorKind.TrackingNotRegistered, null, transport));
                }
            }

            return missing;
        }

        private static MissingTracking Report(string name, Track123ErrorKind kind, ItemError? error, Transport transport)
        {
            var text = kind == Track123ErrorKind.TrackingNotRegistered ? $"'{name}' is not registered in this account." : $"'{name}': {error?.Message}";
            return new()
            {
                TrackingNumber = name,
                Error = new Track123Exception(kind, Redaction.WithoutKey(text, transport.ApiKey)) { Code = error?.Code, Endpoint = Endpoints.QueryParcels.ToString() },
            };
        }
    }
}
