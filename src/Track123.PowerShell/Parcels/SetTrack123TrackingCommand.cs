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

    private readonly RowFeed<ParcelEdit, ChangeResult> feed;
    private readonly Queue<(string? CarrierCode, PSObject? Piped)> underWay = new();
    private readonly RowFeed<ParcelReference, TrackingLookup> changed;

    /// <summary>Makes the cmdlet.</summary>
    public SetTrack123TrackingCommand()
    {
        this.feed = new(
            this,
            () => this.Client.BeginEdit(this.Log, this.StoppingToken),
            waiting => Describe([.. waiting.Select(edit => edit.TrackingNumber)]),
            "Change",
            this.Write);
        this.changed = new(this, () => this.Client.BeginLookup(this.Log, this.StoppingToken), describe: null, "", this.Write);
    }

    /// <summary>The carrier that the parcel shall have instead of its present one: its code, its exact name, or a Carrier.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Alias("New Carrier Code", "New_Carrier_Code", "NewCarrier", "New Carrier", "NewCourierCode")]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string? NewCarrierCode { get; set; }

    /// <summary>Gives each parcel that was changed, read anew from the service.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var isRecord = this.InputObject is { } piped && piped.TypeNames.Any(Records.Contains);
        var isExported = this.InputObject is { } row && IsExported(row);
        string? NewValue(string name) =>
            (isRecord || (isExported && name == nameof(this.ShipTime))) && !this.IsOnCommandLine(name) ? null : this.Value(name);
        this.ReadParcels(
            (row, number, carrier) => this.Add(row, number, carrier, NewValue),
            (row, reason) =>
            {
                this.underWay.Enqueue((null, this.InputObject));
                this.feed.Reject(new() { Row = row }, reason);
            });
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.feed.Complete();
        this.changed.Complete();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.feed.Dispose();
        this.changed.Dispose();
    }

    // A Tracking that went through a file has its dates in the form of whoever wrote the file. Its other columns may have been edited there.
    private static bool IsExported(PSObject row) =>
        row.BaseObject is PSCustomObject && row.Properties["TransitStatusText"] is not null && row.Properties["RetrievedAt"] is not null
        && !row.TypeNames.Any(name => name.StartsWith("Selected.", StringComparison.Ordinal));

    private void Add(long row, string? number, string? carrierCode, Func<string, string?> valueOf)
    {
        var (newCarrierCode, whyNot) = this.ReadCarrier(this.NewCarrierCode);
        var shipTime = valueOf(nameof(this.ShipTime));
        this.WarnOfSlashes(shipTime);
        var edit = new ParcelEdit
        {
            Row = row,
            TrackingNumber = number?.Trim(),
            CarrierCode = carrierCode,
            NewCarrierCode = newCarrierCode,
            OrderNumber = valueOf(nameof(this.OrderNumber)),
            Country = valueOf(nameof(this.Country)),
            ShipTime = shipTime,
            CustomerEmail = valueOf(nameof(this.CustomerEmail)),
            PostalCode = valueOf(nameof(this.PostalCode)),
            PhoneSuffix = valueOf(nameof(this.PhoneSuffix)),
            Remark = valueOf(nameof(this.Remark)),
            Custom1 = valueOf(nameof(this.Custom1)),
            Custom2 = valueOf(nameof(this.Custom2)),
        };
        var carrier = string.IsNullOrWhiteSpace(edit.NewCarrierCode) ? edit.CarrierCode : edit.NewCarrierCode;
        this.underWay.Enqueue((string.IsNullOrWhiteSpace(carrier) ? null : carrier!.Trim(), this.InputObject));
        if (whyNot is null)
            this.feed.Add(edit);
        else
            this.feed.Reject(edit, whyNot);
    }

    private void Write(ChangeResult result)
    {
        var (carrierCode, piped) = this.underWay.Dequeue();
        if (result.Status is ChangeStatus.Rejected or ChangeStatus.Failed)
        {
            this.WriteError(Track123Error.From(result, result.Status.ToString()));
        }
        else if (!this.PassThru)
        {
            return;
        }
        else if (result.Status is ChangeStatus.Done)
        {
            this.changed.Add(new() { Row = result.Row, TrackingNumber = result.TrackingNumber, CarrierCode = carrierCode });
        }
        else if (piped?.BaseObject is Tracking)
        {
            // With -WhatIf what comes after in the pipeline still has something to work on.
            this.WriteObject(piped);
        }
    }

    private void Write(TrackingLookup lookup)
    {
        foreach (var tracking in lookup.Trackings)
        {
            this.WriteObject(tracking);
        }

        if (lookup.Error is { IsFatal: false } error)
        {
            this.WriteError(Track123Error.From(error, lookup.TrackingNumber));
        }
    }
}
