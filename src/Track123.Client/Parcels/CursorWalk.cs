using System.Text.Json;
using Track123.Json;

namespace Track123;

/// <summary>The pages of one query, each asked for with the cursor of the one before.</summary>
internal sealed class CursorWalk(QueryBody body)
{
    private readonly HashSet<string> cursors = new(StringComparer.Ordinal) { "" };
    private HashSet<string> before = [];
    private int seen;

    /// <summary>True once the last page was read.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Reads the next page.</summary>
    public async Task<Answer<Tracking>> NextAsync(Line line, int items, Func<DateTimeOffset> now)
    {
        var reply = await line.Transport.SendAsync(
            Endpoints.QueryParcels,
            JsonSerializer.SerializeToUtf8Bytes(body, TrackJson.Lenient.QueryBody),
            items,
            TrackJson.Lenient.EnvelopeAnswerTracking,
            new(line.Log, line.AbortReason, line.CancellationToken)).ConfigureAwait(false);
        var answer = reply.Data ?? new();
        this.IsOver = this.IsLast(answer.Accepted);
        body.Cursor = answer.Accepted.Cursor ?? "";

        // A record that comes again, on this page or from the one before, is the same record.
        var ids = new HashSet<string>(StringComparer.Ordinal);
        answer.Accepted.Content.RemoveAll(t => t.Id is { Length: > 0 } id && (this.before.Contains(id) | !ids.Add(id)));
        this.before = ids;
        var read = now();
        answer.Accepted.Content.ForEach(t => t.Complete(read));
        return answer;
    }

    // The end of paging is not documented (contract 2.2), so whatever says "end" is believed, and a cursor seen before is no way on.
    private bool IsLast(Items<Tracking> page)
    {
        this.seen += page.Content.Count;
        return page.Content.Count == 0
            || string.IsNullOrEmpty(page.Cursor)
            || !this.cursors.Add(page.Cursor!)
            || (page.TotalElements is { } total && this.seen >= total && page.Content.Count < body.QueryPageSize)
            || (page.TotalPages is > 0 and { } pages && page.CurrentPage >= pages);
    }
}
