using Track123.Carriers;

namespace Track123.Commands;

/// <summary>
/// Resolves what people give as a carrier: its code, its exact name, or a <see cref="Carrier"/>, whose text is its
/// code. This happens row by row, not while PowerShell binds parameters: an ambiguous name then rejects its row, where
/// binding would drop it, and rows of a CSV file are treated alike.
/// </summary>
/// <param name="cmdlet">The cmdlet that takes the carriers.</param>
internal sealed class CarrierNames(ConnectedCmdlet cmdlet)
{
    private readonly CarrierType type = TypeOf(cmdlet.MyInvocation.MyCommand.Name);
    private readonly Dictionary<string, (string? Code, string? Reason)> resolved = new(StringComparer.Ordinal);
    private CarrierIndex? index;
    private bool isComplete;

    /// <summary>Returns the type of carriers that a command takes, by its name.</summary>
    public static CarrierType TypeOf(string commandName) =>
        commandName.IndexOf("123Ocean", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Ocean
        : commandName.IndexOf("123Air", StringComparison.OrdinalIgnoreCase) >= 0 ? CarrierType.Air
        : CarrierType.Parcel;

    /// <summary>
    /// Returns the cache for a connection; without one, for the address in the environment variable or the default one.
    /// </summary>
    public static CarrierCache CacheOf(Connection? connection, CarrierType type)
    {
        try
        {
            // A sandbox has no address.
            var address = connection is null ? CurrentConnection.AddressFromEnvironment() : connection.BaseUri;
            return CarrierCache.For(address, type);
        }
        catch (Exception e) when (e is Track123Exception or ArgumentException)
        {
            // No usable address, or the folder is not a path.
            return new(path: null);
        }
    }

    /// <summary>Returns the code for a text, or why there is none. Unknown text may count as a code.</summary>
    public (string? Code, string? Reason) Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
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
        var carriers = this.Load(askService: !canBeCode);
        var codes = carriers.Find(name);
        if (codes.Count == 1)
        {
            return (codes[0], null);
        }

        if (codes.Count > 1)
        {
            var list = string.Join(", ", codes);
            return (null, $"'{name}' is the name of {codes.Count} carriers: {list}. Give the code.");
        }

        var option = this.type == CarrierType.Parcel ? "" : $" -Type {this.type}";
        return canBeCode || carriers.IsEmpty
            ? (text, null)
            : (null, $"No carrier has the name '{name}'. Look it up with Get-Track123Carrier{option} -Name.");
    }

    // The service is asked once, at no cost, for text that can't be a code, if there is no list yet: as in a job that
    // never ran Connect-Track123.
    private CarrierIndex Load(bool askService)
    {
        if (this.index is null)
        {
            var cached = CacheOf(cmdlet.UsedConnection, this.type).Read(DateTimeOffset.UtcNow);
            this.isComplete = cached is not null;
            this.index = new(cached ?? []);
        }

        if (askService && !this.isComplete)
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
                // The call for the rows will report what is wrong.
                log.Verbose($"The carriers' names could not be read: {failure.Message}");
                return [];
            }
        });
    }
}
