using Track123.Http;

namespace Track123.Batches;

/// <summary>
/// Sends waiting rows in batches, several at a time, when the caller requests it or when the oldest row has waited for
/// the flush interval.
/// </summary>
internal sealed class BatchSender<TRow> : IDisposable
    where TRow : class, IBatchItem
{
    /// <summary>
    /// The maximum number of batches in flight. At five requests per second, it slows the sender only if the service
    /// takes more than three seconds to respond.
    /// </summary>
    public const int MaxInFlight = 16;

    /// <summary>The delay before the timer tries again if too many batches were in flight.</summary>
    private static readonly TimeSpan RecheckInterval = TimeSpan.FromMilliseconds(100);

    private readonly Func<IReadOnlyList<TRow>, BatchContext, Task<IReadOnlyList<RowResult>>> send;
    private readonly BatchContext context;
    private readonly TimeProvider clock;
    private readonly TimeSpan? flushInterval;
    private readonly bool keepsOrder;
    private readonly CancellationTokenSource stopping;

    // The caller and the timer use these fields, always under the lock. No code starts a batch or awaits under the
    // lock.
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
        (this.send, this.clock, this.keepsOrder) = (send, options.Clock, keepsOrder);
        this.flushInterval = options.FlushInterval;
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
                return this.waiting.ConvertAll(p => p.Item!);
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

    /// <summary>Adds a row to the waiting rows.</summary>
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

    /// <summary>Sends the waiting rows. Completes when all their batches have started.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        while (this.StartBatches() is { } capacity)
        {
            await capacity.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes the waiting rows and sets the same result for each.</summary>
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

    /// <summary>Ends the run. All rows that wait, and all rows added later, fail with this error.</summary>
    public void Abort(Track123Exception error)
    {
        Interlocked.CompareExchange(ref this.fatalError, error, null);
        this.Discard(RowResult.FromError(error));
    }

    /// <summary>Cancels the batches in flight.</summary>
    public void Dispose()
    {
        lock (this.gate)
        {
            if (this.isDisposed)
            {
                return;
            }

            this.isDisposed = true;
        }

        this.timer?.Dispose();
        this.stopping.Cancel();
        this.stopping.Dispose();
    }

    // Called by the timer. The timer keeps running when the caller sends a batch, so the waiting rows may be younger
    // than the interval.
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
                // Timers count whole milliseconds. Rounding up prevents a timer that fires too early and must be set
                // again.
                this.timer!.Change(
                    TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
            }
            catch (ObjectDisposedException)
            {
                // The run ended in the meantime.
            }
        }
    }

    /// <summary>
    /// Starts batches while there are rows and capacity. Returns null, or a task that completes when there is capacity
    /// for more.
    /// </summary>
    private Task? StartBatches()
    {
        while (true)
        {
            if (this.TakeBatch(out var capacity) is not { } batch)
            {
                return capacity;
            }

            _ = this.SendBatchAsync(batch.Rows, batch.Done);
        }
    }

    private (List<PendingRow<TRow>> Rows, TaskCompletionSource<bool> Done)? TakeBatch(out Task? capacity)
    {
        lock (this.gate)
        {
            this.inFlight.RemoveAll(static t => t.IsCompleted);
            var count = this.CountSendable(out capacity);
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

    /// <summary>
    /// Counts how many of the first waiting rows can go in one batch. If none can, <paramref name="capacity"/> is the
    /// task to wait for.
    /// </summary>
    private int CountSendable(out Task? capacity)
    {
        capacity = null;
        var max = Math.Min(this.waiting.Count, this.BatchSize);
        if (max > 0 && this.inFlight.Count >= MaxInFlight)
        {
            capacity = Task.WhenAny(this.inFlight);
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
            if (!numbers.Add(number) || this.lastBatchByNumber.TryGetValue(number, out capacity))
            {
                return i;
            }
        }

        return max;
    }

    // Sets a result for every row of the batch, even after an unexpected error.
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
            // No row may be lost, even after an unexpected error.
            var error = e as Track123Exception ?? new Track123Exception(
                Track123ErrorKind.InvalidResponse, $"{e.GetType().Name}: {e.Message}", e);
            if (error.IsFatal)
            {
                Interlocked.CompareExchange(ref this.fatalError, error.WithoutOutcomeUnknown, null);
            }

            rows.ForEach(r => r.Result ??= RowResult.FromError(error));
            done.SetResult(true);
        }
    }
}
