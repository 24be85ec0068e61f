using Track123.Batches;
using Track123.Http;
using Track123.Json;

namespace Track123.Parcels;

/// <summary>Reads the parcels of an account page by page. A page is requested only when it is read.</summary>
internal sealed class TrackingPager(QueryBody body, BatchContext context)
{
    private readonly HashSet<string> cursors = new(StringComparer.Ordinal) { "" };
    private HashSet<(string?, string, string?)> lastPage = [];
    private QueryBody? next = body;
    private int count;

    /// <summary>Returns the body of a query for parcels registered in a period, by the service's clock, whose zone is not documented.</summary>
    public static QueryBody CreateBody(DateTime? createdAfter, DateTime? createdBefore) => new()
    {
        CreateTimeStart = createdAfter is { } after ? ServiceTime.Write(after) : null,
        CreateTimeEnd = createdBefore is { } before ? ServiceTime.Write(before) : null,
    };

    /// <summary>Reads the next page; null after the last.</summary>
    /// <param name="itemCount">The number of items that the query asks for, for the log.</param>
    /// <exception cref="Track123Exception">The call failed. The query can't be continued.</exception>
    public async Task<Answer<Tracking>?> ReadPageAsync(int itemCount = 1)
    {
        if (this.next is not { } query)
        {
            return null;
        }

        var reply = await context.SendAsync(
            Endpoints.QueryParcels, query, ParcelJson.Lenient.QueryBody, itemCount, ParcelJson.Lenient.EnvelopeAnswerTracking).ConfigureAwait(false);
        var answer = reply.Data ?? new();
        this.count += answer.Accepted.Content.Count;
        var isLast = this.IsLast(answer.Accepted, query.QueryPageSize);

        // A record repeats an earlier one, of this page or the last, only if id, number and carrier are all the same.
        var page = new HashSet<(string?, string, string?)>();
        answer.Accepted.Content.RemoveAll(t =>
            (t.Id, t.TrackingNumber, t.CarrierCode) is var key && (!page.Add(key) || this.lastPage.Contains(key)));
        this.lastPage = page;

        // A page without a new record would be followed by others like it.
        this.next = isLast || answer.Accepted.Content.Count == 0 ? null : query with { Cursor = answer.Accepted.Cursor! };
        var readAt = context.Now();
        answer.Accepted.Content.ForEach(t => t.Complete(readAt));
        return answer;
    }

    // How paging ends is not documented (contract 2.2), so every sign of the end counts, and a cursor that was used before leads nowhere.
    private bool IsLast(Items<Tracking> page, int pageSize) =>
        page.Content.Count == 0
        || string.IsNullOrEmpty(page.Cursor)
        || !this.cursors.Add(page.Cursor!)
        || (page.TotalElements is { } total && this.count >= total && page.Content.Count < pageSize)
        || (page.TotalPages is > 0 and { } pages && page.CurrentPage >= pages);
}
