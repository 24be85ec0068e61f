using Track123.Http;

namespace Track123.Batches;

/// <summary>How a run sends its rows.</summary>
internal sealed record BatchRunOptions(ICallLog Log, CancellationToken CancellationToken)
{
    /// <summary>The maximum number of rows in one request.</summary>
    public required int BatchSize { get; init; }

    /// <summary>The maximum time that a row waits for its batch to fill; null if it waits until the driver sends it.</summary>
    public TimeSpan? FlushInterval { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// Takes in a stream of rows and returns one outcome for each, in input order. One thread drives it: it adds rows, sends when
/// <see cref="IsBatchFull"/>, takes what is ready; at the end it sends the rest and takes all.
/// </summary>
/// <typeparam name="TRow">A row.</typeparam>
/// <typeparam name="TResult">Its outcome.</typeparam>
internal sealed class BatchRun<TRow, TResult> : IDisposable
    where TRow : class, IBatchItem
    where TResult : RowOutcome
{
    private readonly BatchOperation<TRow, TResult> operation;
    private readonly BatchSender<TRow> sender;
    private readonly Transport transport;
    private readonly Queue<PendingRow<TRow>> rows = new();
    private readonly DuplicateTracker<TRow> duplicates = new();

    public BatchRun(BatchOperation<TRow, TResult> operation, Transport transport, BatchRunOptions options, Func<DateTimeOffset> now)
    {
        (this.operation, this.transport) = (operation, transport);
        this.sender = new(operation.SendAsync, transport, options, now, operation.Duplicates == DuplicateHandling.SendInOrder);
    }

    /// <summary>The rows that wait to be sent. Rows that need no sending, such as invalid ones and duplicates, are not among them.</summary>
    public IReadOnlyList<TRow> Waiting => this.sender.Waiting;

    /// <summary>True if enough rows for a request wait.</summary>
    public bool IsBatchFull => this.sender.IsBatchFull;

    /// <summary>How long the rate limit still delays the next request; zero if it doesn't.</summary>
    public TimeSpan RateLimitDelay => this.transport.GetCurrentDelay(this.operation.Endpoint);

    /// <summary>The error after which no row can be sent (key refused, out of credit); null while rows can be sent.</summary>
    public Track123Exception? FatalError => this.sender.FatalError;

    /// <summary>Takes one row in. It never waits.</summary>
    public void Add(TRow row)
    {
        var (item, reason) = this.operation.Validate(row);
        if (item is null)
        {
            this.Reject(row, reason);
            return;
        }

        var pending = new PendingRow<TRow>(row) { Item = item };
        this.rows.Enqueue(pending);
        if (this.operation.Duplicates == DuplicateHandling.UseFirstResult)
        {
            pending.First = this.duplicates.FindOrAdd(pending);
        }

        if (pending.First is null || IsRejected(pending.First))
        {
            pending.First = null;
            this.sender.Enqueue(pending);
        }
    }

    /// <summary>Takes in a row that can't be read, as rejected.</summary>
    public void Reject(TRow row, string reason) =>
        this.rows.Enqueue(new(row) { Result = RowResult.Invalid(reason, this.operation.InvalidRowKind) });

    /// <summary>Sends the waiting rows; completes when they are on their way and not too many rows wait for their results.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await this.sender.SendAsync(cancellationToken).ConfigureAwait(false);

        // Results behind a row that is not done yet can't be taken, so this bounds them too.
        if (this.rows.Count > BatchSender<TRow>.MaxInFlight * this.sender.BatchSize * 2 && this.rows.Peek().Batch is { } batch)
        {
            await batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Sends none of the waiting rows: they are skipped.</summary>
    public void Skip() =>
        this.sender.Discard(new(RowResultKind.Skipped, "Not sent because of -WhatIf or a declined confirmation."));

    /// <summary>Sends no further row: those that wait, and all that follow, fail with this error.</summary>
    public void End(Track123Exception error) => this.sender.End(error);

    /// <summary>Takes the next outcome if it is known.</summary>
    public bool TryTake(out TResult? outcome)
    {
        outcome = null;
        if (this.rows.Count == 0)
        {
            return false;
        }

        this.ReleaseDuplicates();
        var row = this.rows.Peek();
        if ((row.Result ?? row.First?.Result?.ForDuplicate(row.First.Row.Row)) is not { } result)
        {
            return false;
        }

        this.rows.Dequeue();
        outcome = this.operation.ToOutcome(row.Row, result);

        // Its duplicates need no more, and the tracker keeps it for a while.
        (row.Item, row.Result) = (null, result.WithoutRecords);
        return true;
    }

    /// <summary>
    /// Waits until <see cref="TryTake"/> returns something; false if every row that was sent or decided has been taken. Rows may wait to be
    /// sent even then: a duplicate of a rejected row is sent after it.
    /// </summary>
    public async Task<bool> WhenReadyAsync(CancellationToken cancellationToken)
    {
        if (this.rows.Count == 0)
        {
            return false;
        }

        this.ReleaseDuplicates();
        var row = this.rows.Peek();
        if (row.Result is null && row.Batch is { } batch)
        {
            await batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return (row.Result ?? row.First?.Result) is not null;
    }

    /// <summary>Cancels what is in flight.</summary>
    public void Dispose() => this.sender.Dispose();

    private static bool IsRejected(PendingRow<TRow> row) => row.Result?.Kind == RowResultKind.Rejected;

    // A duplicate may have the field that the first row lacked, so those of a rejected row are sent themselves. All together: a list may
    // say "unknown" in a thousand rows.
    private void ReleaseDuplicates()
    {
        if (this.rows.Peek().First is not { } rejected || !IsRejected(rejected))
        {
            return;
        }

        foreach (var row in this.rows.Where(r => r.First == rejected))
        {
            row.First = null;
            this.sender.Enqueue(row);
        }
    }
}
