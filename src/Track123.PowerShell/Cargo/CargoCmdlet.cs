namespace Track123.Commands;

/// <summary>Base of the cmdlets for cargo: each tracking number makes a row, and a feed deals with the rows.</summary>
/// <typeparam name="TRow">A row.</typeparam>
public abstract class CargoCmdlet<TRow> : TrackingNumberCmdlet
    where TRow : class
{
    private IRowFeed<TRow>? feed;

    private protected CargoCmdlet()
    {
    }

    /// <summary>Position of the present row in the input, from 1.</summary>
    private protected long Row { get; private set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!this.MyInvocation.ExpectingInput && !this.IsGiven(nameof(this.TrackingNumber)) && !this.IsGiven(nameof(this.InputObject)))
        {
            this.Fail(Track123Error.InvalidRequest("There is nothing to do. Pipe rows, or give -TrackingNumber."));
        }

        this.feed = this.CreateFeed();
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ReadNumbers() is not { } numbers)
        {
            this.Row++;
            this.feed!.Reject(
                this.Read(number: null).Row,
                "The row has no column with a tracking number. "
                + $"Its columns are {DescribeColumns(this.InputObject!.Properties.Select(p => p.Name))}.");
            return;
        }

        foreach (var number in numbers)
        {
            this.Row++;
            var (row, whyNot) = this.Read(number);
            if (whyNot is null)
            {
                this.feed!.Add(row);
            }
            else
            {
                this.feed!.Reject(row, whyNot);
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => this.feed!.Complete();

    /// <summary>Makes what deals with the rows.</summary>
    private protected abstract IRowFeed<TRow> CreateFeed();

    /// <summary>The row a number makes with what else the present record says, and why it can't be used; null if it can.</summary>
    private protected abstract (TRow Row, string? WhyNot) Read(string? number);

    /// <summary>The tracking number of a row.</summary>
    private protected abstract string? NumberOf(TRow row);

    /// <summary>Registers the rows and gives each its result.</summary>
    private protected IRowFeed<TRow> Register<TResult>(Func<BatchRun<TRow, TResult>> begin, Func<TResult, RegistrationStatus> statusOf)
        where TResult : RowOutcome => new RowFeed<TRow, TResult>(this, begin, this.Describe, "Register (100 credits each)", result =>
    {
        this.WriteObject(result);
        this.WriteErrorOf(result, statusOf(result));
    });

    /// <summary>Has the rows looked up anew and gives each its result.</summary>
    private protected IRowFeed<TRow> Retrack(Func<BatchRun<TRow, RetrackResult>> begin) =>
        new RowFeed<TRow, RetrackResult>(this, begin, this.Describe, "Look up anew", result =>
        {
            this.WriteObject(result);
            this.WriteErrorOf(result, result.Status);
        });

    /// <summary>Gives the rows another carrier, and each its result if that is asked for.</summary>
    private protected IRowFeed<TRow> ChangeCarrier(Func<BatchRun<TRow, ChangeResult>> begin, bool passThru) =>
        new RowFeed<TRow, ChangeResult>(this, begin, this.Describe, "Change the carrier", result =>
        {
            if (passThru)
            {
                this.WriteObject(result);
            }

            this.WriteErrorOf(result, result.Status);
        });

    /// <summary>Deletes the rows: they are asked for one by one and sent together.</summary>
    private protected IRowFeed<TRow> Delete(Func<BatchRun<TRow, ChangeResult>> begin) =>
        new RowFeed<TRow, ChangeResult>(
            this,
            begin,
            this.Describe,
            "Delete",
            result =>
            {
                if (result.Status == ChangeStatus.AlreadyDone)
                {
                    this.WriteVerbose($"There was nothing to delete for '{result.TrackingNumber}'. {result.Reason}");
                }

                this.WriteErrorOf(result, result.Status);
            },
            asksForEach: true);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.feed?.Dispose();
    }

    private string Describe(IReadOnlyList<TRow> rows) => rows.Count == 1
        ? $"tracking number {this.NumberOf(rows[0])}"
        : $"{rows.Count} tracking numbers, {this.NumberOf(rows[0])} … {this.NumberOf(rows[rows.Count - 1])}";

    private void WriteErrorOf(RowOutcome result, Enum status)
    {
        if (result.ErrorKind is not null)
        {
            this.WriteError(Track123Error.From(result, status.ToString()));
        }
    }
}
