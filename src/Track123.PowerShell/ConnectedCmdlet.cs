using System.Collections;
using System.Runtime.InteropServices;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that call the service.</summary>
public abstract class ConnectedCmdlet : Track123Cmdlet
{
    private readonly HashSet<Connection> failed = [];
    private Connection? used;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>
    /// The connection to use, or its name. The default is the current connection of this runspace. If there is none,
    /// the environment variables TRACK123_API_KEY and TRACK123_BASE_URI define the connection.
    /// </summary>
    [Parameter]
    [ConnectionTransformation]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>
    /// The client of the connection. Read it only to send a request: empty input needs no connection.
    /// </summary>
    internal Track123Client Client => this.UsedConnection.Client;

    /// <summary>
    /// The connection that this cmdlet uses from its first request to its end, or to a record of another account.
    /// </summary>
    internal Connection UsedConnection
    {
        get => this.used ??= this.FindConnection();
        set => this.used = value;
    }

    /// <summary>
    /// The name of the connection, if it is known without a search; null if the connection has no name.
    /// </summary>
    internal string? AccountName => (this.Connection ?? this.used)?.Name;

    /// <summary>Returns the User-Agent header: the module, PowerShell and the platform.</summary>
    internal static string DescribeCaller(PSCmdlet cmdlet)
    {
        var module = typeof(ConnectedCmdlet).Assembly.GetName().Version.ToString(3);
        var versions = cmdlet.GetVariableValue("PSVersionTable") as IDictionary;
        var platform = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS"
            : "Linux";
        return $"Track123.PowerShell/{module} PowerShell/{versions?["PSVersion"] ?? "unknown"} ({platform})";
    }

    /// <summary>
    /// Waits for a request for one of several items. A <see cref="Track123Exception"/> becomes a non-terminating error
    /// for that item. After a fatal error, which would affect all other items of the account as well, no request is
    /// started for this account.
    /// </summary>
    /// <param name="target">The item that the error refers to.</param>
    /// <param name="work">Starts the request.</param>
    /// <param name="result">The result; the default value if the request failed.</param>
    /// <returns>True if the request succeeded.</returns>
    internal bool TryAwait<T>(object target, Func<CancellationToken, Task<T>> work, out T? result)
    {
        result = default;
        if (this.failed.Contains(this.UsedConnection))
        {
            return false;
        }

        (result, var failure) = this.Await(async token =>
        {
            try
            {
                return (await work(token).ConfigureAwait(false), (Track123Exception?)null);
            }
            catch (Track123Exception e)
            {
                return (default(T), e);
            }
        });
        if (failure is null)
        {
            return true;
        }

        if (failure.IsFatal)
        {
            this.failed.Add(this.UsedConnection);
        }

        this.WriteError(Track123Error.From(failure, target));
        return false;
    }

    /// <summary>
    /// Returns the connection from the parameter, the runspace or the environment; null if there is none.
    /// </summary>
    private protected Connection? TryFindConnection()
    {
        if (this.Connection is { } given)
        {
            if (given.IsClosed)
            {
                this.Fail(Track123Error.NotConnected(
                    given is { IsUnknown: true, Name: { } name }
                        ? RunspaceConnections.OfThisRunspace.DescribeUnknown(name)
                        : "The connection in -Connection was closed by Disconnect-Track123, or replaced by a new one "
                            + "with the same name. Create a new one with Connect-Track123."));
            }

            return given;
        }

        var connections = RunspaceConnections.OfThisRunspace;
        try
        {
            return connections.Current is { IsClosed: false } open
                ? open
                : connections.FromEnvironment(DescribeCaller(this));
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure));
            throw;
        }
    }

    /// <summary>
    /// Uses the connection with this name from now on; null for the current connection. Returns an error if there is no
    /// such connection; else null. If there is no connection at all, the cmdlet ends with an error.
    /// </summary>
    private protected string? UseConnection(string? name)
    {
        var connections = RunspaceConnections.OfThisRunspace;
        if ((name is null ? this.TryFindConnection() : connections.Find(name)) is { } found)
        {
            this.used = found;
            return null;
        }

        // The result of the rejected record needs a connection, whichever it is.
        this.used ??= this.TryFindConnection() ?? connections.Named.ElementAtOrDefault(0) ?? this.FindConnection();
        return name is null
            ? "It has no account, and there is no current connection. Create one with Connect-Track123."
            : $"It belongs to the account '{name}'. {connections.DescribeUnknown(name)} If its property Account has "
                + "another meaning, remove it with Select-Object * -ExcludeProperty Account.";
    }

    private Connection FindConnection()
    {
        var found = this.TryFindConnection();
        if (found is null)
        {
            var connections = RunspaceConnections.OfThisRunspace;
            var names = connections.Named.Count == 0 ? "" : $" {connections.DescribeNames()}";
            this.Fail(Track123Error.NotConnected(
                "Not connected to Track123. Run Connect-Track123, pass a connection with -Connection, or set the "
                + $"environment variable {RunspaceConnections.KeyVariable} (and {RunspaceConnections.AddressVariable} "
                + "for an address other than the default). To try the module without a key, run "
                + $"Connect-Track123 -Sandbox.{names}"));
        }

        return found!;
    }
}
