using System.Globalization;
using Track123.Http;

namespace Track123;

/// <summary>
/// Carries a stream of rows to an endpoint: fills batches, sends them side by side, gives one outcome for each row in input order. One thread
/// drives it: add rows, send when <see cref="IsBatchFull"/>, take what is ready; at the end send the rest and take all.
/// </summary>
/// <typeparam name="TRow">A row as it comes in.</typeparam>
/// <typeparam name="TOutcome">What becomes of it.</typeparam>
public sealed class BatchRun<TRow, TOutcome> : IDisposable
    where TRow : class
    where TOutcome : RowOutcome
{
    /// <summary>Batches under way at once, at most. At 5 a second, the service may take 3 s to answer before this slows us down.</summary>
    private const int MostInFlight = 16;

    private readonly BatchPlan<TRow, TOutcome> plan;
    private readonly Transport transport;
    private readonly ICallLog log;
    private readonly CancellationTokenSource ending;
    private readonly Queue<Slot> slots = new();
    private readonly List<Slot> waiting = [];
    private readonly List<Task> inFlight = [];
    private readonly RecentRows<Slot> recent = new();
    private Track123Exception? ended;

    internal BatchRun(BatchPlan<TRow, TOutcome> plan, Transport transport, ICallLog log, CancellationToken cancellationToken)
    {
        (this.plan, this.transport, this.log) = (plan, transport, log);
        this.ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Rows that wait to be sent; rows with an outcome already (blank numbers, repeats) are not among them.</summary>
    public IReadOnlyList<TRow> Waiting => this.waiting.ConvertAll(s => s.Row);

    /// <summary>True once as many rows wait as one request takes.</summary>
    public bool IsBatchFull => this.waiting.Count >= this.plan.Endpoint.ItemsPerRequest;

    /// <summary>Why no further row can be sent (key refused, out of credit); null while all is well.</summary>
    public Track123Exception? Ended => Volatile.Read(ref this.ended);

    /// <summary>Takes one row in. Never sends and never waits.</summary>
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
        slot.First = this.plan.SendsRepeats ? null : this.recent.FindOrAdd(item, slot);
        if (slot.First is null)
        {
            this.waiting.Add(slot);
        }
    }

    /// <summary>Takes in a row that can't be read, and accounts for it as rejected.</summary>
    public void Reject(TRow row, string reason) =>
        this.slots.Enqueue(new Slot(row)
        {
            Outcome = this.plan.ToOutcome(row, Verdict.Unusable(reason, this.plan.WrongRow)),
        });

    /// <summary>Sends the waiting rows; completes when they are on their way, after waiting for room among the batches in flight.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        while (this.waiting.Count > 0)
        {
            while (this.inFlight.Count >= MostInFlight)
            {
                await Task.WhenAny(this.inFlight).OrStop(cancellationToken).ConfigureAwait(false);
                this.inFlight.RemoveAll(t => t.IsCompleted);
            }

            // What is done waits behind a head that is not, so that bounds the rows taken in too.
            if (this.slots.Count > MostInFlight * this.plan.Endpoint.ItemsPerRequest * 2 && this.slots.Peek().Batch is { } head)
            {
                await head.OrStop(cancellationToken).ConfigureAwait(false);
            }

            Slot[] batch = [.. this.waiting.Take(this.plan.Endpoint.ItemsPerRequest)];
            this.waiting.RemoveRange(0, batch.Length);
            var sending = this.SendAsync(batch, this.ending.Token);
            foreach (var slot in batch)
            {
                slot.Batch = sending;
            }

            this.inFlight.Add(sending);
        }
    }

    /// <summary>Sends nothing and accounts for the waiting rows as skipped.</summary>
    public void Skip()
    {
        foreach (var slot in this.waiting)
        {
            slot.Outcome = this.plan.ToOutcome(slot.Row, new(VerdictKind.Skipped, "Not sent."));
        }

        this.waiting.Clear();
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
        if (this.OutcomeOf(head) is null && head.Batch is { } batch)
        {
            await batch.OrStop(cancellationToken).ConfigureAwait(false);
        }

        return this.OutcomeOf(head) is not null;
    }

    /// <summary>Ends what is in flight.</summary>
    public void Dispose()
    {
        this.ending.Cancel();
        this.ending.Dispose();
    }

    // Gives every row of the batch its outcome, whatever happens; only our own end gets out of it.
    private async Task SendAsync(Slot[] batch, CancellationToken cancellationToken)
    {
        try
        {
            var items = Array.ConvertAll(batch, s => s.Item!);
            this.Settle(batch, await this.plan.Call(items, new(this.transport, this.log, () => this.Ended, cancellationToken)).ConfigureAwait(false));
        }
        catch (Track123Exception e)
        {
            this.Fail(batch, e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Nothing foreseen: but no row gets lost for it.
            this.Fail(batch, new(Track123ErrorKind.InvalidResponse, $"{e.GetType().Name}: {e.Message}", e));
        }
        finally
        {
            foreach (var slot in batch)
            {
                slot.Item = null;
            }
        }
    }

    private void Fail(Slot[] batch, Track123Exception e)
    {
        if (e.EndsTheCall)
        {
            Interlocked.CompareExchange(ref this.ended, e, null);
        }

        foreach (var slot in batch.Where(s => s.Outcome is null))
        {
            slot.Outcome = this.plan.ToOutcome(slot.Row, Verdict.Of(e));
        }
    }

    // Refused rows are found by their index, which must agree with the number, else by number.
    private void Settle(Slot[] batch, BatchAnswer answer)
    {
        var open = new Dictionary<string, Queue<Slot>>(batch.Length, StringComparer.Ordinal);
        foreach (var slot in batch)
        {
            var number = slot.Item!.Number;
            (open.TryGetValue(number, out var same) ? same : open[number] = new()).Enqueue(slot);
        }

        foreach (var rejected in answer.Data.Rejected.Content)
        {
            var slot = rejected.Index is { } i && i >= 0 && i < batch.Length && batch[i].Outcome is null
                && (string.IsNullOrEmpty(rejected.Number) || batch[i].Item!.Number == rejected.Number)
                ? batch[i]
                : NextOpen(batch, open, rejected.Number);
            if (slot is not null)
            {
                var verdict = this.plan.Judge(rejected, answer.MayHaveBeenDone);
                slot.Outcome = this.plan.ToOutcome(slot.Row, verdict with { TraceId = verdict.TraceId ?? answer.TraceId });
                if (verdict.ErrorKind == Track123ErrorKind.OutOfCredit)
                {
                    // Said of one item, true of all that follow (contract 1.6).
                    Interlocked.CompareExchange(ref this.ended, new(Track123ErrorKind.OutOfCredit, verdict.Reason), null);
                }
            }
        }

        foreach (var accepted in answer.Data.Accepted.Content)
        {
            if (NextOpen(batch, open, accepted.Number) is { } slot)
            {
                slot.Outcome = this.plan.ToOutcome(slot.Row, new(VerdictKind.Done) { TraceId = answer.TraceId, Echo = accepted });
            }
        }

        foreach (var slot in batch.Where(s => s.Outcome is null))
        {
            slot.Outcome = this.plan.ToOutcome(slot.Row, this.plan.Unnamed(answer) with { TraceId = answer.TraceId });
        }
    }

    private static Slot? NextOpen(Slot[] batch, Dictionary<string, Queue<Slot>> open, string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            return null;
        }

        if (!open.TryGetValue(number!, out var same))
        {
            return Array.Find(batch, s => s.Outcome is null && NumberComparer.Instance.Equals(s.Item!.Number, number));
        }

        while (same.Count > 0)
        {
            var slot = same.Dequeue();
            if (slot.Outcome is null)
            {
                return slot;
            }
        }

        return null;
    }

    /// <summary>The row's own outcome, or the one that follows from the earlier row it repeats.</summary>
    private TOutcome? OutcomeOf(Slot slot)
    {
        if (slot.Outcome is { } own || slot.First?.Outcome is not { } first)
        {
            return slot.Outcome;
        }

        var verdict = first.Verdict;
        if (verdict.Kind == VerdictKind.Rejected)
        {
            // The repeat may carry what the first lacked, so it is asked about for itself.
            slot.First = null;
            this.waiting.Add(slot);
            return null;
        }

        var done = verdict.Kind is VerdictKind.Done or VerdictKind.AlreadyDone;
        var repeats = $"Repeats row {first.Row.ToString(CultureInfo.InvariantCulture)} of this input";
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

        /// <summary>The earlier row with the same number; null if this is the first.</summary>
        public Slot? First { get; set; }

        public Task? Batch { get; set; }

        public TOutcome? Outcome
        {
            get => Volatile.Read(ref this.outcome);
            set => Volatile.Write(ref this.outcome, value);
        }
    }
}
