using Track123.Batches;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that do something with each tracking number, in batches.</summary>
public abstract class BatchCmdlet : TrackingNumberCmdlet
{
    private BatchPipeline? pipeline;

    private protected BatchCmdlet()
    {
    }

    /// <summary>What sends the rows and writes the results.</summary>
    private protected BatchPipeline Pipeline => this.pipeline!;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.pipeline = this.CreatePipeline();
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadRows(this.Pipeline.Add, (row, reason) => this.Pipeline.Reject(row, number: null, reason));

    /// <inheritdoc />
    protected override void EndProcessing() => this.pipeline?.Complete();

    /// <summary>Creates what sends the rows and writes the results; null if the cmdlet sends them itself, one by one.</summary>
    private protected virtual BatchPipeline? CreatePipeline() => null;

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.pipeline?.Dispose();
    }

    /// <summary>Writes an outcome, and an error if the row failed.</summary>
    private protected void WriteOutcome(RowOutcome outcome)
    {
        this.WriteObject(outcome);
        this.WriteFailure(outcome);
    }

    /// <summary>Writes an error if the row failed.</summary>
    private protected void WriteFailure(RowOutcome outcome)
    {
        if (outcome.ErrorKind is not null)
        {
            this.WriteError(Track123Error.From(outcome));
        }
    }

    /// <summary>Writes an error if the deletion failed.</summary>
    private protected void WriteDeletion(ChangeResult result)
    {
        if (result.Status == ChangeStatus.AlreadyDone)
        {
            this.WriteVerbose($"'{result.TrackingNumber}' was gone already. {result.Reason}".TrimEnd());
        }

        this.WriteFailure(result);
    }

    /// <summary>Writes the records that were found, or an error.</summary>
    private protected void WriteRecords<TRecord>(LookupOutcome<TRecord> lookup)
    {
        // One by one: a list written as a whole is held back until the pipeline ends.
        foreach (var record in lookup.IsDuplicate ? [] : lookup.Records)
        {
            this.WriteObject(record);
        }

        // A fatal error is reported once, at the end.
        if (lookup.Error is { IsFatal: false } error)
        {
            this.WriteError(Track123Error.From(error, lookup.TrackingNumber));
        }
    }
}
