namespace Track123.Commands;

/// <summary>
/// Reads what people give as a carrier: its code, its exact name, or a <see cref="Carrier"/>, whose text is its code. It is read here, row by row,
/// rather than while PowerShell binds parameters: a name of two carriers is then a rejected row, where binding would drop the row, and rows of a
/// file that the cmdlet reads itself are treated alike.
/// </summary>
/// <param name="cmdlet">The cmdlet that is given the carriers.</param>
internal sealed class CarrierNames(ConnectedCmdlet cmdlet)
{
    private readonly CarrierType type = OfCommand(cmdlet.MyInvocation.MyCommand.Name);
    private readonly Dictionary<string, (string? Code, string? WhyNot)> known = new(StringComparer.Ordinal);
    private Dictionary<string, List<string>>? codesByName;
    private Dictionary<string, string> codes = [];
    private bool isComplete;

    /// <summary>What the carriers carry that a command of this name takes.</summary>
    public static CarrierType OfCommand(string name) =>
        name.IndexOf("123Ocean", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Ocean
        : name.IndexOf("123Air", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Air
        : CarrierType.Parcel;

    /// <summary>
    /// The code that a text means; text that is no carrier's name, as far as is known, is taken for a code as it is, unless it can be none.
    /// </summary>
    /// <param name="text">The text; null or blank for none.</param>
    /// <returns>The code, or why it can't be told.</returns>
    public (string? Code, string? WhyNot) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return (text, null);

        if (!this.known.TryGetValue(text!, out var read))
            this.known[text!] = read = this.Find(text!);

        return read;
    }

    private (string? Code, string? WhyNot) Find(string text)
    {
        var name = text.Trim();
        var isSurelyName = name.Any(c => char.IsWhiteSpace(c) || c > 127);
        this.Load(isSurelyName);
        if (this.codes.TryGetValue(name, out var code))
            return (code, null);

        if (!this.codesByName!.TryGetValue(name, out var meant))
        {
            return isSurelyName && this.codes.Count > 0
                ? (null, $"No carrier has the name '{name}'. Look it up with Get-Track123Carrier{(this.type == CarrierType.Parcel ? "" : $" -Type {this.type}")} -Name.")
                : (text, null);
        }

        return meant.Count == 1
            ? (meant[0], null)
            : (null, $"'{name}' is the name of {meant.Count} carriers: {string.Join(", ", meant)}. Give the code.");
    }

    // No code has a space or a letter beyond ASCII in it. For such a text alone the service is asked, once and at no cost, if there is no list yet,
    // as in a job that never ran Connect-Track123.
    private void Load(bool isSurelyName)
    {
        if (this.codesByName is null)
        {
            var cached = CarrierCache.Of(cmdlet.UsedConnection, this.type).Read(DateTimeOffset.UtcNow);
            this.isComplete = cached is not null;
            this.Index(cached ?? []);
        }

        if (this.isComplete || !isSurelyName)
            return;

        this.isComplete = true;
        var (client, log) = (cmdlet.UsedConnection.Client, cmdlet.Log);
        var carriers = cmdlet.Await(async token =>
        {
            try
            {
                return await client.GetCarriersAsync(this.type, log, token).ConfigureAwait(false);
            }
            catch (Track123Exception failure)
            {
                // The call that the rows are for will tell what is wrong.
                log.Verbose($"The carriers' names could not be read: {failure.Message}");
                return [];
            }
        });
        if (carriers.Count == 0)
            return;

        _ = CarrierCache.Of(cmdlet.UsedConnection, this.type).Write(carriers, DateTimeOffset.UtcNow);
        this.Index(carriers.Select(c => new CachedCarrier(c.CarrierCode, c.Name, c.NameChinese ?? "")));
    }

    private void Index(IEnumerable<CachedCarrier> carriers)
    {
        this.codes = new(StringComparer.OrdinalIgnoreCase);
        this.codesByName = new(StringComparer.OrdinalIgnoreCase);
        foreach (var carrier in carriers)
        {
            this.codes[carrier.Code] = carrier.Code;
            foreach (var name in new[] { carrier.Name, carrier.NameChinese }.Distinct(StringComparer.OrdinalIgnoreCase))
            {
                if (name.Trim() is not { Length: > 0 } key)
                    continue;

                if (!this.codesByName.TryGetValue(key, out var sharing))
                    this.codesByName[key] = sharing = [];

                sharing.Add(carrier.Code);
            }
        }
    }
}
