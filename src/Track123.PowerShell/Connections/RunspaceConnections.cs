using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// The connections of a runspace, with its lifetime: the current one, and those with a name. The runspaces of
/// <c>ForEach-Object -Parallel</c> do not share them; use <c>-Connection $using:connection</c> there.
/// </summary>
internal sealed class RunspaceConnections
{
    public const string KeyVariable = "TRACK123_API_KEY";
    public const string AddressVariable = "TRACK123_BASE_URI";

    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> OfRunspaces = new();

    private readonly SortedDictionary<string, Connection> named = new(StringComparer.OrdinalIgnoreCase);
    private ((string Key, string? Address) Variables, Connection Connection)? fromEnvironment;

    /// <summary>The connections of this runspace. Get them only on the pipeline thread.</summary>
    public static RunspaceConnections OfThisRunspace =>
        OfRunspaces.GetValue(Runspace.DefaultRunspace, _ => new RunspaceConnections());

    /// <summary>
    /// The last connection without a name that <c>Connect-Track123</c> created; null if there is none.
    /// </summary>
    public Connection? Current { get; private set; }

    /// <summary>The connections with a name, in the order of their names.</summary>
    public IReadOnlyList<Connection> Named => [.. this.named.Values.Where(connection => !connection.IsClosed)];

    /// <summary>Returns the address from the environment variable, or else the documented address.</summary>
    /// <exception cref="Track123Exception">The address is invalid.</exception>
    public static Uri AddressFromEnvironment() => ReadAddress(Environment.GetEnvironmentVariable(AddressVariable));

    /// <summary>
    /// Adds a connection with a name, and closes the earlier connection with this name. A connection without a name
    /// becomes the current one. The earlier one stays open, because variables may contain it.
    /// </summary>
    public void Add(Connection connection)
    {
        if (connection.Name is not { } name)
        {
            this.Current = connection;
            return;
        }

        var earlier = this.Find(name);
        this.named.Remove(name);
        this.named.Add(name, connection);
        earlier?.Close();
    }

    /// <summary>Closes a connection, also one of another runspace, and forgets it.</summary>
    public void Close(Connection connection)
    {
        connection.Close();
        if (ReferenceEquals(connection, this.Current))
        {
            this.Current = null;
        }

        if (connection.Name is { } name && ReferenceEquals(connection, this.Find(name)))
        {
            this.named.Remove(name);
        }
    }

    /// <summary>Returns the open connection with this name, without regard to case; null if there is none.</summary>
    public Connection? Find(string name)
    {
        // Another runspace may have closed it.
        if (this.named.TryGetValue(name, out var connection) && connection.IsClosed)
        {
            this.named.Remove(name);
            return null;
        }

        return connection;
    }

    /// <summary>Describes, for an error, that a name is unknown, and which names are known.</summary>
    public string DescribeUnknown(string name) =>
        $"No connection has the name '{name}'. {this.DescribeNames()} Create it with Connect-Track123 -Name.";

    /// <summary>Lists the names of the connections, for an error.</summary>
    public string DescribeNames() => this.Named is { Count: > 0 } known
        ? $"The names in this runspace are {string.Join(", ", known.Select(connection => $"'{connection.Name}'"))}."
        : "No connection in this runspace has a name.";

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
