using Track123.Http;

namespace Track123.Batches;

/// <summary>
/// Sends waiting rows in batches, several at a time: when the driver asks for it, or when the oldest row has waited for the flush interval.
/// </summary>
internal sealed class BatchSender<TRow> : IDisposable
    where TRow : class, IBatchItem
{
    /// <summary>The maximum number of batches in flight. At 5 per second, the service may take 3 s to answer before this slows the sender.</summary>
    public const int MaxInFlight = 16;

    /// <summary>When the timer looks again if there was no room for a batch.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromMilliseconds(100);

    private readonly Func<IReadOnlyList<TRow>, BatchContext, Task<IReadOnlyList<RowResult>>> send;
    private readonly BatchContext context;
    private readonly TimeProvider clock;
    private readonly TimeSpan? flushInterval;
    private readonly bool keepsOrder;
    private readonly CancellationTokenSource stopping;

    // Used by the driver and the timer: only with the lock. No batch is started and nothing is awaited while it is held.
    private readonly object gate = new();
    private readonly List<PendingRow<TRow>> waiting = [];
    private readonly List<Task> inFlight = [];
    private readonly Dictionary<string, Task> lastBatchByNumber = new(NumberComparer.Instance);
    private readonly ITimer? timer;
    private long oldestWaitsSince;
    private bool isDisposed;
    private Track123Exception? fatalError;

    public BatchSender(
        Func<IReadOnlyList<TRow>, BatchContext, Task<IReadOnlyList<RowResult>>> send,
        Transport transport,
        BatchRunOptions options,
        Func<DateTimeOffset> now,
        bool keepsOrder)
    {
        (this.send, this.clock, this.flushInterval, this.keepsOrder) = (send, options.Clock, options.FlushInterval, keepsOrder);
        this.BatchSize = options.BatchSize;
        this.stopping = CancellationTokenSource.CreateLinkedTokenSource(options.CancellationToken);
        this.context = new(transport, new(options.Log, () => this.FatalError, this.stopping.Token), now);
        this.timer = options.FlushInterval is null
            ? null
            : this.clock.CreateTimer(_ => this.Flush(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public int BatchSize { get; }

    /// <summary>The error after which no row can be sent; null while rows can be sent.</summary>
    public Track123Exception? FatalError => Volatile.Read(ref this.fatalError);

    public IReadOnlyList<TRow> Waiting
    {
        get
        {
            lock (this.gate)
            {
                return this.waiting.ConvertAll(p => p.Row);
            }
        }
    }

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

    /// <summary>Adds a row to those that wait.</summary>
    public void Enqueue(PendingRow<TRow> row)
    {
        lock (this.gate)
        {
            this.waiting.Add(row);
            if (this.waiting.Count == 1 && this.timer is { } timer)
            {
                this.oldestWaitsSince = this.clock.GetTimestamp();
                timer.Change(this.flushInterval!.Value, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Sends the waiting rows; completes when all are on their way.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        while (this.StartBatches() is { } room)
        {
            await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the waiting rows and gives all of them a result.</summary>
    public void Discard(RowResult result)
    {
        lock (this.gate)
        {
            foreach (var row in this.waiting)
            {
                row.Result = result;
            }

            this.waiting.Clear();
        }
    }

    /// <summary>Sends no further row: those that wait, and all that follow, fail with this error.</summary>
    public void End(Track123Exception error)
    {
        Interlocked.CompareExchange(ref this.fatalError, error, null);
        this.Discard(RowResult.FromError(error));
    }

    /// <summary>Cancels the batches in flight.</summary>
    public void Dispose()
    {
        lock (this.gate)
        {
            this.isDisposed = true;
        }

        this.timer?.Dispose();
        this.stopping.Cancel();
        this.stopping.Dispose();
    }

    // Called by the timer. A batch that the driver sent leaves the timer running, so the rows that wait now may be younger.
    private void Flush()
    {
        TimeSpan left;
        lock (this.gate)
        {
            if (this.isDisposed || this.stopping.IsCancellationRequested || this.waiting.Count == 0)
            {
                return;
            }

            left = this.flushInterval!.Value - this.clock.GetElapsedTime(this.oldestWaitsSince);
        }

        if (left <= TimeSpan.Zero && this.StartBatches() is not null)
        {
            left = RecheckInterval;
        }

        if (left > TimeSpan.Zero)
        {
            try
            {
                // Timers count whole milliseconds; one that fires early would only have to fire again.
                this.timer!.Change(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The run ended in the meantime.
            }
        }
    }

    /// <summary>Starts batches while there are rows and room; returns null, or a task that completes when there is room for more.</summary>
    private Task? StartBatches()
    {
        while (true)
        {
            if (this.TakeBatch(out var room) is not { } batch)
            {
                return room;
            }

            _ = this.SendBatchAsync(batch.Rows, batch.Done);
        }
    }

    private (List<PendingRow<TRow>> Rows, TaskCompletionSource<bool> Done)? TakeBatch(out Task? room)
    {
        lock (this.gate)
        {
            this.inFlight.RemoveAll(static t => t.IsCompleted);
            var count = this.CountSendable(out room);
            if (count == 0 || this.isDisposed)
            {
                return null;
            }

            var rows = this.waiting.GetRange(0, count);
            this.waiting.RemoveRange(0, count);
            var done = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            this.inFlight.Add(done.Task);
            foreach (var row in rows)
            {
                row.Batch = done.Task;
                if (this.keepsOrder)
                {
                    this.lastBatchByNumber[row.Item!.Number!] = done.Task;
                }
            }

            return (rows, done);
        }
    }

    /// <summary>Counts the waiting rows that can leave together, from the first on; if none can, <paramref name="room"/> says what to wait for.</summary>
    private int CountSendable(out Task? room)
    {
        room = null;
        var max = Math.Min(this.waiting.Count, this.BatchSize);
        if (max > 0 && this.inFlight.Count >= MaxInFlight)
        {
            room = Task.WhenAny(this.inFlight);
            return 0;
        }

        if (!this.keepsOrder)
        {
            return max;
        }

        foreach (var done in this.lastBatchByNumber.Where(b => b.Value.IsCompleted).ToList())
        {
            this.lastBatchByNumber.Remove(done.Key);
        }

        var numbers = new HashSet<string>(NumberComparer.Instance);
        for (var i = 0; i < max; i++)
        {
            var number = this.waiting[i].Item!.Number!;
            if (!numbers.Add(number) || this.lastBatchByNumber.TryGetValue(number, out room))
            {
                return i;
            }
        }

        return max;
    }

    // Gives every row of the batch its result, whatever happens.
    private async Task SendBatchAsync(List<PendingRow<TRow>> rows, TaskCompletionSource<bool> done)
    {
        try
        {
            var results = await this.send(rows.ConvertAll(r => r.Item!), this.context).ConfigureAwait(false);
            for (var i = 0; i < rows.Count; i++)
            {
                rows[i].Result = results[i];
                if (results[i].FatalError is { } error)
                {
                    Interlocked.CompareExchange(ref this.fatalError, error.WithoutOutcomeUnknown, null);
                }
            }

            done.SetResult(true);
        }
        catch (OperationCanceledException) when (this.context.Call.CancellationToken.IsCancellationRequested)
        {
            done.SetCanceled();
        }
        catch (Exception e)
        {
            // An error that nobody foresaw must not lose a row either.
            var error = e as Track123Exception ?? new Track123Exception(Track123ErrorKind.InvalidResponse, $"{e}", e);
            if (error.IsFatal)
            {
                Interlocked.CompareExchange(ref this.fatalError, error.WithoutOutcomeUnknown, null);
            }

            rows.ForEach(r => r.Result ??= RowResult.FromError(error));
            done.SetResult(true);
        }
    }
}
