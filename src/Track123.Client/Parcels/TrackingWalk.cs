using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>Which parcels to read. With nothing set: all of the account.</summary>
public sealed class TrackingQuery
{
    /// <summary>Registered at or after this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedAfter { get; init; }

    /// <summary>Registered at or before this moment, on the service's clock, whose zone is not documented; sent as it is.</summary>
    public DateTime? CreatedBefore { get; init; }

    /// <summary>Records a page, 1 to 100.</summary>
    public int PageSize { get; init; } = 100;
}

/// <summary>Reads parcels page by page. A page is asked for only when it is wanted.</summary>
public sealed class TrackingWalk
{
    private readonly CursorWalk walk;
    private readonly Transport transport;
    private readonly ICallLog log;
    private readonly Func<DateTimeOffset> now;

    internal TrackingWalk(TrackingQuery query, Transport transport, ICallLog log, Func<DateTimeOffset> now)
    {
        (this.transport, this.log, this.now) = (transport, log, now);
        this.walk = new(new QueryBody
        {
            CreateTimeStart = query.CreatedAfter is { } after ? ServiceTime.Write(after) : null,
            CreateTimeEnd = query.CreatedBefore is { } before ? ServiceTime.Write(before) : null,
            QueryPageSize = query.PageSize,
        });
    }

    /// <summary>Reads the next page; null at the end.</summary>
    /// <exception cref="Track123Exception">The call failed. The walk can't go on.</exception>
    public async Task<IReadOnlyList<Tracking>?> NextAsync(CancellationToken cancellationToken) => this.walk.IsOver
        ? null
        : (await this.walk.NextAsync(new(this.transport, this.log, AbortReason: null, cancellationToken), items: 1, this.now).ConfigureAwait(false))
            .Accepted.Content;
}
