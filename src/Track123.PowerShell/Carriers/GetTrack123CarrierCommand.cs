namespace Track123.Commands;

/// <summary>Gets the carriers that the service supports.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Carrier")]
[OutputType(typeof(Carrier))]
public sealed class GetTrack123CarrierCommand : ConnectedCmdlet
{
    private readonly List<string> requested = [];

    /// <summary>
    /// The codes or exact names of the carriers to get, such as china-post. Wildcards are allowed in codes. A value
    /// without wildcards that matches no carrier is an error.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string[]? CarrierCode { get; set; }

    /// <summary>
    /// The English or Chinese names of the carriers to get. Wildcards are allowed. A name without wildcards that
    /// matches no carrier is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The types of carriers: Parcel, Ocean or Air, or several of them. The default is Parcel.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CarrierType[] Type { get; set; } = [CarrierType.Parcel];

    /// <inheritdoc />
    protected override void ProcessRecord() => this.requested.AddRange(this.CarrierCode ?? []);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // Empty pipeline input returns no carriers instead of all.
        if (this.requested.Count == 0 && this.MyInvocation.ExpectingInput)
        {
            return;
        }

        var (client, log) = (this.Client, this.Log);
        var codes = this.requested.Count == 0 ? null : ToPatterns(this.requested);
        var names = this.Name is null ? null : ToPatterns(this.Name);
        var missing = WithoutWildcards(this.requested);
        var missingNames = WithoutWildcards(this.Name ?? []);
        foreach (var type in this.Type.Distinct())
        {
            var carriers = this.Await(token => client.GetCarriersAsync(type, log, token));
            if (!CarrierNames.CacheOf(this.UsedConnection, type).Write(carriers, DateTimeOffset.UtcNow))
            {
                this.WriteVerbose("The carrier list could not be cached for tab completion.");
            }

            missing.RemoveAll(code => carriers.Any(carrier => HasCodeOrName(carrier, code)));
            missingNames.RemoveAll(name => carriers.Any(carrier => MatchesName(carrier, name)));
            foreach (var carrier in carriers)
            {
                var matchesName = IsMatch(names, carrier.Name) || IsMatch(names, carrier.NameChinese);
                if (matchesName
                    && (IsMatch(codes, carrier.CarrierCode)
                        || this.requested.Exists(code => HasCodeOrName(carrier, code))))
                {
                    this.WriteObject(carrier);
                }
            }
        }

        foreach (var code in missing)
        {
            this.WriteError(Track123Error.CarrierNotFound(code));
        }

        foreach (var name in missingNames)
        {
            this.WriteError(Track123Error.CarrierNotFound(name, field: "name"));
        }
    }

    private static bool HasCodeOrName(Carrier carrier, string text) =>
        AreEqual(carrier.CarrierCode, text) || MatchesName(carrier, text);

    private static bool MatchesName(Carrier carrier, string text) =>
        AreEqual(carrier.Name, text) || AreEqual(carrier.NameChinese, text);

    private static bool AreEqual(string? value, string text) =>
        string.Equals(value, text.Trim(), StringComparison.OrdinalIgnoreCase);

    private static List<string> WithoutWildcards(IEnumerable<string> texts) =>
        [.. texts.Where(text => !WildcardPattern.ContainsWildcardCharacters(text))];

    // Culture-invariant, because in Turkish the uppercase letter of i is not I.
    private static WildcardPattern[] ToPatterns(IEnumerable<string> texts)
    {
        const WildcardOptions Options = WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant;
        return [.. texts.Select(text => new WildcardPattern(text.Trim(), Options))];
    }

    private static bool IsMatch(WildcardPattern[]? patterns, string? text) =>
        patterns is null || (text is not null && Array.Exists(patterns, pattern => pattern.IsMatch(text)));
}
