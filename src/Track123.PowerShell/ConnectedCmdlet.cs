using System.Collections;
using System.Runtime.InteropServices;

namespace Track123.Commands;

/// <summary>Base of the cmdlets that talk to the service.</summary>
public abstract class ConnectedCmdlet : Track123Cmdlet
{
    private Connection? used;

    private protected ConnectedCmdlet()
    {
    }

    /// <summary>
    /// The connection to use. By default the one Connect-Track123 made last in this runspace, else what the environment
    /// variables TRACK123_API_KEY and TRACK123_BASE_URI describe.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>
    /// The client to call. Asked for when there is something to call for: an empty pipeline needs no connection.
    /// </summary>
    internal Track123Client Client => this.UsedConnection.Client;

    /// <summary>The connection it calls through; the same for as long as the cmdlet runs.</summary>
    internal Connection UsedConnection => this.used ??= this.FindConnection();

    /// <summary>Names the module, PowerShell and the platform to the service.</summary>
    internal static string DescribeCaller(PSCmdlet cmdlet)
    {
        var module = typeof(ConnectedCmdlet).Assembly.GetName().Version.ToString(3);
        var versions = cmdlet.GetVariableValue("PSVersionTable") as IDictionary;
        var platform = RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? "Windows"
            : RuntimeInformation.IsOSPlatform(OSPlatform.OSX) ? "macOS"
            : "Linux";
        return $"Track123.PowerShell/{module} PowerShell/{versions?["PSVersion"] ?? "unknown"} ({platform})";
    }

    /// <summary>The connection given, else this runspace's, else what the environment describes; null if there is none.</summary>
    private protected Connection? TryFindConnection()
    {
        if (this.Connection is { } given)
        {
            if (given.IsClosed)
                this.Fail(Track123Error.NotConnected("The connection given was closed by Disconnect-Track123."));

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
                "There is no connection to Track123. Run Connect-Track123 first, pass a connection as -Connection, or "
                + $"set the environment variable {CurrentConnection.KeyVariable} (and, if the address is not the usual "
                + $"one, {CurrentConnection.AddressVariable}). Connect-Track123 -Sandbox gives an account to try things "
                + "out, without a key."));
        }

        return found!;
    }
}
