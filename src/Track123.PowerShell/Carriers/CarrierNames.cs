using Track123.Carriers;

namespace Track123.Commands;

/// <summary>
/// Resolves a carrier's code, exact name, or <see cref="Carrier"/> object (which converts to its code) to a code. This
/// is done for each row and not during parameter binding: an ambiguous name then rejects its row, while a binding error
/// would drop it. Rows of a CSV file behave in the same way.
/// </summary>
/// <param name="cmdlet">The cmdlet that reads the carriers.</param>
internal sealed class CarrierNames(ConnectedCmdlet cmdlet)
{
    private readonly CarrierType type = TypeOf(cmdlet.MyInvocation.MyCommand.Name);
    private readonly Dictionary<string, (string? Code, string? Reason)> resolved = new(StringComparer.Ordinal);
    private CarrierIndex? index;
    private bool isComplete;

    /// <summary>Returns the carrier type that a command uses, by the command's name.</summary>
    public static CarrierType TypeOf(string commandName) =>
        commandName.IndexOf("123Ocean", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Ocean
        : commandName.IndexOf("123Air", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Air
        : CarrierType.Parcel;

    /// <summary>
    /// Returns the carrier cache for a connection. Without a connection, it is the cache for the address in the
    /// environment variable or for the default address.
    /// </summary>
    public static CarrierCache CacheOf(Connection? connection, CarrierType type)
    {
        try
        {
            // The connection of a sandbox has no address.
            var address = connection is null ? RunspaceConnections.AddressFromEnvironment() : connection.BaseUri;
            return CarrierCache.For(address, type);
        }
        catch (Exception e) when (e is Track123Exception or ArgumentException)
        {
            // The address or the cache folder is not valid.
            return new(path: null);
        }
    }

    /// <summary>
    /// Returns the code for a code or name, or an error. If no list is cached, text that may be a code is returned.
    /// </summary>
    /// <param name="text">The code or name; null or blank for none.</param>
    /// <param name="isFromService">Whether the service returned the code. Then it does not need to be listed.</param>
    public (string? Code, string? Reason) Read(string? text, bool isFromService)
    {
        if (string.IsNullOrWhiteSpace(text) || (isFromService && CarrierIndex.CanBeCode(text!.Trim())))
        {
            return (text, null);
        }

        if (!this.resolved.TryGetValue(text!, out var result))
        {
            this.resolved[text!] = result = this.Resolve(text!);
        }

        return result;
    }

    private (string? Code, string? Reason) Resolve(string text)
    {
        var name = text.Trim();
        var canBeCode = CarrierIndex.CanBeCode(name);
        var carriers = this.Load(canDownload: !canBeCode);
        var codes = carriers.Find(name);
        if (codes.Count == 1)
        {
            return (codes[0], null);
        }

        if (codes.Count > 1)
        {
            var list = string.Join(", ", codes);
            return (null, $"'{name}' is the name of {codes.Count} carriers: {list}. Specify the code.");
        }

        if (carriers.IsEmpty)
        {
            return (text, null);
        }

        var option = this.type == CarrierType.Parcel ? "" : $" -Type {this.type}";
        var suggestion = carriers.FindNearest(name) is { } nearest ? $" Did you mean '{nearest}'?" : "";
        return (null, canBeCode
            ? $"{CarrierIndex.UnknownCodeReason} '{name}'.{suggestion} The carrier list is cached; if the "
                + $"carrier is new, refresh the list with Get-Track123Carrier{option}."
            : $"No carrier has the name '{name}'.{suggestion} Find it with Get-Track123Carrier{option} -Name.");
    }

    // If no list is cached and the text can't be a code, the list is downloaded once, free of charge. This happens, for
    // example, in a scheduled job that never runs Connect-Track123.
    private CarrierIndex Load(bool canDownload)
    {
        if (this.index is null)
        {
            var cached = CacheOf(cmdlet.UsedConnection, this.type).Read(DateTimeOffset.UtcNow);
            this.isComplete = cached is not null;
            this.index = new(cached ?? []);
        }

        if (canDownload && !this.isComplete)
        {
            this.isComplete = true;
            var carriers = this.Download();
            if (carriers.Count > 0)
            {
                _ = CacheOf(cmdlet.UsedConnection, this.type).Write(carriers, DateTimeOffset.UtcNow);
                this.index = new([.. carriers.Select(CachedCarrier.From)]);
            }
        }

        return this.index;
    }

    private IReadOnlyList<Carrier> Download()
    {
        var (client, log) = (cmdlet.UsedConnection.Client, cmdlet.Log);
        return cmdlet.Await(async token =>
        {
            try
            {
                return await client.GetCarriersAsync(this.type, log, token).ConfigureAwait(false);
            }
            catch (Track123Exception failure)
            {
                // The request for the rows will report the error.
                log.Verbose($"Could not read the carrier list: {failure.Message}");
                return [];
            }
        });
    }
}
