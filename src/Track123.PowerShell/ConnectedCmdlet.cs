using System.Collections;
using System.Runtime.InteropServices;

namespace Track123.Commands;

/// <summary>Base class of the cmdlets that call the service.</summary>
public abstract class ConnectedCmdlet : Track123Cmdlet
{
    private Connection? used;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>
    /// The connection to use. The default is the last connection that Connect-Track123 created in this runspace. If
    /// there is none, the environment variables TRACK123_API_KEY and TRACK123_BASE_URI define the connection.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>
    /// The client of the connection. Read it only to send a request: empty input needs no connection.
    /// </summary>
    internal Track123Client Client => this.UsedConnection.Client;

    /// <summary>The connection that this cmdlet uses from its first request to its end.</summary>
    internal Connection UsedConnection => this.used ??= this.FindConnection();

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
    /// Returns the connection from the parameter, the runspace or the environment; null if there is none.
    /// </summary>
    private protected Connection? TryFindConnection()
    {
        if (this.Connection is { } given)
        {
            if (given.IsClosed)
            {
                this.Fail(Track123Error.NotConnected(
                    "The connection in -Connection was closed by Disconnect-Track123. Create a new one with "
                    + "Connect-Track123 -PassThru."));
            }

            return given;
        }

        var current = CurrentConnection.OfThisRunspace;
        try
        {
            return current.Connected is { IsClosed: false } open ? open : current.FromEnvironment(DescribeCaller(this));
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure));
            throw;
        }
    }

    private Connection FindConnection()
    {
        var found = this.TryFindConnection();
        if (found is null)
        {
            this.Fail(Track123Error.NotConnected(
                "Not connected to Track123. Run Connect-Track123, pass a connection with -Connection, or set the "
                + $"environment variable {CurrentConnection.KeyVariable} (and {CurrentConnection.AddressVariable} for "
                + "an address other than the default). To try the module without a key, run "
                + "Connect-Track123 -Sandbox."));
        }

        return found!;
    }
}
