using System.Globalization;
using System.Text.Json;
using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>
/// Registers a stream of rows: fills batches, sends them side by side, gives one <see cref="RegistrationResult"/> for each row in input order.
/// One thread drives it: add rows, send when <see cref="IsBatchFull"/>, take what is ready; at the end send the rest and take all.
/// </summary>
public sealed class RegistrationRun : IDisposable
{
    /// <summary>Batches under way at once, at most. At 5 a second, the service may take 3 s to answer before this slows us down.</summary>
    private const int MostInFlight = 16;

    private readonly Transport transport;
    private readonly ICallLog log;
    private readonly CancellationTokenSource ending;
    private readonly Queue<Slot> slots = new();
    private readonly List<Slot> waiting = [];
    private readonly List<Task> inFlight = [];
    private readonly RecentRows recent = new();
    private Track123Exception? ended;

    internal RegistrationRun(Transport transport, ICallLog log, CancellationToken cancellationToken)
    {
        (this.transport, this.log) = (transport, log);
        this.ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    }

    /// <summary>Rows that wait to be sent; rows with an outcome already (blank numbers, repeats) are not among them.</summary>
    public IReadOnlyList<ParcelRegistration> Waiting => this.waiting.ConvertAll(s => s.Row);

    /// <summary>True once as many rows wait as one request takes (100).</summary>
    public bool IsBatchFull => this.waiting.Count >= Endpoints.RegisterParcels.ItemsPerRequest;

    /// <summary>Why no further row can be sent (key refused, out of credit); null while all is well.</summary>
    public Track123Exception? Ended => Volatile.Read(ref this.ended);

    /// <summary>Takes one row in. Never sends and never waits.</summary>
    public void Add(ParcelRegistration row)
    {
        var slot = new Slot(row);
        this.slots.Enqueue(slot);
        var (item, reason) = RowCheck.Check(row);
        if (item is null)
        {
            slot.Result = new(row, RegistrationStatus.Rejected) { Reason = reason, ErrorKind = Track123ErrorKind.TrackingRejected };
            return;
        }

        slot.Item = item;
        slot.First = this.recent.FindOrAdd(item, slot);
        if (slot.First is null)
        {
            this.waiting.Add(slot);
        }
    }

    /// <summary>Takes in a row that can't be read, and gives it the outcome <see cref="RegistrationStatus.Rejected"/>.</summary>
    public void Reject(ParcelRegistration row, string reason) => this.slots.Enqueue(new Slot(row)
    {
        Result = new(row, RegistrationStatus.Rejected) { Reason = reason, ErrorKind = Track123ErrorKind.TrackingRejected },
    });

    /// <summary>Sends the waiting rows as one batch; completes when it is on its way, after waiting for room among the batches in flight.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        if (this.waiting.Count == 0)
        {
            return;
        }

        while (this.inFlight.Count >= MostInFlight)
        {
            await Task.WhenAny(this.inFlight).OrStop(cancellationToken).ConfigureAwait(false);
            this.inFlight.RemoveAll(t => t.IsCompleted);
        }

        Slot[] batch = [.. this.waiting];
        this.waiting.Clear();
        var sending = this.SendAsync(batch, this.ending.Token);
        foreach (var slot in batch)
        {
            slot.Batch = sending;
        }

        this.inFlight.Add(sending);
    }

    /// <summary>Gives the waiting rows the outcome <see cref="RegistrationStatus.Skipped"/> and sends nothing.</summary>
    public void Skip()
    {
        foreach (var slot in this.waiting)
        {
            slot.Result = new(slot.Row, RegistrationStatus.Skipped) { Reason = "Not sent." };
        }

        this.waiting.Clear();
    }

    /// <summary>Takes the next outcome if it is known.</summary>
    public bool TryTake(out RegistrationResult? result)
    {
        result = this.slots.Count > 0 ? this.slots.Peek().Outcome : null;
        if (result is null)
        {
            return false;
        }

        this.slots.Dequeue();
        return true;
    }

    /// <summary>Waits until <see cref="TryTake"/> has something; false once every row that was sent or decided has been taken.</summary>
    public async Task<bool> WhenReadyAsync(CancellationToken cancellationToken)
    {
        if (this.slots.Count == 0)
        {
            return false;
        }

        var head = this.slots.Peek();
        if (head.Outcome is not null)
        {
            return true;
        }

        if (head.Batch is not { } batch)
        {
            return false;
        }

        await batch.OrStop(cancellationToken).ConfigureAwait(false);
        return true;
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
            var items = batch.Select(s => s.Item!).ToList();
            var body = JsonSerializer.SerializeToUtf8Bytes(items, TrackJson.Lenient.ListImportItem);
            var (envelope, call) = await this.transport.CallAsync(
                Endpoints.RegisterParcels,
                body,
                batch.Length,
                TrackJson.Lenient.EnvelopeSortedAcceptedItem,
                this.log,
                () => this.Ended,
                cancellationToken).ConfigureAwait(false);
            this.Settle(batch, envelope.Data ?? new(), envelope.TraceId, call.MayHaveBeenDone);
        }
        catch (Track123Exception e)
        {
            if (e.EndsTheCall)
            {
                Interlocked.CompareExchange(ref this.ended, e, null);
            }

            foreach (var slot in batch)
            {
                slot.Result = new(slot.Row, RegistrationStatus.Failed)
                {
                    Reason = e.Message,
                    ErrorKind = e.Kind,
                    ErrorCode = e.Code,
                    TraceId = e.TraceId,
                };
            }
        }
        finally
        {
            foreach (var slot in batch)
            {
                slot.Item = null;
            }
        }
    }

    // Rejected rows are found by their index, which must agree with the number; whatever the answer does not name has failed.
    private void Settle(Slot[] batch, Sorted<AcceptedItem> answer, string? traceId, bool mayHaveBeenDone)
    {
        var open = new Dictionary<string, Queue<Slot>>(batch.Length, StringComparer.Ordinal);
        foreach (var slot in batch)
        {
            var number = slot.Item!.TrackNo;
            (open.TryGetValue(number, out var same) ? same : open[number] = new()).Enqueue(slot);
        }

        foreach (var rejected in answer.Rejected.Content)
        {
            var slot = rejected.Index is { } i && i >= 0 && i < batch.Length && batch[i].Result is null
                && (string.IsNullOrEmpty(rejected.TrackNo) || batch[i].Item!.TrackNo == rejected.TrackNo)
                ? batch[i]
                : NextOpen(open, rejected.TrackNo);
            if (slot is not null)
            {
                slot.Result = this.Judge(slot.Row, rejected.Error, traceId, mayHaveBeenDone);
            }
        }

        foreach (var accepted in answer.Accepted.Content)
        {
            if (NextOpen(open, accepted.TrackNo) is { } slot)
            {
                slot.Result = new(slot.Row, RegistrationStatus.Registered) { TraceId = traceId, DetectedCarrierCode = accepted.CourierCode };
            }
        }

        foreach (var slot in batch.Where(s => s.Result is null))
        {
            slot.Result = new(slot.Row, RegistrationStatus.Failed)
            {
                Reason = "The service's answer does not name this number.",
                ErrorKind = Track123ErrorKind.InvalidResponse,
                TraceId = traceId,
            };
        }
    }

    private static Slot? NextOpen(Dictionary<string, Queue<Slot>> open, string? number)
    {
        if (number is null || !open.TryGetValue(number, out var same))
        {
            return null;
        }

        while (same.Count > 0)
        {
            var slot = same.Dequeue();
            if (slot.Result is null)
            {
                return slot;
            }
        }

        return null;
    }

    private RegistrationResult Judge(ParcelRegistration row, ItemError? error, string? traceId, bool mayHaveBeenDone)
    {
        if (RetryTable.SaysAlreadyRegistered(error?.Message))
        {
            // An earlier attempt of ours may have done it and its answer been lost: then it is our registration.
            return mayHaveBeenDone
                ? new(row, RegistrationStatus.Registered) { Reason = "Registered by an attempt whose answer was lost.", TraceId = traceId }
                : new(row, RegistrationStatus.AlreadyRegistered) { Reason = "The account has it already.", TraceId = traceId };
        }

        var kind = RetryTable.ForItem(error?.Code, error?.Message);
        var ours = kind is Track123ErrorKind.TrackingRejected or Track123ErrorKind.TrackingNotRegistered or Track123ErrorKind.ExtraFieldRequired;
        var said = Redaction.WithoutKey(error?.Message is { Length: > 0 } message ? message : "no reason given", this.transport.ApiKey);
        return new(row, ours ? RegistrationStatus.Rejected : RegistrationStatus.Failed)
        {
            Reason = kind switch
            {
                Track123ErrorKind.TrackingNotRegistered => $"The carrier could not be detected; give the carrier code ({said}).",
                Track123ErrorKind.ExtraFieldRequired => $"The carrier needs one more field: {said}",
                _ => said,
            },
            ErrorKind = kind,
            ErrorCode = error?.Code,
            TraceId = traceId,
        };
    }

    /// <summary>One row on its way from input to outcome.</summary>
    internal sealed class Slot(ParcelRegistration row)
    {
        private RegistrationResult? result;

        public ParcelRegistration Row { get; } = row;

        public ImportItem? Item { get; set; }

        /// <summary>The earlier row with the same number and carrier; null if this is the first.</summary>
        public Slot? First { get; set; }

        public Task? Batch { get; set; }

        public RegistrationResult? Result
        {
            get => Volatile.Read(ref this.result);
            set => Volatile.Write(ref this.result, value);
        }

        /// <summary>The row's own result, or the one that follows from the earlier row it repeats.</summary>
        public RegistrationResult? Outcome => this.Result ?? (this.First?.Result is { } first ? this.Repeat(first) : null);

        private RegistrationResult Repeat(RegistrationResult first)
        {
            var known = first.Status is RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered;
            var of = $"Repeats row {first.Row.ToString(CultureInfo.InvariantCulture)} of this input";
            return new(this.Row, known ? RegistrationStatus.AlreadyRegistered : first.Status)
            {
                Reason = known ? $"{of}." : $"{of}: {first.Reason}",
                ErrorKind = first.ErrorKind,
                ErrorCode = first.ErrorCode,
                TraceId = first.TraceId,
                DetectedCarrierCode = first.CarrierCode,
            };
        }
    }
}
