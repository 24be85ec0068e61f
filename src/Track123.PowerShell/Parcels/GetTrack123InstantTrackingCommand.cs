using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>Queries carriers directly for parcels, without registering them. Each number costs 1 credit.</summary>
[Cmdlet(
    VerbsCommon.Get,
    "Track123InstantTracking",
    SupportsShouldProcess = true,
    ConfirmImpact = ConfirmImpact.Low,
    DefaultParameterSetName = ByNumber)]
[OutputType(typeof(Tracking))]
public sealed class GetTrack123InstantTrackingCommand : ExtraFieldsCmdlet
{
    private readonly NumberWarnings warnings = new();

    /// <summary>
    /// The language for translated events, such as en. By default, events are in the carrier's language.
    /// </summary>
    [Parameter]
    [Alias("Lang")]
    [ArgumentCompleter(typeof(LanguageCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Language { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadParcels(this.Query);

    /// <inheritdoc />
    protected override void EndProcessing() => this.WriteWarnings(this.warnings);

    private void Query(ParcelRow row)
    {
        var number = row.TrackingNumber!;
        if (!this.ShouldProcess(target: this.Describe([number]), action: "Query now (1 credit)"))
        {
            return;
        }

        if (NumberWarnings.Find(number, row.CarrierCode) is { } warning)
        {
            this.warnings.Add(warning, number);
        }

        var parcel = row with
        {
            PostalCode = this.PostalCode,
            PhoneSuffix = this.PhoneSuffix,
            Language = this.Language,
        };
        var (client, log) = (this.Client, this.Log);
        Task<Tracking?> Ask(CancellationToken token) =>
            client.GetInstantTrackingAsync(parcel, log, token);
        if (!this.TryAwait(number, Ask, out var tracking))
        {
            return;
        }

        if (tracking is null)
        {
            this.WriteError(Track123Error.CarrierHasNoData(number));
        }
        else
        {
            this.WriteObject(tracking);
        }
    }
}
