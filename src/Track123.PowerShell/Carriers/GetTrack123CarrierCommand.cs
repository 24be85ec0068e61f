namespace Track123.Commands;

/// <summary>Lists the carriers the service can follow.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Carrier")]
[OutputType(typeof(Carrier))]
public sealed class GetTrack123CarrierCommand : ConnectedCmdlet
{
    /// <summary>
    /// Codes, or exact names, of the carriers wanted, such as china-post. Wildcards are allowed in codes; text without any
    /// that no carrier has is an error.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string[]? CarrierCode { get; set; }

    /// <summary>Names of the carriers wanted, English or Chinese. Wildcards are allowed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>What the carriers carry: Parcel, Ocean or Air, or several of them. Parcel by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CarrierType[] Type { get; set; } = [CarrierType.Parcel];

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var (client, log) = (this.Client, this.Log);
        var codes = Patterns(this.CarrierCode);
        var names = Patterns(this.Name);
        List<string> missing = [.. this.CarrierCode ?? []];
        missing.RemoveAll(WildcardPattern.ContainsWildcardCharacters);
        foreach (var type in this.Type.Distinct())
        {
            var carriers = this.Await(token => client.GetCarriersAsync(type, log, token));
            if (!CarrierCache.Of(this.UsedConnection, type).Write(carriers, DateTimeOffset.UtcNow))
                this.WriteVerbose("The list of carriers could not be kept for completion.");

            missing.RemoveAll(code => carriers.Any(carrier => IsGiven(code, carrier)));
            foreach (var carrier in carriers)
            {
                var isNamed = IsMatch(names, carrier.Name) || IsMatch(names, carrier.NameChinese);
                if (isNamed && (IsMatch(codes, carrier.CarrierCode) || this.CarrierCode!.Any(code => IsGiven(code, carrier))))
                    this.WriteObject(carrier);
            }
        }

        foreach (var code in missing)
        {
            this.WriteError(Track123Error.CarrierNotFound(code));
        }
    }

    // A carrier's code or its exact name, without wildcards.
    private static bool IsGiven(string text, Carrier carrier) =>
        Array.Exists([carrier.CarrierCode, carrier.Name, carrier.NameChinese], its => string.Equals(its, text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static WildcardPattern[]? Patterns(string[]? texts) =>
        texts is null ? null : [.. texts.Select(text => new WildcardPattern(text.Trim(), WildcardOptions.IgnoreCase))];

    private static bool IsMatch(WildcardPattern[]? patterns, string? text) =>
        patterns is null || (text is not null && Array.Exists(patterns, pattern => pattern.IsMatch(text)));
}
