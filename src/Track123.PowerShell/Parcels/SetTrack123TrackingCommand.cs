using Track123.Batches;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>
/// Changes fields or the carrier of parcels. New values come from the command line, or from the columns of a row such as
/// one of Import-Csv; a tracking or registration result that is piped says which parcel it is, and nothing more.
/// </summary>
[Cmdlet(VerbsCommon.Set, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(Tracking))]
public sealed class SetTrack123TrackingCommand : ParcelFieldsCmdlet
{
    // What the service or the module gave carries values that are there already. Selected.Track123.Tracking is not
    // among them: who pipes through Select-Object chooses the columns.
    private static readonly HashSet<string> Records = new(StringComparer.Ordinal)
    {
        "Track123.Tracking",
        "Track123.RegistrationResult",
        "Deserialized.Track123.Tracking",
        "Deserialized.Track123.RegistrationResult",
    };

    private readonly Queue<(string? CarrierCode, PSObject? Input)> pending = new();
    private BatchPipeline<ParcelRow, LookupOutcome<Tracking>>? changed;

    /// <summary>The carrier that the parcel shall have instead of its present one: its code, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <summary>Gives each parcel that was changed, read anew from the service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline()
    {
        this.changed = new(this, ParcelOperations.Lookup, static (row, number) => (new() { Row = row, TrackingNumber = number }, null), this.WriteRecords);
        return new BatchPipeline<ParcelRow, ChangeResult>(this, EditOperation.Create(), this.ReadEdit, this.Write, "Change");
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        base.EndProcessing();
        this.changed!.Complete();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.changed?.Dispose();
    }

    // A Tracking that went through a file has its dates in the form of whoever wrote the file. Its other columns may have been edited there.
    private static bool IsExported(PSObject row) =>
        row.BaseObject is PSCustomObject && row.Properties["TransitStatusText"] is not null && row.Properties["RetrievedAt"] is not null
        && !row.TypeNames.Any(name => name.StartsWith("Selected.", StringComparison.Ordinal));

    private (ParcelRow Row, string? Error) ReadEdit(long row, string? number)
    {
        var isRecord = this.InputObject is { } input && input.TypeNames.Any(Records.Contains);
        var isExported = this.InputObject is { } exported && IsExported(exported);
        var (edit, error) = this.ReadRow(row, line: null, number, name =>
            name != nameof(this.CarrierCode) && (isRecord || (isExported && name == nameof(this.ShipTime))) && !this.IsOnCommandLine(name)
                ? null
                : this.GetField(name));
        var (newCarrier, newCarrierError) = this.ReadCarrier(this.NewCarrierCode);
        edit = edit with { NewCarrierCode = newCarrier };
        this.pending.Enqueue((newCarrier ?? edit.CarrierCode, this.InputObject));
        return (edit, error ?? newCarrierError);
    }

    private void Write(ChangeResult result)
    {
        var (carrierCode, input) = this.pending.Dequeue();
        this.WriteFailure(result);
        if (!this.PassThru)
        {
            return;
        }

        if (result.Status == ChangeStatus.Done)
        {
            this.changed!.Add(new() { Row = result.Row, TrackingNumber = result.TrackingNumber, CarrierCode = carrierCode });
        }
        else if (result.Status == ChangeStatus.Skipped && input?.BaseObject is Tracking)
        {
            // With -WhatIf the next command in the pipeline still has something to work on.
            this.WriteObject(input);
        }
    }
}
