namespace Track123.Commands;

/// <summary>Lists the carriers the service can follow.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Carrier")]
[OutputType(typeof(Carrier))]
public sealed class GetTrack123CarrierCommand : ConnectedCmdlet
{
    private readonly List<string> given = [];

    /// <summary>
    /// Codes, or exact names, of the carriers wanted, such as china-post. Wildcards are allowed in codes; text without any
    /// that no carrier has is an error.
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Carrier Code", "Carrier_Code", "Carrier", "CourierCode", "Courier Code", "Courier_Code", "Courier")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CarrierCompleter))]
    public string[]? CarrierCode { get; set; }

    /// <summary>
    /// Names of the carriers wanted, English or Chinese. Wildcards are allowed; a name without any that no carrier has is an error.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>What the carriers carry: Parcel, Ocean or Air, or several of them. Parcel by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public CarrierType[] Type { get; set; } = [CarrierType.Parcel];

    /// <inheritdoc />
    protected override void ProcessRecord() => this.given.AddRange(this.CarrierCode ?? []);

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        // Nothing was piped, or nothing that has a code: that asks for no carrier, not for all.
        if (this.given.Count == 0 && this.MyInvocation.ExpectingInput)
            return;

        var (client, log) = (this.Client, this.Log);
        var codes = this.given.Count == 0 ? null : Patterns(this.given);
        var names = this.Name is null ? null : Patterns(this.Name);
        var missing = Literal(this.given);
        var missingNames = Literal(this.Name ?? []);
        foreach (var type in this.Type.Distinct())
        {
            var carriers = this.Await(token => client.GetCarriersAsync(type, log, token));
            if (!CarrierNames.CacheOf(this.UsedConnection, type).Write(carriers, DateTimeOffset.UtcNow))
                this.WriteVerbose("The list of carriers could not be kept for completion.");

            missing.RemoveAll(code => carriers.Any(carrier => IsOneOf(code, carrier.CarrierCode, carrier.Name, carrier.NameChinese)));
            missingNames.RemoveAll(name => carriers.Any(carrier => IsOneOf(name, carrier.Name, carrier.NameChinese)));
            foreach (var carrier in carriers)
            {
                var isNamed = IsMatch(names, carrier.Name) || IsMatch(names, carrier.NameChinese);
                if (isNamed && (IsMatch(codes, carrier.CarrierCode) || this.given.Exists(code => IsOneOf(code, carrier.CarrierCode, carrier.Name, carrier.NameChinese))))
                    this.WriteObject(carrier);
            }
        }

        foreach (var code in missing)
        {
            this.WriteError(Track123Error.CarrierNotFound(code));
        }

        foreach (var name in missingNames)
        {
            this.WriteError(Track123Error.CarrierNotFound(name, asked: "name"));
        }
    }

    private static bool IsOneOf(string text, params string?[] its) => Array.Exists(its, one => string.Equals(one, text.Trim(), StringComparison.OrdinalIgnoreCase));

    private static List<string> Literal(IEnumerable<string> texts) => [.. texts.Where(text => !WildcardPattern.ContainsWildcardCharacters(text))];

    // By no culture: in Turkish the capital of i is another letter than I.
    private static WildcardPattern[] Patterns(IEnumerable<string> texts) =>
        [.. texts.Select(text => new WildcardPattern(text.Trim(), WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant))];

    private static bool IsMatch(WildcardPattern[]? patterns, string? text) =>
        patterns is null || (text is not null && Array.Exists(patterns, pattern => pattern.IsMatch(text)));
}
