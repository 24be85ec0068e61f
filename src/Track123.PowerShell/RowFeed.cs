namespace Track123.Commands;

/// <summary>
/// Feeds a cmdlet's rows to a <see cref="BatchRun{TRow, TOutcome}"/> and its outcomes back, all on the pipeline thread: asks before each batch,
/// sends as soon as one is full, writes what is ready as the rows come.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="begin">Begins the run; called when the first row comes, so that an empty pipeline needs no connection.</param>
/// <param name="describe">Names a batch to whoever is asked to confirm it; null for what only reads and needs no asking.</param>
/// <param name="action">Names what is done with it.</param>
/// <param name="write">Writes an outcome.</param>
/// <param name="asksForEach">True to ask for each row, which still go out in batches.</param>
internal sealed class RowFeed<TRow, TOutcome>(
    Track123Cmdlet cmdlet,
    Func<BatchRun<TRow, TOutcome>> begin,
    Func<IReadOnlyList<TRow>, string>? describe,
    string action,
    Action<TOutcome> write,
    bool asksForEach = false) : IRowFeed<TRow>
    where TRow : class
    where TOutcome : RowOutcome
{
    private BatchRun<TRow, TOutcome>? run;

    /// <summary>How long the rate limit still holds back the next request; zero if it does not.</summary>
    public TimeSpan RateLimitWait => this.run?.RateLimitWait ?? TimeSpan.Zero;

    private BatchRun<TRow, TOutcome> Run => this.run ??= begin();

    /// <inheritdoc />
    public void Add(TRow row)
    {
        if (asksForEach && this.run?.Ended is null && !cmdlet.ShouldProcess(target: describe!([row]), action: action))
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
    public void Reject(TRow row, string reason)
    {
        this.Run.Reject(row, reason);
        this.WriteReady();
    }

    /// <summary>Sends what is left, waits for all and writes it. If the call could not go on, it ends with that error.</summary>
    public void Complete()
    {
        if (this.run is not { } run)
        {
            return;
        }

        this.Finish(run);
        if (run.Ended is { } ended)
        {
            cmdlet.Fail(Track123Error.From(ended));
        }
    }

    /// <summary>Accounts for all rows taken in, sending no more of them, and ends the cmdlet with an error.</summary>
    public void Abandon(ErrorRecord error)
    {
        if (this.run is { } run)
        {
            run.End((Track123Exception)error.Exception);
            this.Finish(run);
        }

        cmdlet.Fail(error);
    }

    /// <inheritdoc />
    public void Dispose() => this.run?.Dispose();

    // A repeat of a row that was rejected waits again, so once is not enough.
    private void Finish(BatchRun<TRow, TOutcome> run)
    {
        do
        {
            this.SendOrSkip();
            this.WriteRest();
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

        // Once the run has ended nothing is sent, so there is nothing to ask; the rows come back with the reason.
        if (asksForEach || describe is null || this.Run.Ended is not null
            || cmdlet.ShouldProcess(target: describe(waiting), action: action))
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
        cmdlet.WriteChatter();
        while (this.Run.TryTake(out var outcome))
        {
            write(outcome!);
        }
    }

    private void WriteRest()
    {
        do
        {
            this.WriteReady();
        }
        while (cmdlet.Await(this.Run.WhenReadyAsync));
    }
}
