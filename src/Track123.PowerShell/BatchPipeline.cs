using Track123.Batches;

namespace Track123.Commands;

/// <summary>Sends the rows of a cmdlet in batches and writes what comes back.</summary>
// Without type parameters, so that base classes of cmdlets can have one: PowerShell loads every exported type before the module can say where
// its libraries are, and a type bound to one of a library could not be loaded then.
internal abstract class BatchPipeline : IDisposable
{
    /// <summary>Adds the row for a number of the current record.</summary>
    public abstract void Add(long row, string? number);

    /// <summary>Adds a row that can't be read.</summary>
    public abstract void Reject(long row, string? number, string reason);

    /// <summary>Sends the remaining rows and writes the remaining results. Fails if the run could not continue.</summary>
    public abstract void Complete();

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>
/// Runs an operation, all on the pipeline thread: asks before each batch, sends as soon as one is full, writes results while rows come in.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="operation">The operation.</param>
/// <param name="read">Makes the row of a number of the current record; with a reason if it can't be used.</param>
/// <param name="write">Writes an outcome.</param>
/// <param name="action">Names the operation to the user who is asked to confirm it; null if it only reads and needs no confirmation.</param>
internal sealed class BatchPipeline<TRow, TResult>(
    TrackingNumberCmdlet cmdlet,
    BatchOperation<TRow, TResult> operation,
    Func<long, string?, (TRow Row, string? Error)> read,
    Action<TResult> write,
    string? action = null) : BatchPipeline
    where TRow : class, IBatchItem
    where TResult : RowOutcome
{
    private BatchRun<TRow, TResult>? run;

    /// <summary>True to ask for each row, while rows are still sent in batches.</summary>
    public bool ConfirmsEachRow { get; init; }

    /// <summary>The maximum number of rows in one request.</summary>
    public Func<int> BatchSize { get; init; } = static () => int.MaxValue;

    /// <summary>The maximum time that a row waits for its batch to fill; null if it waits until the batch is full or the input ends.</summary>
    public Func<TimeSpan?> FlushInterval { get; init; } = static () => null;

    /// <summary>How long the rate limit still delays the next request; zero if it doesn't.</summary>
    public TimeSpan RateLimitDelay => this.run?.RateLimitDelay ?? TimeSpan.Zero;

    // Created with the first row: an empty pipeline needs no connection.
    private BatchRun<TRow, TResult> Run => this.run ??=
        cmdlet.Client.Begin(operation, cmdlet.Log, cmdlet.StoppingToken, this.BatchSize(), this.FlushInterval());

    /// <inheritdoc />
    public override void Add(long row, string? number)
    {
        var (item, error) = read(row, number);
        if (error is null)
        {
            this.Add(item);
        }
        else
        {
            this.Reject(row, number, error);
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(TRow row)
    {
        if (this.ConfirmsEachRow && this.run?.FatalError is null && !cmdlet.ShouldProcess(target: Describe([row]), action: action))
        {
            return;
        }

        this.Run.Add(row);
        if (this.Run.IsBatchFull)
        {
            this.SendOrSkip();
        }

        this.WriteReady();
    }

    /// <inheritdoc />
    public override void Reject(long row, string? number, string reason)
    {
        if (action is not null)
        {
            this.Reject(read(row, number).Row, reason);
            return;
        }

        var isBlank = string.IsNullOrWhiteSpace(number);
        cmdlet.WriteError(Track123Error.InvalidRequest(
            isBlank ? reason : $"'{number!.Trim()}': {reason}", isBlank ? cmdlet.InputObject : number));
    }

    /// <summary>Adds a row that can't be read.</summary>
    public void Reject(TRow row, string reason)
    {
        this.Run.Reject(row, reason);
        this.WriteReady();
    }

    /// <inheritdoc />
    public override void Complete()
    {
        if (this.run is not { } run)
        {
            return;
        }

        this.Finish(run);
        if (run.FatalError is { } error)
        {
            cmdlet.Fail(Track123Error.From(error));
        }
    }

    /// <summary>Sends no more rows, writes the results of all that were added, and ends the cmdlet with an error.</summary>
    public void Abandon(ErrorRecord error)
    {
        if (this.run is { } run)
        {
            run.Abort((Track123Exception)error.Exception);
            this.Finish(run);
        }

        cmdlet.Fail(error);
    }

    /// <inheritdoc />
    public override void Dispose() => this.run?.Dispose();

    private static string Describe(IReadOnlyList<TRow> rows) => TrackingNumberCmdlet.Describe([.. rows.Select(r => r.Number)]);

    // A duplicate of a rejected row waits again, so once is not enough.
    private void Finish(BatchRun<TRow, TResult> run)
    {
        do
        {
            this.SendOrSkip();
            do
            {
                this.WriteReady();
            }
            while (cmdlet.Await(run.WhenReadyAsync));
        }
        while (run.Waiting.Count > 0);
    }

    private void SendOrSkip()
    {
        var waiting = this.Run.Waiting;
        if (waiting.Count == 0)
        {
            return;
        }

        // After a fatal error nothing is sent, so there is nothing to confirm; the rows fail with that error.
        if (this.ConfirmsEachRow || action is null || this.Run.FatalError is not null
            || cmdlet.ShouldProcess(target: Describe(waiting), action: action))
        {
            cmdlet.Await(this.Run.SendAsync);
        }
        else
        {
            this.Run.Skip();
        }
    }

    private void WriteReady()
    {
        cmdlet.WriteLog();
        while (this.Run.TryTake(out var outcome))
        {
            write(outcome!);
        }
    }
}
