using System.Globalization;
using Track123.Batches;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>
/// Waits until parcels reach a status, by default Delivered or Expired, and outputs each parcel that reaches it. In a
/// sandbox, the cmdlet advances the sandbox's clock instead of waiting.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "Track123Tracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(Tracking))]
public sealed class WaitTrack123TrackingCommand : ParcelCmdlet
{
    /// <summary>The number of polls that must not find a number before it is reported as not registered.</summary>
    private const int MaxMisses = 3;

    /// <summary>The additional type name of the output, which selects a table view with fixed widths.</summary>
    private const string ArrivedType = "Track123.Tracking#Arrived";

    // Parcels in the sandbox travel for days, so more frequent polls would show no changes.
    private static readonly TimeSpan SandboxInterval = TimeSpan.FromHours(6);

    private readonly Dictionary<long, WatchedParcel> pending = [];
    private BatchPipeline<ParcelRow, LookupOutcome<Tracking>>? poll;
    private PollSchedule? schedule;
    private bool hasChanged;
    private bool hasMissed;
    private long rows;
    private long total;
    private Track123Exception? failure;

    /// <summary>
    /// The statuses to wait for. One is enough. The default is Delivered and Expired, the final statuses.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TransitStatus[] Until { get; set; } = [TransitStatus.Delivered, TransitStatus.Expired];

    /// <summary>
    /// The maximum number of seconds to wait. 0 polls once. The cmdlet writes an error for each parcel that has not
    /// reached a status by then. By default, there is no limit.
    /// </summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>
    /// The number of seconds between two polls. The delay doubles after each poll without a change, up to 16 times this
    /// value, and is reset after a change. In a sandbox, it is at least six hours.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int PollIntervalSeconds { get; set; } = 60;

    /// <inheritdoc />
    private protected override bool UsesOneAccount => true;

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadParcels(this.Add);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.poll!.Complete();
        while (this.pending.Count > 0 && !this.poll.HasEnded)
        {
            if (!this.WaitForNextPoll())
            {
                this.WriteTimeouts();
                break;
            }

            this.poll.Dispose();
            this.CreatePipeline();
            (this.hasChanged, this.hasMissed, this.failure) = (false, false, null);
            foreach (var parcel in this.pending.Values.ToList())
            {
                this.poll.Add(parcel.Row);
            }

            this.poll.Complete();
        }

        this.EndProgress();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.poll?.Dispose();
    }

    /// <inheritdoc />
    private protected override void StartProgress() =>
        this.StartProgress("Waiting for parcels", this.DescribeProgress);

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() =>
        this.poll = new(this, ParcelOperations.Lookup, this.ReadRow, this.ProcessLookup) { ToError = null };

    /// <inheritdoc />
    private protected override void CompleteRows() => this.poll!.Complete();

    private void Add(ParcelRow parcel)
    {
        this.schedule ??= this.CreateSchedule();
        var row = parcel with { Row = ++this.rows };
        this.pending[row.Row] = new(row);
        this.total++;
        this.poll!.Add(row);
    }

    // The timeout counts from the first parcel.
    private PollSchedule CreateSchedule()
    {
        var interval = TimeSpan.FromSeconds(this.PollIntervalSeconds);
        return new(
            this.UsedConnection.IsSandbox && interval < SandboxInterval ? SandboxInterval : interval,
            this.TimeoutSeconds is { } seconds ? this.Client.Now.AddSeconds(seconds) : null);
    }

    private void ProcessLookup(LookupOutcome<Tracking> lookup)
    {
        if (!this.pending.TryGetValue(lookup.Row, out var parcel))
        {
            return;
        }

        if (lookup.IsDuplicate)
        {
            this.pending.Remove(lookup.Row);
            this.total--;
        }
        else if (lookup.Error is { } error)
        {
            // A fatal error is reported once, when the run ends.
            if (lookup.Result.FatalError is null)
            {
                this.ProcessFailure(parcel, error);
            }
        }
        else
        {
            var (arrived, isNew) = parcel.Update(lookup.Records, t => this.Until.Contains(t.TransitStatus));
            this.hasChanged |= isNew;
            foreach (var tracking in arrived)
            {
                var arrival = PSObject.AsPSObject(tracking);
                arrival.TypeNames.Insert(0, ArrivedType);
                this.WriteObject(arrival);
            }

            if (parcel.Pending.All(t => t.IsFinal))
            {
                this.WriteOtherFinalStatuses(parcel);
            }
        }
    }

    private void ProcessFailure(WatchedParcel parcel, Track123Exception error)
    {
        if (error.Kind == Track123ErrorKind.TrackingNotRegistered && ++parcel.MissCount < MaxMisses)
        {
            (parcel.Failure, this.hasMissed) = (error, true);
        }
        else if (error.Kind is Track123ErrorKind.TrackingNotRegistered or Track123ErrorKind.TrackingRejected
            or Track123ErrorKind.InvalidRequest or Track123ErrorKind.EndpointNotFound)
        {
            this.pending.Remove(parcel.Row.Row);
            this.WriteError(Track123Error.From(error, parcel.Row.TrackingNumber));
        }
        else
        {
            // A temporary failure of the service does not end the wait: the next poll may succeed.
            (parcel.Failure, this.failure) = (error, error);
        }
    }

    private void WriteOtherFinalStatuses(WatchedParcel parcel)
    {
        this.pending.Remove(parcel.Row.Row);
        foreach (var tracking in parcel.Pending)
        {
            var message = $"'{tracking.TrackingNumber}' is {tracking.TransitStatus}, which is a final status. It "
                + $"will not reach {string.Join(" or ", this.Until)}.";
            this.WriteError(Track123Error.StatusNotReached(tracking, message, isFinal: true));
        }
    }

    private bool WaitForNextPoll()
    {
        var client = this.Client;
        if (this.schedule!.GetDelay(client.Now, this.hasChanged, this.hasMissed) is not { } delay)
        {
            return false;
        }

        if (this.failure is { } error)
        {
            this.WriteWarning(
                $"Some parcels could not be queried. Retrying in {DisplayText.Age(delay)}. {error.Message}");
        }

        this.WriteVerbose($"{this.pending.Count} of {this.total} parcels are still pending; next poll in {delay:c}.");
        this.Await(token => client.PassTimeAsync(delay, token));
        return true;
    }

    private void WriteTimeouts()
    {
        foreach (var parcel in this.pending.Values.ToList())
        {
            var time = $"within {this.TimeoutSeconds} s";
            if (parcel.MissCount > 0)
            {
                this.WriteError(Track123Error.From(parcel.Failure!, parcel.Row.TrackingNumber));
            }
            else if (parcel.Pending.Count == 0)
            {
                var number = parcel.Row.TrackingNumber!;
                this.WriteError(Track123Error.StatusNotReached(
                    number,
                    $"'{number}' could not be queried {time}. {parcel.Failure?.Message}".TrimEnd(),
                    isFinal: false));
            }

            foreach (var tracking in parcel.Pending)
            {
                var status = DisplayText.State(tracking.TransitStatus.ToString(), tracking.TransitStatusText);
                var message = $"'{tracking.TrackingNumber}' did not reach {string.Join(" or ", this.Until)} {time}. "
                    + $"It is {status}. {parcel.Failure?.Message}";
                this.WriteError(Track123Error.StatusNotReached(tracking, message.TrimEnd(), isFinal: false));
            }
        }
    }

    private void DescribeProgress(ProgressRecord record)
    {
        var arrived = this.total - this.pending.Count;
        record.PercentComplete = this.total > 0 ? (int)(arrived * 100 / this.total) : -1;

        // PowerShell's default progress view shows only this line, so it contains all details.
        var next = this.schedule?.Next is { } time && time - this.Client.Now is var left && left > TimeSpan.Zero
            ? "next poll in "
                + (left.TotalMinutes < 1 ? $"{Math.Ceiling(left.TotalSeconds):N0} s" : DisplayText.Age(left))
            : "polling";
        record.StatusDescription = string.Format(
            CultureInfo.CurrentCulture, "{0:N0} of {1:N0} parcels, {2}", arrived, this.total, next);
    }
}
