using System.Globalization;
using Track123.Batches;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that process tracking numbers in batches.</summary>
public abstract class BatchCmdlet : TrackingNumberCmdlet
{
    private BatchPipeline? pipeline;

    private protected BatchCmdlet()
    {
    }

    /// <summary>The number of rows whose results were written.</summary>
    private protected virtual long ResultCount => this.Pipeline.ResultCount;

    /// <summary>The pipeline that sends the rows and writes the results.</summary>
    private protected BatchPipeline Pipeline => this.pipeline!;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.pipeline = this.CreatePipeline();
        this.StartProgress();
    }

    /// <inheritdoc />
    protected override void ProcessRecord() =>
        this.ReadRows(this.Pipeline.Add, (row, reason) => this.Pipeline.Reject(row, number: null, reason));

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.pipeline?.Complete();
        this.EndProgress();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.pipeline?.Dispose();
    }

    /// <inheritdoc />
    private protected override void CompleteRows()
    {
        // A cmdlet without a batch pipeline has already written its results.
        if (this.pipeline is not null)
        {
            this.EndProcessing();
        }
    }

    /// <summary>Starts to show the number of processed rows.</summary>
    private protected virtual void StartProgress()
    {
        if (this.pipeline is not null)
        {
            this.StartProgress(this.MyInvocation.MyCommand.Name, this.DescribeProgress);
        }
    }

    /// <summary>Creates the batch pipeline; returns null if the cmdlet sends its rows one by one.</summary>
    private protected virtual BatchPipeline? CreatePipeline() => null;

    /// <summary>Explains a deletion that was not needed.</summary>
    private protected void WriteDeletion(ChangeResult result)
    {
        if (result.Status == ChangeStatus.AlreadyDone)
        {
            this.WriteVerbose($"No deletion needed for '{result.TrackingNumber}'. {result.Reason}".TrimEnd());
        }
    }

    /// <summary>Writes the records of a lookup.</summary>
    private protected void WriteRecords<TRecord>(LookupOutcome<TRecord> lookup)
    {
        // Write one record at a time: PowerShell delays a list that is written as a whole until the pipeline ends.
        foreach (var record in lookup.IsDuplicate ? [] : lookup.Records)
        {
            this.WriteObject(record);
        }
    }

    private void DescribeProgress(ProgressRecord record)
    {
        var count = this.ResultCount;
        var total = this.MyInvocation.ExpectingInput ? null : this.TrackingNumber?.Length;
        record.PercentComplete = total > 0 ? (int)(count * 100 / total) : -1;
        record.StatusDescription = string.Format(
            CultureInfo.CurrentCulture, total is null ? "{0:N0} rows" : "{0:N0} of {1:N0} rows", count, total);
    }
}
