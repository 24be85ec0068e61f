using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Waits until parcels have got somewhere, by default until they are delivered or expired, and gives each one as it gets there. In a sandbox nobody
/// waits: its clock is moved on instead.
/// </summary>
[Cmdlet(VerbsLifecycle.Wait, "Track123Tracking", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(Tracking))]
public sealed class WaitTrack123TrackingCommand : ParcelCmdlet
{
    // A sandbox has no more to tell if it is asked more often, and its parcels travel for days.
    private static readonly TimeSpan SandboxInterval = TimeSpan.FromHours(6);

    // Looks that may miss a number before it counts as not registered: the service takes a moment to find one that has just been.
    private const int MostMissed = 3;

    private readonly Dictionary<long, AwaitedParcel> pending = [];
    private RowFeed<ParcelReference, TrackingLookup> look;
    private ProgressBar? progress;
    private PollSchedule? schedule;
    private bool hasMoved;
    private bool hasMissed;
    private long rows;
    private long total;
    private Track123Exception? failure;

    /// <summary>Makes the cmdlet.</summary>
    public WaitTrack123TrackingCommand() => this.look = this.NewLook();

    /// <summary>The states to wait for, any of them. By default the final ones, Delivered and Expired.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public TransitStatus[] Until { get; set; } = [TransitStatus.Delivered, TransitStatus.Expired];

    /// <summary>
    /// How many seconds to wait, at most; 0 looks once. Parcels that are not there by then are an error each. By default there is no end to it.
    /// </summary>
    [Parameter]
    [Alias("TimeoutSec")]
    [ValidateRange(0, int.MaxValue)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>
    /// How many seconds lie between one look and the next. The pause doubles with each look at which nothing has moved, up to sixteen times this,
    /// and is this again once something moves. In a sandbox it is six hours at least.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int PollIntervalSeconds { get; set; } = 60;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!Preferences.ShowsProgress(this))
            return;

        this.progress = new(this, "Waiting for parcels");
        this.Meanwhile = () => this.progress.Show(this.Describe);
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadParcels(
        (_, number, carrier) => this.Add(number?.Trim(), carrier),
        (_, reason) => this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject)));

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.look.Complete();
        while (this.pending.Count > 0)
        {
            if (!this.Pause())
            {
                this.GiveUp();
                break;
            }

            this.look.Dispose();
            this.look = this.NewLook();
            (this.hasMoved, this.hasMissed, this.failure) = (false, false, null);
            foreach (var parcel in this.pending.Values.ToList())
            {
                this.look.Add(parcel.Reference);
            }

            this.look.Complete();
        }

        this.progress?.Complete();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.look.Dispose();

        // However it ended: by its end, an error, Ctrl+C or what is downstream.
        this.progress?.Complete();
    }

    private RowFeed<ParcelReference, TrackingLookup> NewLook() =>
        new(this, () => this.Client.BeginLookup(this.Log, this.StoppingToken), describe: null, "", this.See);

    private void Add(string? number, string? carrier)
    {
        if (string.IsNullOrEmpty(number))
        {
            this.WriteError(Track123Error.InvalidRequest("A tracking number is blank.", this.InputObject));
            return;
        }

        this.schedule ??= this.Begin();
        var reference = new ParcelReference { Row = ++this.rows, TrackingNumber = number, CarrierCode = carrier };
        this.pending[reference.Row] = new(reference);
        this.total++;
        this.look.Add(reference);
    }

    // The time there is counts from the first parcel.
    private PollSchedule Begin()
    {
        var interval = TimeSpan.FromSeconds(this.PollIntervalSeconds);
        return new(
            this.UsedConnection.IsSandbox && interval < SandboxInterval ? SandboxInterval : interval,
            this.TimeoutSeconds is { } seconds ? this.Client.Now.AddSeconds(seconds) : null);
    }

    private void See(TrackingLookup lookup)
    {
        if (!this.pending.TryGetValue(lookup.Row, out var parcel))
            return;

        if (lookup.IsRepeat)
        {
            this.pending.Remove(lookup.Row);
            this.total--;
        }
        else if (lookup.Error is { } error)
        {
            this.SeeFailure(parcel, error);
        }
        else
        {
            var (arrived, isNew) = parcel.See(lookup.Trackings, t => this.Until.Contains(t.TransitStatus));
            this.hasMoved |= isNew;
            foreach (var tracking in arrived)
            {
                this.WriteObject(tracking);
            }

            if (parcel.Underway.All(t => t.IsFinal))
                this.EndElsewhere(parcel);
        }
    }

    private void SeeFailure(AwaitedParcel parcel, Track123Exception error)
    {
        // What ends the call is told once, at its end.
        if (error.IsFatal)
            return;

        if (error.Kind == Track123ErrorKind.TrackingNotRegistered && ++parcel.Missed < MostMissed)
        {
            (parcel.Failure, this.hasMissed) = (error, true);
            return;
        }

        if (error.Kind is Track123ErrorKind.TrackingNotRegistered or Track123ErrorKind.TrackingRejected or Track123ErrorKind.InvalidRequest)
        {
            this.pending.Remove(parcel.Reference.Row);
            this.WriteError(Track123Error.From(error, parcel.Reference.TrackingNumber));
            return;
        }

        // One bad hour of the service does not end a wait of days: the next look may do better.
        (parcel.Failure, this.failure) = (error, error);
    }

    private void EndElsewhere(AwaitedParcel parcel)
    {
        this.pending.Remove(parcel.Reference.Row);
        foreach (var tracking in parcel.Underway)
        {
            var message = $"'{tracking.TrackingNumber}' is {tracking.TransitStatus}, which is final, and will not be {string.Join(" or ", this.Until)}.";
            this.WriteError(Track123Error.StateNotReached(tracking, message, isOver: true));
        }
    }

    private bool Pause()
    {
        var client = this.Client;
        if (this.schedule!.PauseAfterLook(client.Now, this.hasMoved, this.hasMissed) is not { } pause)
            return false;

        if (this.failure is { } why)
            this.WriteWarning($"Not all parcels could be looked at; that is tried again in {DisplayText.Age(pause)}. {why.Message}");

        this.WriteVerbose($"{this.pending.Count} of {this.total} parcels still to come; next look in {pause:c}.");
        this.Await(token => client.PassTimeAsync(pause, token));
        return true;
    }

    private void GiveUp()
    {
        foreach (var parcel in this.pending.Values.ToList())
        {
            var said = $"within {this.TimeoutSeconds} s";
            if (parcel.Missed > 0)
            {
                this.WriteError(Track123Error.From(parcel.Failure!, parcel.Reference.TrackingNumber));
            }
            else if (parcel.Underway.Count == 0)
            {
                var number = parcel.Reference.TrackingNumber!;
                this.WriteError(Track123Error.StateNotReached(number, $"'{number}' could not be seen {said}. {parcel.Failure?.Message}".TrimEnd(), isOver: false));
            }

            foreach (var tracking in parcel.Underway)
            {
                var state = DisplayText.State(tracking.TransitStatus.ToString(), tracking.TransitStatusText);
                var message = $"'{tracking.TrackingNumber}' did not get to {string.Join(" or ", this.Until)} {said}. It is {state}. {parcel.Failure?.Message}";
                this.WriteError(Track123Error.StateNotReached(tracking, message.TrimEnd(), isOver: false));
            }
        }
    }

    private void Describe(ProgressRecord record)
    {
        var there = this.total - this.pending.Count;
        record.PercentComplete = this.total > 0 ? (int)(there * 100 / this.total) : -1;

        // All in the one line: PowerShell's usual view of progress shows no other.
        var next = this.schedule?.Next is { } moment && moment - this.Client.Now is var left && left > TimeSpan.Zero
            ? $"next look in {(left.TotalMinutes < 1 ? $"{Math.Ceiling(left.TotalSeconds):N0} s" : DisplayText.Age(left))}"
            : "looking";
        record.StatusDescription = string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0} parcels, {2}", there, this.total, next);
    }
}
