using Track123.Validation;

namespace Track123.Commands;

/// <summary>Detects the possible carriers of tracking numbers, with the recommended carrier first.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Track123Carrier", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(CarrierCandidate))]
public sealed class ResolveTrack123CarrierCommand : TrackingNumberCmdlet
{
    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadRows(
        (_, number) => this.Resolve(this.ReadNumber(number)),
        (_, reason) => this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject)));

    private void Resolve(string? number)
    {
        if (number is null)
        {
            return;
        }

        var (client, log) = (this.Client, this.Log);
        Task<IReadOnlyList<CarrierCandidate>> Detect(CancellationToken token) =>
            client.DetectCarrierAsync(number, NumberCheck.Unchanged, log, token);
        if (!this.TryAwait(number, Detect, out var candidates))
        {
            return;
        }

        if (candidates!.Count == 0)
        {
            this.WriteVerbose($"The service found no carrier for '{number}'.");
        }

        foreach (var candidate in candidates)
        {
            this.WriteObject(candidate);
        }
    }
}
