using Track123.Parcels;
using static Track123.Commands.ProgressBar;

namespace Track123.Commands;

/// <summary>Reads the parcels of the account page by page and shows the progress.</summary>
/// <param name="cmdlet">The cmdlet that reads the parcels.</param>
/// <param name="createdAfter">The earliest time of registration; null for no limit.</param>
/// <param name="createdBefore">The latest time of registration; null for no limit.</param>
internal sealed class ParcelQuery(ConnectedCmdlet cmdlet, DateTime? createdAfter, DateTime? createdBefore)
{
    private readonly TrackingPager pager =
        cmdlet.Client.BeginQuery(createdAfter, createdBefore, cmdlet.Log, cmdlet.StoppingToken);

    /// <summary>
    /// After the query, describes how the response was incomplete; null if it seems complete. The end of paging is not
    /// documented, so a query may end too early.
    /// </summary>
    public string? Incompleteness => (this.pager.TotalCount, this.pager.Count) switch
    {
        (null, 0) => "The service sent no parcels and did not say that there are none.",
        ({ } total, var count) when count < total =>
            Format($"The service announced {total:N0} parcels, but sent {count:N0}."),
        _ when this.pager.TotalPages > this.pager.PageCount => Format(
            $"The service announced {this.pager.TotalPages:N0} pages, but sent {this.pager.PageCount:N0}."),
        _ => null,
    };

    /// <summary>
    /// Reads the parcels. The next page is requested only when all parcels of the current one have been processed, so
    /// that Select-Object -First saves requests.
    /// </summary>
    public IEnumerable<Tracking> Read()
    {
        cmdlet.StartProgress("Reading parcels", this.Describe);
        while (cmdlet.Await(_ => this.pager.ReadPageAsync()) is { } page)
        {
            foreach (var tracking in page.Accepted.Content)
            {
                yield return tracking;
            }

            cmdlet.UpdateProgress();
        }

        cmdlet.EndProgress();
    }

    private void Describe(ProgressRecord record)
    {
        var (pages, count) = (this.pager.PageCount, this.pager.Count);
        record.PercentComplete = this.pager.TotalCount is > 0 and var total ? (int)Math.Min(100, count * 100L / total)
            : this.pager.TotalPages is > 0 and var all ? Math.Min(100, pages * 100 / all)
            : -1;
        var current = this.pager.TotalPages is > 0 and var last ? Math.Min(pages + 1, last) : pages + 1;
        var ofPages = this.pager.TotalPages is { } lastPage ? Format($" of {lastPage:N0}") : "";
        var ofCount = this.pager.TotalCount is { } sum ? Format($" of {sum:N0}") : "";
        record.StatusDescription = Format($"{count:N0}{ofCount} parcels, page {current:N0}{ofPages}");
    }
}
