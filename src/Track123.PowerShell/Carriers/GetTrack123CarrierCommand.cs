namespace Track123.Commands;

/// <summary>Lists the carriers the service can follow.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Carrier")]
[OutputType(typeof(Carrier))]
public sealed class GetTrack123CarrierCommand : ConnectedCmdlet
{
    /// <summary>
    /// Codes of the carriers wanted, such as china-post. Wildcards are allowed; a code without any that does not exist
    /// is an error.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
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
            missing.RemoveAll(code => carriers.Any(carrier => IsMatch(Patterns([code]), carrier.CarrierCode)));
            foreach (var carrier in carriers)
            {
                var isNamed = IsMatch(names, carrier.Name) || IsMatch(names, carrier.NameChinese);
                if (isNamed && IsMatch(codes, carrier.CarrierCode))
                    this.WriteObject(carrier);
            }
        }

        foreach (var code in missing)
        {
            this.WriteError(Track123Error.CarrierNotFound(code));
        }
    }

    private static WildcardPattern[]? Patterns(string[]? texts) =>
        texts is null ? null : [.. texts.Select(text => new WildcardPattern(text.Trim(), WildcardOptions.IgnoreCase))];

    private static bool IsMatch(WildcardPattern[]? patterns, string? text) =>
        patterns is null || (text is not null && Array.Exists(patterns, pattern => pattern.IsMatch(text)));
}
