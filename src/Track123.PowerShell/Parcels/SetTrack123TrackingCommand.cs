using Track123.Batches;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>
/// Changes fields or the carrier of parcels. The new values come from the command line or from the columns of a row,
/// for example from Import-Csv. A piped Tracking or RegistrationResult only identifies the parcel.
/// </summary>
[Cmdlet(VerbsCommon.Set, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(Tracking))]
public sealed class SetTrack123TrackingCommand : ParcelFieldsCmdlet
{
    private readonly Dictionary<long, (string? CarrierCode, PSObject? Input)> pending = [];
    private BatchPipeline<ParcelRow, LookupOutcome<Tracking>>? changed;

    /// <summary>The new carrier of the parcel: its code, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <summary>Outputs each changed parcel as the service returns it after the change.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

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

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline()
    {
        this.changed = new(
            this,
            ParcelOperations.Lookup,
            static (row, number) => (new() { Row = row, TrackingNumber = number }, null),
            this.WriteRecords)
        {
            ToError = Track123Error.FromLookup,
        };
        return new BatchPipeline<ParcelRow, ChangeResult>(
            this, EditOperation.Create(), this.ReadEdit, this.Write, "Change");
    }

    // The other columns of an exported Tracking may have been edited. With Select-Object, the user chooses the columns.
    private static bool IsExported(PSObject? row) =>
        IsExportedTracking(row)
        && !row!.TypeNames.Any(name => name.StartsWith("Selected.", StringComparison.Ordinal));

    // An empty value on the command line clears a field. An empty column leaves it unchanged. The module's own objects
    // contain the present values, not new ones.
    private (ParcelRow Row, string? Error) ReadEdit(long row, string? number)
    {
        var isOwnObject = this.InputObject is { } input && IsOwnObject(input);
        var isExported = this.DateFormat is null && IsExported(this.InputObject);
        var (edit, error) = this.ReadRow(
            row, line: null, number, name => IsUnchanged(name) ? null : this.GetField(name));
        var (newCarrier, newCarrierError) = this.ReadNewCarrier(this.NewCarrierCode);
        edit = edit with { NewCarrierCode = newCarrier };
        this.pending[row] = (string.IsNullOrWhiteSpace(newCarrier) ? edit.CarrierCode : newCarrier, this.InputObject);
        return (edit, error ?? newCarrierError);

        bool IsUnchanged(string name) =>
            name != nameof(this.CarrierCode)
            && !this.IsOnCommandLine(name)
            && (isOwnObject
                || (isExported && name == nameof(this.ShipTime))
                || string.IsNullOrWhiteSpace(this.GetField(name)));
    }

    private void Write(ChangeResult result)
    {
        var (carrierCode, input) = this.pending[result.Row];
        this.pending.Remove(result.Row);
        if (!this.PassThru)
        {
            return;
        }

        if (result.Status == ChangeStatus.Done)
        {
            this.changed!.Add(new()
            {
                Row = result.Row,
                TrackingNumber = result.TrackingNumber,
                CarrierCode = carrierCode,
                NumberCheck = NumberCheck.Unchanged,
            });
        }
        else if (result.Status == ChangeStatus.Skipped && input?.BaseObject is Tracking)
        {
            // With -WhatIf, the next command in the pipeline still gets its input.
            this.WriteObject(input);
        }
    }
}
