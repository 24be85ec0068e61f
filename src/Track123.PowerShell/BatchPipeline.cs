using Track123.Batches;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Sends the rows of a cmdlet in batches and writes their results.</summary>
// This base class has no type parameters, so that cmdlet base classes can refer to it. PowerShell loads all exported
// types before the module's assembly resolver is attached. A type with type arguments from a library would fail to
// load.
internal abstract class BatchPipeline : IDisposable
{
    /// <summary>The number of rows whose results were written.</summary>
    public long ResultCount { get; protected set; }

    /// <summary>Adds the row for a tracking number of the current record.</summary>
    public abstract void Add(long row, string? number);

    /// <summary>Adds a row that can't be read.</summary>
    public abstract void Reject(long row, string? number, string reason);

    /// <summary>
    /// Sends the remaining rows and writes their results. If the run ended early, writes one error for all its rows.
    /// </summary>
    public abstract void Complete();

    /// <inheritdoc />
    public abstract void Dispose();
}

/// <summary>
/// Runs a batch operation on the pipeline thread. It asks for confirmation before each batch, sends each batch when it
/// is full, and writes results while further rows arrive.
/// </summary>
/// <param name="cmdlet">The cmdlet that reads the rows.</param>
/// <param name="operation">The operation to run.</param>
/// <param name="read">Creates the row for a tracking number of the current record, with an error if the row is
/// invalid.</param>
/// <param name="write">Writes the outcome of a row.</param>
/// <param name="action">The action that ShouldProcess shows; null if the operation only reads and needs no
/// confirmation.</param>
internal sealed class BatchPipeline<TRow, TResult>(
    TrackingNumberCmdlet cmdlet,
    BatchOperation<TRow, TResult> operation,
    Func<long, string?, (TRow Row, string? Error)> read,
    Action<TResult> write,
    string? action = null) : BatchPipeline
    where TRow : class, IBatchItem
    where TResult : RowOutcome
{
    private readonly NumberWarnings warnings = new();
    private readonly List<TResult> failedCall = [];
    private readonly Preview preview = new();

    // One run for each account.
    private readonly Dictionary<Connection, BatchRun<TRow, TResult>> runs = [];
    private readonly Dictionary<Connection, Track123Exception> fatalErrors = [];
    private ErrorRecord? abortError;

    /// <summary>
    /// Creates the error of a failed row; null if the cmdlet writes errors itself, except the one that ends the run.
    /// </summary>
    public Func<TResult, ErrorRecord>? ToError { get; init; } = static outcome => Track123Error.From(outcome);

    /// <summary>True if a run ended early, so that no more rows of its account can be sent.</summary>
    public bool HasEnded => this.runs.Values.Any(run => run.FatalError is not null);

    /// <summary>True if each row is confirmed separately. Rows are still sent in batches.</summary>
    public bool ConfirmsEachRow { get; init; }

    /// <summary>
    /// The price of a row in credits. With -WhatIf, the run then ends with a summary of its cost; null for no summary.
    /// </summary>
    public int? Credits { get; init; }

    /// <summary>The number of rows that were not added, because an earlier run has finished them.</summary>
    public Func<long> FinishedRows { get; init; } = static () => 0;

    /// <summary>The maximum number of rows in one request.</summary>
    public Func<int> BatchSize { get; init; } = static () => int.MaxValue;

    /// <summary>The maximum time that a row waits for a full batch; null if there is no limit.</summary>
    public Func<TimeSpan?> FlushInterval { get; init; } = static () => null;

    /// <summary>Returns the warning about a number that will be sent; null if there is none.</summary>
    public Func<TRow, NumberWarning?> GetWarning { get; init; } = static _ => null;

    /// <summary>The time until the rate limit allows the next request; zero if it is allowed now.</summary>
    public TimeSpan RateLimitDelay => this.runs.Count > 0 ? this.Run.RateLimitDelay : TimeSpan.Zero;

    /// <summary>
    /// The run of the account that the cmdlet uses. It is created with the account's first row, so that an empty
    /// pipeline needs no connection.
    /// </summary>
    private BatchRun<TRow, TResult> Run
    {
        get
        {
            if (!this.runs.TryGetValue(cmdlet.UsedConnection, out var run))
            {
                run = cmdlet.Client.Begin(
                    operation, cmdlet.Log, cmdlet.StoppingToken, this.BatchSize(), this.FlushInterval());
                this.runs.Add(cmdlet.UsedConnection, run);
            }

            return run;
        }
    }

    /// <inheritdoc />
    public override void Add(long row, string? number)
    {
        var (item, error) = read(row, number);
        if (error is null)
        {
            this.Add(item);
        }
        else if (action is null)
        {
            this.WriteError(number, error);
        }
        else
        {
            this.Reject(item, error);
        }
    }

    /// <summary>Adds a row.</summary>
    public void Add(TRow row)
    {
        if (this.ConfirmsEachRow && (this.runs.Count == 0 || this.Run.FatalError is null)
            && !cmdlet.ShouldProcess(target: this.Describe([row]), action: action))
        {
            return;
        }

        if (this.Run.Add(row) is { } item && this.GetWarning(item) is { } warning)
        {
            this.warnings.Add(warning, item.Number!);
        }

        if (this.Run.IsBatchFull)
        {
            this.SendOrSkip();
        }

        this.WriteReady();
    }

    /// <inheritdoc />
    public override void Reject(long row, string? number, string reason)
    {
        if (action is null)
        {
            this.WriteError(number, reason);
        }
        else
        {
            this.Reject(read(row, number).Row, reason);
        }
    }

    /// <summary>Adds a row that can't be read.</summary>
    public void Reject(TRow row, string reason)
    {
        this.Run.Reject(row, reason, cmdlet.ResultAccount);
        this.WriteReady();
    }

    /// <inheritdoc />
    public override void Complete()
    {
        foreach (var connection in this.runs.Keys)
        {
            cmdlet.UsedConnection = connection;
            this.SendAll();
        }

        cmdlet.WriteWarnings(this.warnings);
        this.WriteCallError();
        foreach (var run in this.runs)
        {
            var fatalError = this.fatalErrors.TryGetValue(run.Key, out var found) ? found : null;
            if ((run.Value.FatalError ?? fatalError) is { } error)
            {
                cmdlet.WriteError(this.abortError ?? Track123Error.From(error));
            }
        }

        if (this.Credits is { } credits && Preferences.IsWhatIf(cmdlet))
        {
            cmdlet.WritePreview(this.preview.Summarize(credits, this.FinishedRows(), cmdlet.WarningCount));
        }
    }

    /// <summary>
    /// Stops sending: all rows that wait, and all rows added later, fail with this error. It is written at the end.
    /// </summary>
    public void Abort(ErrorRecord error)
    {
        this.abortError ??= error;
        this.Run.Abort((Track123Exception)error.Exception);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        foreach (var run in this.runs.Values)
        {
            run.Dispose();
        }
    }

    private string Describe(IReadOnlyList<TRow> rows) => cmdlet.Describe([.. rows.Select(r => r.Number)]);

    private void SendAll()
    {
        // A duplicate of a rejected row is queued again, so this loops until no row is waiting.
        do
        {
            this.SendOrSkip();
            do
            {
                this.WriteReady();
            }
            while (cmdlet.Await(this.Run.WhenReadyAsync));
        }
        while (!this.Run.IsEmpty);
    }

    private void WriteError(string? number, string reason)
    {
        var isBlank = string.IsNullOrWhiteSpace(number);
        cmdlet.WriteError(Track123Error.InvalidRequest(
            isBlank ? reason : $"'{number!.Trim()}': {reason}", isBlank ? cmdlet.InputObject : number));
    }

    private void SendOrSkip()
    {
        var waiting = this.Run.Waiting;
        if (waiting.Count == 0)
        {
            return;
        }

        // After a fatal error no row is sent, so no confirmation is needed: the rows fail with that error.
        if (this.ConfirmsEachRow || action is null || this.Run.FatalError is not null
            || cmdlet.ShouldProcess(target: this.Describe(waiting), action: action))
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
            this.preview.Count(outcome!.Result);
            write(outcome);
            this.ResultCount++;
            cmdlet.UpdateProgress();
            if (outcome.ErrorKind is not null && this.ToError is { } toError)
            {
                this.WriteError(outcome, toError);
            }
        }
    }

    // The rows of a failed request share one error, and so do all rows after a fatal error.
    private void WriteError(TResult outcome, Func<TResult, ErrorRecord> toError)
    {
        var call = outcome.Result.CallError;
        if (call is { IsFatal: true } || (call is not null && call == this.Run.FatalError))
        {
            this.fatalErrors[cmdlet.UsedConnection] = call;
            return;
        }

        if (this.failedCall.Count > 0 && call != this.failedCall[0].Result.CallError)
        {
            this.WriteCallError();
        }

        if (call is null)
        {
            cmdlet.WriteError(toError(outcome));
        }
        else
        {
            this.failedCall.Add(outcome);
        }
    }

    private void WriteCallError()
    {
        if (this.failedCall.Count > 0)
        {
            var errors = this.failedCall.ConvertAll(outcome => this.ToError!(outcome));
            cmdlet.WriteError(errors.Count == 1
                ? errors[0]
                : Track123Error.From(this.failedCall, errors.ConvertAll(e => e.TargetObject)));
            this.failedCall.Clear();
        }
    }
}
