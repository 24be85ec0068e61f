using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace Track123.Commands;

/// <summary>
/// The connection that cmdlets use when they are given none: one for each runspace, gone with it. A runspace of
/// <c>ForEach-Object -Parallel</c> has its own and is given <c>-Connection $using:connection</c>.
/// </summary>
internal sealed class CurrentConnection
{
    public const string KeyVariable = "TRACK123_API_KEY";
    public const string AddressVariable = "TRACK123_BASE_URI";

    private static readonly ConditionalWeakTable<Runspace, CurrentConnection> OfRunspaces = new();

    private ((string Key, string? Address) Variables, Connection Connection)? fromEnvironment;

    /// <summary>What this runspace has. Asked for on its pipeline thread.</summary>
    public static CurrentConnection OfThisRunspace =>
        OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new CurrentConnection());

    /// <summary>What <c>Connect-Track123</c> made last; null if there is none.</summary>
    public Connection? Connected { get; set; }

    /// <summary>
    /// The connection the environment variables describe, kept while they stay as they are; null if they name no key.
    /// </summary>
    /// <exception cref="Track123Exception">The address is of no use.</exception>
    public Connection? FromEnvironment(string userAgent)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is not { } key || string.IsNullOrWhiteSpace(key))
            return null;

        var address = Environment.GetEnvironmentVariable(AddressVariable);
        if (this.fromEnvironment is not { Connection.IsClosed: false } known || !known.Variables.Equals((key, address)))
        {
            var options = new ConnectionOptions
            {
                ApiKey = key.Trim(),
                BaseUri = ReadAddress(address),
                UserAgent = userAgent,
            };
            this.fromEnvironment = known = ((key, address), new Connection(new Track123Client(options)));
        }

        return known.Connection;
    }

    /// <summary>The address in the environment variable, else the service's own.</summary>
    /// <exception cref="Track123Exception">It is no address.</exception>
    public static Uri AddressFromEnvironment() => ReadAddress(Environment.GetEnvironmentVariable(AddressVariable));

    private static Uri ReadAddress(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return ConnectionOptions.DefaultBaseUri;

        return Uri.TryCreate(text!.Trim(), UriKind.Absolute, out var address)
            ? address
            : throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The environment variable {AddressVariable} holds what is no address such as "
                + $"'{ConnectionOptions.DefaultBaseUri}'.");
    }
}
