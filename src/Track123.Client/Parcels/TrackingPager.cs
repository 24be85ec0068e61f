using Track123.Batches;
using Track123.Http;
using Track123.Json;

namespace Track123.Parcels;

/// <summary>Reads the parcels of an account page by page. It requests a page only when the caller reads it.</summary>
internal sealed class TrackingPager(QueryBody body, BatchContext context)
{
    private readonly HashSet<string> cursors = new(StringComparer.Ordinal) { "" };
    private HashSet<(string?, string, string?)> lastPage = [];
    private QueryBody? next = body;
    private int received;

    /// <summary>The number of pages that were read.</summary>
    public int PageCount { get; private set; }

    /// <summary>The number of different parcels that were read.</summary>
    public int Count { get; private set; }

    /// <summary>The number of pages that the service announced; null if it did not.</summary>
    public int? TotalPages { get; private set; }

    /// <summary>The number of parcels that the service announced; null if it did not.</summary>
    public int? TotalCount { get; private set; }

    /// <summary>
    /// Creates the body of a query for the parcels that were registered in a period. The time zone of the times is not
    /// documented.
    /// </summary>
    public static QueryBody CreateBody(DateTime? createdAfter, DateTime? createdBefore) => new()
    {
        CreateTimeStart = createdAfter is { } after ? ServiceTime.Write(after) : null,
        CreateTimeEnd = createdBefore is { } before ? ServiceTime.Write(before) : null,
    };

    /// <summary>Reads the next page; null after the last page.</summary>
    /// <param name="itemCount">The number of requested items, for the log.</param>
    /// <exception cref="Track123Exception">The call failed. The query can't be continued.</exception>
    public async Task<ResponseData<Tracking>?> ReadPageAsync(int itemCount = 1)
    {
        if (this.next is not { } query)
        {
            return null;
        }

        var reply = await context.SendAsync(
            Endpoints.QueryParcels,
            query,
            ParcelJson.Lenient.QueryBody,
            itemCount,
            ParcelJson.Lenient.EnvelopeResponseDataTracking).ConfigureAwait(false);
        var data = reply.Data ?? new();
        this.PageCount++;
        this.received += data.Accepted.Content.Count;
        this.TotalPages = data.Accepted.TotalPages ?? this.TotalPages;
        this.TotalCount = data.Accepted.TotalElements ?? this.TotalCount;
        var isLast = this.IsLast(data.Accepted, query.QueryPageSize);

        // A record is a duplicate only if this page or the previous one has a record with the same id, number and
        // carrier. Without an id, the order number tells records apart.
        var page = new HashSet<(string?, string, string?)>();
        data.Accepted.Content.RemoveAll(t =>
        {
            var key = (t.Id ?? $"\n{t.OrderNumber}", t.TrackingNumber, t.CarrierCode);
            return !page.Add(key) || this.lastPage.Contains(key);
        });
        this.lastPage = page;
        this.Count += data.Accepted.Content.Count;

        // After a page without new records, the service would send more such pages.
        this.next = isLast || data.Accepted.Content.Count == 0 ? null : query with { Cursor = data.Accepted.Cursor! };
        var readAt = context.Now();
        data.Accepted.Content.ForEach(t => t.Complete(readAt, context.Transport.AccountName));
        return data;
    }

    // The end of paging is not documented (contract 2.2), so any sign of it counts, including a cursor that was used
    // before.
    private bool IsLast(Items<Tracking> page, int pageSize) =>
        page.Content.Count == 0
        || string.IsNullOrEmpty(page.Cursor)
        || !this.cursors.Add(page.Cursor!)
        || (page.TotalElements is { } total && this.received >= total && page.Content.Count < pageSize)
        || (page.TotalPages is > 0 and { } pages && page.CurrentPage >= pages);
}
