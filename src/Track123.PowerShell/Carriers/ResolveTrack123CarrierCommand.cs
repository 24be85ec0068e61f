namespace Track123.Commands;

/// <summary>Finds out which carriers a tracking number may be of, the one that the service recommends first.</summary>
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
            this.WriteError(Track123Error.InvalidRequest("A tracking number is blank.", this.InputObject));
            return;
        }

        var (client, log) = (this.Client, this.Log);
        if (!this.TryAwait(number!, token => client.DetectCarrierAsync(number!, log, token), out var candidates))
        {
            return;
        }

        if (candidates!.Count == 0)
        {
            this.WriteVerbose($"The service knows no carrier for '{number}'.");
        }

        foreach (var candidate in candidates)
        {
            this.WriteObject(candidate);
        }
    }
}
