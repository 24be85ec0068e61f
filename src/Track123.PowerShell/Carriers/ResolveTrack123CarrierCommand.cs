namespace Track123.Commands;

/// <summary>Detects the possible carriers of tracking numbers, with the recommended carrier first.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Track123Carrier", DefaultParameterSetName = ByNumber)]
[OutputType(typeof(CarrierCandidate))]
public sealed class ResolveTrack123CarrierCommand : TrackingNumberCmdlet
{
    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadRows(
        (_, number) => this.Resolve(number?.Trim()),
        (_, reason) => this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject)));

    private void Resolve(string? number)
    {
        if (string.IsNullOrEmpty(number))
        {
            this.WriteError(Track123Error.InvalidRequest("The tracking number is blank.", this.InputObject));
            return;
        }

        var (client, log) = (this.Client, this.Log);
        if (!this.TryAwait(number!, token => client.DetectCarrierAsync(number!, log, token), out var candidates))
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
