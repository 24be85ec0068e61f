using System.Globalization;
using Track123.Http;

namespace Track123;

/// <summary>
/// Carries a stream of rows to an endpoint: fills batches, sends them side by side, gives one outcome for each row in input order. One thread
/// drives it: add rows, send when <see cref="IsBatchFull"/>, take what is ready; at the end send the rest and take all. Beside that thread only
/// its own timer sends: rows that have waited long enough while the driver waits for more.
/// </summary>
/// <typeparam name="TRow">A row as it comes in.</typeparam>
/// <typeparam name="TOutcome">What becomes of it.</typeparam>
public sealed partial class BatchRun<TRow, TOutcome> : IDisposable
    where TRow : class
    where TOutcome : RowOutcome
{
    private readonly BatchPlan<TRow, TOutcome> plan;
    private readonly Transport transport;
    private readonly ICallLog log;
    private readonly CancellationTokenSource ending;
    private readonly CancellationToken ends;

    // The driver's alone.
    private readonly Queue<Slot> slots = new();
    private readonly RecentRows recent = new();

    // Driver and timer: under the gate, and so is each row's batch.
    private readonly object gate = new();
    private readonly List<Slot> waiting = [];
    private readonly List<Task> inFlight = [];
    private readonly Dictionary<string, Task> lastSent = new(NumberComparer.Instance);
    private long oldestWaitsSince;
    private ITimer? timer;
    private bool isDisposed;
    private Track123Exception? ended;

    internal BatchRun(BatchPlan<TRow, TOutcome> plan, Transport transport, ICallLog log, CancellationToken cancellationToken)
    {
        (this.plan, this.transport, this.log) = (plan, transport, log);
        this.ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        this.ends = this.ending.Token;
        this.BatchSize = plan.Endpoint.ItemsPerRequest;
    }

    /// <summary>Rows that wait to be sent; rows with an outcome already (blank numbers, repeats) are not among them.</summary>
    public IReadOnlyList<TRow> Waiting
    {
        get
        {
            lock (this.gate)
            {
                return this.waiting.ConvertAll(s => s.Row);
            }
        }
    }

    /// <summary>True once as many rows wait as one request takes.</summary>
    public bool IsBatchFull
    {
        get
        {
            lock (this.gate)
            {
                return this.waiting.Count >= this.BatchSize;
            }
        }
    }

    /// <summary>How long the rate limit still holds back what waits to be sent; zero if it holds back nothing.</summary>
    public TimeSpan RateLimitWait => this.transport.GetCurrentDelay(this.plan.Endpoint);

    /// <summary>Why no further row can be sent (key refused, out of credit); null while all is well.</summary>
    public Track123Exception? Ended => Volatile.Read(ref this.ended);

    /// <summary>How many rows go in one request.</summary>
    internal int BatchSize { get; init; }

    /// <summary>How long a row waits for its batch to fill, at most; null lets it wait until the driver sends.</summary>
    internal TimeSpan? FlushInterval { get; init; }

    /// <summary>The clock of the timer.</summary>
    internal TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Takes one row in. The driver sends it, or the timer does; this never waits.</summary>
    public void Add(TRow row)
    {
        var slot = new Slot(row);
        this.slots.Enqueue(slot);
        var (item, reason) = this.plan.Check(row);
        if (item is null)
        {
            slot.Outcome = this.plan.ToOutcome(row, Verdict.Unusable(reason, this.plan.WrongRow));
            return;
        }

        slot.Item = item;
        if (!this.plan.SendsRepeats)
        {
            slot.Own = new();
            slot.First = this.recent.FindOrAdd(item, slot.Own, out var isForgotten);
            slot.IsRepeat = isForgotten;
        }

        if (slot.First is null || WasRejected(slot.First))
        {
            slot.First = null;
            this.Wait(slot);
        }
    }

    /// <summary>Takes in a row that can't be read, and accounts for it as rejected.</summary>
    public void Reject(TRow row, string reason) =>
        this.slots.Enqueue(new Slot(row) { Outcome = this.plan.ToOutcome(row, Verdict.Unusable(reason, this.plan.WrongRow)) });

    /// <summary>Sends the waiting rows; completes when they are on their way, after waiting for room among the batches in flight.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        while (!this.TrySendAll(out var room))
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        // What is done waits behind a head that is not, so that bounds the rows taken in too.
        if (this.slots.Count > MostInFlight * this.BatchSize * 2 && this.BatchOf(this.slots.Peek()) is { } head)
        {
            await head.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends nothing and accounts for the waiting rows as skipped.</summary>
    public void Skip()
    {
        lock (this.gate)
        {
            foreach (var slot in this.waiting)
            {
                slot.Outcome = this.plan.ToOutcome(slot.Row, new(VerdictKind.Skipped, "Not sent."));
            }

            this.waiting.Clear();
        }
    }

    /// <summary>Sends no further row: those that wait, and all that come, fail for this reason.</summary>
    public void End(Track123Exception reason)
    {
        Interlocked.CompareExchange(ref this.ended, reason, null);
        lock (this.gate)
        {
            this.Fail([.. this.waiting], reason);
            this.waiting.Clear();
        }
    }

    /// <summary>Takes the next outcome if it is known.</summary>
    public bool TryTake(out TOutcome? outcome)
    {
        outcome = this.slots.Count > 0 ? this.OutcomeOf(this.slots.Peek()) : null;
        if (outcome is null)
        {
            return false;
        }

        this.slots.Dequeue();
        return true;
    }

    /// <summary>
    /// Waits until <see cref="TryTake"/> has something; false once every row that was sent or decided has been taken. Rows may wait to be sent
    /// even then: a repeat of a row that was rejected goes out after it.
    /// </summary>
    public async Task<bool> WhenReadyAsync(CancellationToken cancellationToken)
    {
        if (this.slots.Count == 0)
        {
            return false;
        }

        var head = this.slots.Peek();
        if (this.OutcomeOf(head) is null && this.BatchOf(head) is { } batch)
        {
            await batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return this.OutcomeOf(head) is not null;
    }

    /// <summary>Ends what is in flight.</summary>
    public void Dispose()
    {
        lock (this.gate)
        {
            this.isDisposed = true;
            this.timer?.Dispose();
        }

        this.ending.Cancel();
        this.ending.Dispose();
    }

    private void Wait(Slot slot)
    {
        lock (this.gate)
        {
            this.waiting.Add(slot);
            if (this.waiting.Count == 1 && this.FlushInterval is { } interval)
            {
                this.oldestWaitsSince = this.Clock.GetTimestamp();
                this.timer ??= this.Clock.CreateTimer(
                    static run => ((BatchRun<TRow, TOutcome>)run!).Flush(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                this.timer.Change(interval, Timeout.InfiniteTimeSpan);
            }
        }
    }

    // A repeat may carry what the first lacked, so it is asked about for itself.
    private static bool WasRejected(RecentRow first) => first.Verdict?.Kind == VerdictKind.Rejected;

    // All at once: a list may say "unknown" in a thousand rows.
    private void WaitAgain(RecentRow first)
    {
        foreach (var slot in this.slots.Where(s => s.First == first))
        {
            slot.First = null;
            this.Wait(slot);
        }
    }

    private Task? BatchOf(Slot slot)
    {
        lock (this.gate)
        {
            return slot.Batch;
        }
    }

    /// <summary>The row's own outcome, or the one that follows from the earlier row it repeats.</summary>
    private TOutcome? OutcomeOf(Slot slot)
    {
        if (slot.Outcome is { } own || slot.First?.Verdict is not { } verdict)
        {
            return slot.Outcome;
        }

        if (WasRejected(slot.First))
        {
            this.WaitAgain(slot.First);
            return null;
        }

        var done = verdict.Kind is VerdictKind.Done or VerdictKind.AlreadyDone;
        var repeats = $"Repeats row {slot.First.Row.ToString(CultureInfo.InvariantCulture)} of this input";
        return this.plan.ToOutcome(
            slot.Row,
            verdict with { Kind = done ? VerdictKind.AlreadyDone : verdict.Kind, Reason = done ? $"{repeats}." : $"{repeats}: {verdict.Reason}" });
    }

    /// <summary>One row on its way from input to outcome.</summary>
    private sealed class Slot(TRow row)
    {
        private TOutcome? outcome;

        public TRow Row { get; } = row;

        public IBatchItem? Item { get; set; }

        /// <summary>What becomes of this row, for those that repeat it; null if none can.</summary>
        public RecentRow? Own { get; set; }

        /// <summary>What becomes of the earlier row with the same number; null if this is the first.</summary>
        public RecentRow? First { get; set; }

        /// <summary>True if an earlier row, no longer at hand, had the same number.</summary>
        public bool IsRepeat { get; set; }

        public Task? Batch { get; set; }

        public TOutcome? Outcome
        {
            get => Volatile.Read(ref this.outcome);
            set
            {
                this.Own?.Settle(value!);
                Volatile.Write(ref this.outcome, value);
            }
        }
    }
}
