using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// The default connection of a runspace, with the lifetime of the runspace. The runspaces of
/// <c>ForEach-Object -Parallel</c> do not share it; use <c>-Connection $using:connection</c> there.
/// </summary>
internal sealed class CurrentConnection
{
    public const string KeyVariable = "TRACK123_API_KEY";
    public const string AddressVariable = "TRACK123_BASE_URI";

    private static readonly ConditionalWeakTable<Runspace, CurrentConnection> OfRunspaces = new();

    private ((string Key, string? Address) Variables, Connection Connection)? fromEnvironment;

    /// <summary>The current connection of this runspace. Get it only on the pipeline thread.</summary>
    public static CurrentConnection OfThisRunspace =>
        OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new CurrentConnection());

    /// <summary>The last connection that <c>Connect-Track123</c> created; null if there is none.</summary>
    public Connection? Connected { get; set; }

    /// <summary>Returns the address from the environment variable, or else the documented address.</summary>
    /// <exception cref="Track123Exception">The address is invalid.</exception>
    public static Uri AddressFromEnvironment() => ReadAddress(Environment.GetEnvironmentVariable(AddressVariable));

    /// <summary>
    /// Returns the connection that the environment variables define; null if they contain no API key. The connection is
    /// reused until the variables change.
    /// </summary>
    /// <exception cref="Track123Exception">The address is invalid.</exception>
    public Connection? FromEnvironment(string userAgent)
    {
        if (Environment.GetEnvironmentVariable(KeyVariable) is not { } key || string.IsNullOrWhiteSpace(key))
        {
            return null;
        }

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

    private static Uri ReadAddress(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return ConnectionOptions.DefaultBaseUri;
        }

        return Uri.TryCreate(text!.Trim(), UriKind.Absolute, out var address)
            ? address
            : throw new Track123Exception(
                Track123ErrorKind.InvalidRequest,
                $"The environment variable {AddressVariable} is not a valid address. Set it to one such as "
                + $"'{ConnectionOptions.DefaultBaseUri}'.");
    }
}
