using Track123.Http;

namespace Track123.Batches;

/// <summary>The settings of a run.</summary>
internal sealed record BatchRunOptions(ICallLog Log, CancellationToken CancellationToken)
{
    /// <summary>The maximum number of rows in one request.</summary>
    public required int BatchSize { get; init; }

    /// <summary>
    /// The maximum time that a row waits for its batch to fill; null to wait until the caller sends it.
    /// </summary>
    public TimeSpan? FlushInterval { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}

/// <summary>
/// Accepts a stream of rows and returns one outcome for each, in input order. One thread, the caller's, adds rows,
/// sends them when <see cref="IsBatchFull"/> is true, and takes the outcomes that are ready. At the end it sends the
/// remaining rows and takes the remaining outcomes.
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
    private readonly DuplicateTracker<TRow> duplicates;

    public BatchRun(
        BatchOperation<TRow, TResult> operation, Transport transport, BatchRunOptions options, Func<DateTimeOffset> now)
    {
        (this.operation, this.transport) = (operation, transport);

        // A number in another case is the same parcel, and would be charged again. A query is free, and whether the
        // service finds a number in another case is not documented.
        this.duplicates = new(
            operation.Endpoint.IsReadOnly ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
        this.sender = new(
            operation.SendAsync, transport, options, now, operation.Duplicates == DuplicateHandling.SendInOrder);
    }

    /// <summary>
    /// The rows that wait to be sent. Rows that are not sent, such as invalid rows and duplicates, are not included.
    /// </summary>
    public IReadOnlyList<TRow> Waiting => this.sender.Waiting;

    /// <summary>True if enough rows wait to fill a request.</summary>
    public bool IsBatchFull => this.sender.IsBatchFull;

    /// <summary>The remaining time that the rate limit delays the next request; zero if there is no delay.</summary>
    public TimeSpan RateLimitDelay => this.transport.GetCurrentDelay(this.operation.Endpoint);

    /// <summary>
    /// The error after which no row can be sent (key refused, out of credit); null while rows can be sent.
    /// </summary>
    public Track123Exception? FatalError => this.sender.FatalError;

    /// <summary>True if all outcomes have been taken.</summary>
    public bool IsEmpty => this.rows.Count == 0;

    /// <summary>
    /// Adds a row without blocking. Returns the item to send; null if the row is invalid or a duplicate.
    /// </summary>
    public TRow? Add(TRow row)
    {
        var (item, reason) = this.operation.Validate(row);
        if (item is null)
        {
            this.Reject(row, reason, this.transport.AccountName);
            return null;
        }

        var pending = new PendingRow<TRow>(row, this.transport.AccountName) { Item = item };
        this.rows.Enqueue(pending);
        if (this.operation.Duplicates == DuplicateHandling.UseFirstResult)
        {
            pending.Original = this.duplicates.FindOrAdd(pending);
        }

        if (pending.Original is not null && !IsRejected(pending.Original))
        {
            return null;
        }

        pending.Original = null;
        this.sender.Enqueue(pending);
        return item;
    }

    /// <summary>Adds a row that can't be read or belongs to another account, as rejected.</summary>
    public void Reject(TRow row, string reason, string? account) =>
        this.rows.Enqueue(new(row, account) { Result = RowResult.Invalid(reason, this.operation.InvalidRowKind) });

    /// <summary>
    /// Sends the waiting rows. Completes when all their batches have started and the number of rows without an outcome
    /// is below the limit.
    /// </summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        await this.sender.SendAsync(cancellationToken).ConfigureAwait(false);

        // Outcomes are taken in order, so waiting for the first row limits the number of stored results.
        if (this.rows.Count > BatchSender<TRow>.MaxInFlight * this.sender.BatchSize * 2
            && this.rows.Peek().Batch is { } batch)
        {
            await batch.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Skips the waiting rows: none of them is sent.</summary>
    public void Skip() => this.sender.Discard(new(RowResultKind.Skipped, "Not sent."));

    /// <summary>Ends the run. All rows that wait, and all rows added later, fail with this error.</summary>
    public void Abort(Track123Exception error) => this.sender.Abort(error);

    /// <summary>Takes the next outcome if it is ready.</summary>
    public bool TryTake(out TResult? outcome)
    {
        outcome = null;
        if (this.rows.Count == 0)
        {
            return false;
        }

        this.ReleaseDuplicates();
        var row = this.rows.Peek();
        if ((row.Result ?? row.Original?.Result?.ForDuplicate(row.Original.Row)) is not { } result)
        {
            return false;
        }

        this.rows.Dequeue();
        outcome = this.operation.ToOutcome(row.Input, row.Item?.Number ?? row.Input.Number ?? "", result);
        outcome.Account = row.Account;
        row.Release();
        return true;
    }

    /// <summary>
    /// Waits until <see cref="TryTake"/> has an outcome. Returns false if all outcomes have been taken, except those of
    /// rows that still wait to be sent. A duplicate of a rejected row can be such a row.
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

        return (row.Result ?? row.Original?.Result) is not null;
    }

    /// <summary>Cancels the batches in flight.</summary>
    public void Dispose() => this.sender.Dispose();

    private static bool IsRejected(PendingRow<TRow> row) => row.Result?.Kind == RowResultKind.Rejected;

    // After a row is rejected, its duplicates are sent, too, because they may have a field that is missing in the row.
    // They are sent together and not one by one: a value such as "unknown" may occur in a thousand rows.
    private void ReleaseDuplicates()
    {
        if (this.rows.Peek().Original is not { } rejected || !IsRejected(rejected))
        {
            return;
        }

        foreach (var row in this.rows.Where(r => r.Original == rejected))
        {
            row.Original = null;
            this.sender.Enqueue(row);
        }
    }
}
