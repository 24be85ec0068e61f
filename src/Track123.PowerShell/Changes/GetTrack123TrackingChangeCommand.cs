using Track123.Changes;

namespace Track123.Commands;

/// <summary>
/// Gets the differences between the parcels of the account and their state at the last successful run. The state is
/// replaced only when all parcels have been read and the pipeline has processed all differences.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Track123TrackingChange")]
[OutputType(typeof(TrackingChange))]
public sealed class GetTrack123TrackingChangeCommand : ConnectedCmdlet
{
    private readonly List<TrackingChange> changes = [];
    private string file = "";

    /// <summary>
    /// The file with the state of the last successful run. It is created by the first run. Its folder must exist.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string StatePath { get; set; } = "";

    /// <summary>
    /// Reads only parcels registered at or after this time, which must be the same in each run. The time is sent
    /// unchanged, because the service does not document its time zone.
    /// </summary>
    [Parameter]
    public DateTime? CreatedAfter { get; set; }

    /// <summary>
    /// Reads only parcels registered at or before this time, which must be the same in each run. The time is sent
    /// unchanged, because the service does not document its time zone.
    /// </summary>
    [Parameter]
    public DateTime? CreatedBefore { get; set; }

    /// <summary>
    /// Reports parcels that are not delivered and have had no news for this number of days. Each is reported once, and
    /// again only after news. By default none is reported.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 365)]
    public int? StalledAfterDays { get; set; }

    /// <summary>Outputs nothing in the first run, and only records the parcels. Later runs ignore it.</summary>
    [Parameter]
    public SwitchParameter Baseline { get; set; }

    /// <summary>
    /// Outputs all differences as one list, if there are any, so that the next command can process them together.
    /// </summary>
    [Parameter]
    public SwitchParameter NoEnumerate { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.MyInvocation.BoundParameters.ContainsKey("OutBuffer"))
        {
            // The next command would get the last objects only after the state is replaced.
            this.Fail(Track123Error.InvalidRequest("Get-Track123TrackingChange does not support -OutBuffer."));
        }

        this.file = this.ResolveFile(this.StatePath);
        var client = this.Client;
        using var feed = this.Await(token => Task.Run(() => this.OpenFeed(token), token), this.file);
        var isBaseline = this.Baseline && feed.IsFirstRun;
        var query = new ParcelQuery(this, this.CreatedAfter, this.CreatedBefore);
        var count = 0L;
        foreach (var tracking in query.Read())
        {
            foreach (var change in this.Do(() => feed.Compare(tracking, isBaseline)))
            {
                count++;
                this.Write(change);
            }
        }

        if (query.Incompleteness is not { } incompleteness)
        {
            foreach (var change in this.Do(() => feed.FindGone(client.Now).ToList()))
            {
                count++;
                this.Write(change);
            }
        }
        else if (this.Do(feed.KeepMissing) is > 0 and var missing)
        {
            this.WriteWarning(
                $"{incompleteness} Known parcels that it did not send ({missing}) are not reported as Gone.");
        }

        if (this.changes.Count > 0)
        {
            this.WriteObject(this.changes, enumerateCollection: false);
        }

        // All changes have been processed: WriteObject returns only then.
        _ = this.Do(() =>
        {
            feed.Commit();
            return true;
        });
        this.WriteVerbose($"Compared {feed.Count} parcels, found {count} changes, and replaced '{this.file}'.");
    }

    private ChangeFeed OpenFeed(CancellationToken token) => ChangeFeed.Open(
        this.file,
        new(this.CreatedAfter, this.CreatedBefore, this.UsedConnection.Name),
        this.StalledAfterDays is { } days ? TimeSpan.FromDays(days) : null,
        token);

    private void Write(TrackingChange change)
    {
        if (this.NoEnumerate)
        {
            this.changes.Add(change);
        }
        else
        {
            this.WriteObject(change);
        }
    }

    private T Do<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, this.file));
            throw;
        }
    }
}
