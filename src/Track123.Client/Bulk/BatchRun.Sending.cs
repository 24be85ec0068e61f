using System.Runtime.CompilerServices;

namespace Track123;

/// <content>What is done with rows that leave: by the driver or by the timer.</content>
public sealed partial class BatchRun<TRow, TOutcome>
{
    /// <summary>Batches under way at once, at most. At 5 a second, the service may take 3 s to answer before this slows us down.</summary>
    private const int MostInFlight = 16;

    /// <summary>When the timer looks again if there was no room for a batch.</summary>
    private static readonly TimeSpan Recheck = TimeSpan.FromMilliseconds(100);

    // The timer's. A batch the driver has sent leaves the timer running, so what it finds now may be younger rows.
    private void Flush()
    {
        lock (this.gate)
        {
            if (this.isDisposed || this.ends.IsCancellationRequested || this.waiting.Count == 0)
            {
                return;
            }

            var left = this.FlushInterval!.Value - this.Clock.GetElapsedTime(this.oldestWaitsSince);
            if (left <= TimeSpan.Zero && !this.TrySendAll(out _))
            {
                left = Recheck;
            }

            if (left > TimeSpan.Zero)
            {
                // Timers count whole milliseconds; one that comes early would only have to come again.
                this.timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Sends waiting rows; false if some wait for room, which there is once <paramref name="room"/> completes.</summary>
    private bool TrySendAll(out Task room)
    {
        lock (this.gate)
        {
            while (this.waiting.Count > 0)
            {
                this.inFlight.RemoveAll(t => t.IsCompleted);
                if (this.inFlight.Count >= MostInFlight)
                {
                    room = Task.WhenAny(this.inFlight);
                    return false;
                }

                var count = this.CountFree(out var earlier);
                if (count == 0)
                {
                    room = earlier!;
                    return false;
                }

                Slot[] batch = [.. this.waiting.Take(count)];
                this.waiting.RemoveRange(0, batch.Length);
                var numbers = this.plan.KeepsOrder ? Array.ConvertAll(batch, s => s.Item!.Number) : [];

                // Started under the gate: a row must be waiting or have its batch whenever the other thread looks. Nothing in there waits for a
                // thread, and nothing comes back here.
                var sending = this.SendAsync(batch, this.ends);
                foreach (var slot in batch)
                {
                    slot.Batch = sending;
                }

                foreach (var number in numbers)
                {
                    this.lastSent[number] = sending;
                }

                this.inFlight.Add(sending);
            }

            room = Task.CompletedTask;
            return true;
        }
    }

    /// <summary>
    /// How many of the waiting rows can leave together, from the first on. Where the order counts, a repeat comes after the batch of the row it
    /// repeats.
    /// </summary>
    private int CountFree(out Task? earlier)
    {
        earlier = null;
        var most = Math.Min(this.waiting.Count, this.BatchSize);
        if (!this.plan.KeepsOrder)
        {
            return most;
        }

        if (this.lastSent.Count > MostInFlight * this.BatchSize * 2)
        {
            foreach (var number in this.lastSent.Where(s => s.Value.IsCompleted).Select(s => s.Key).ToList())
            {
                this.lastSent.Remove(number);
            }
        }

        var own = new HashSet<string>(NumberComparer.Instance);
        for (var i = 0; i < most; i++)
        {
            var number = this.waiting[i].Item!.Number;
            if (!own.Add(number) || (this.lastSent.TryGetValue(number, out earlier) && !earlier.IsCompleted))
            {
                return i;
            }
        }

        return most;
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
        if (e.IsFatal)
        {
            Interlocked.CompareExchange(ref this.ended, e.WithoutOutcomeUnknown, null);
        }

        foreach (var slot in batch.Where(s => s.Outcome is null))
        {
            slot.Outcome = this.plan.ToOutcome(slot.Row, Verdict.Of(e));
        }
    }

    // Refused rows are found by their index, which must agree with the number, else by number.
    [MethodImpl(PerRow.Code)]
    private void Settle(Slot[] batch, BatchAnswer answer)
    {
        var open = new OpenSlots(batch);
        RejectedItem? unplaced = null;
        foreach (var rejected in answer.Data.Rejected.Content)
        {
            var slot = rejected.Index is { } i && i >= 0 && i < batch.Length && batch[i].Outcome is null
                && (string.IsNullOrEmpty(rejected.Number) || batch[i].Item!.Number == rejected.Number)
                ? batch[i]
                : string.IsNullOrEmpty(rejected.Number) ? batch is [{ Outcome: null } only] ? only : null
                : open.Next(rejected.Number);
            if (slot is null)
            {
                unplaced ??= string.IsNullOrEmpty(rejected.Number) ? rejected : null;
            }
            else
            {
                // A number that an earlier row had is that row's registration, lost answer or not.
                var verdict = this.plan.Judge(rejected, (answer.MayHaveBeenDone || rejected.WasSentBefore) && !slot.IsRepeat);
                slot.Outcome = this.plan.ToOutcome(slot.Row, verdict with { TraceId = verdict.TraceId ?? answer.TraceId });
                if (verdict.ErrorKind == Track123ErrorKind.OutOfCredit)
                {
                    // Said of one item, true of all that follow (contract 1.6).
                    Interlocked.CompareExchange(ref this.ended, new(Track123ErrorKind.OutOfCredit, verdict.Reason), null);
                }
                else if (rejected.Failure is { IsFatal: true, Kind: not Track123ErrorKind.EndpointNotFound } failure)
                {
                    // Of several paths one may be unknown; a key that is refused is so at all of them.
                    Interlocked.CompareExchange(ref this.ended, failure.WithoutOutcomeUnknown, null);
                }
            }
        }

        var done = new Verdict(VerdictKind.Done) { TraceId = answer.TraceId };
        foreach (var accepted in answer.Data.Accepted.Content)
        {
            if (open.Next(accepted.Number) is { } slot)
            {
                slot.Outcome = this.plan.ToOutcome(slot.Row, this.plan.Keep(done, slot.Item!, accepted));
            }
        }

        foreach (var slot in batch.Where(s => s.Outcome is null))
        {
            // If the answer refuses one that it does not name, it may be this.
            var verdict = unplaced is null ? this.plan.Unnamed(answer)
                : Verdict.NotNamed with { Reason = $"The service refused a row without saying which: {this.plan.Judge(unplaced, false).Reason}" };
            slot.Outcome = this.plan.ToOutcome(slot.Row, verdict with { TraceId = answer.TraceId });
        }
    }

    /// <summary>The rows of a batch that have no outcome yet, found by the numbers an answer names.</summary>
    private sealed class OpenSlots(Slot[] batch)
    {
        private int first;
        private Dictionary<string, Queue<Slot>>? byNumber;

        /// <summary>The first open row with this number; null if there is none.</summary>
        [MethodImpl(PerRow.Code)]
        public Slot? Next(string? number)
        {
            if (string.IsNullOrEmpty(number))
            {
                return null;
            }

            // Answers name items in the order of the request, so it is nearly always the first that is open.
            while (this.first < batch.Length && batch[this.first].Outcome is not null)
            {
                this.first++;
            }

            return this.first == batch.Length ? null
                : string.Equals(batch[this.first].Item!.Number, number, StringComparison.Ordinal) ? batch[this.first]
                : this.Find(number!);
        }

        private Slot? Find(string number)
        {
            this.byNumber ??= this.Sort();
            if (!this.byNumber.TryGetValue(number, out var same))
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

        private Dictionary<string, Queue<Slot>> Sort()
        {
            var sorted = new Dictionary<string, Queue<Slot>>(batch.Length, StringComparer.Ordinal);
            foreach (var slot in batch)
            {
                var number = slot.Item!.Number;
                (sorted.TryGetValue(number, out var same) ? same : sorted[number] = new()).Enqueue(slot);
            }

            return sorted;
        }
    }
}
