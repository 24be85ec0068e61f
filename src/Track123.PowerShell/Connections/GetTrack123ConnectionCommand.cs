namespace Track123.Commands;

/// <summary>
/// Gets the connection that the cmdlets use by default, or the connections with a name. There is no output if none
/// exists.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Track123Connection", DefaultParameterSetName = OfDefault)]
[OutputType(typeof(Connection))]
public sealed class GetTrack123ConnectionCommand : Track123Cmdlet
{
    private const string OfDefault = "Default";
    private const string ByName = "Name";
    private const string OfAll = "All";

    /// <summary>The names of the connections to get. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Gets the default connection, if there is one, and all connections with a name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfAll)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.ParameterSetName == ByName)
        {
            this.Write(ConnectionNames.Find(this, this.Name));
            return;
        }

        if (this.FindDefault() is { } connection)
        {
            this.WriteObject(connection);
        }

        if (this.All)
        {
            this.Write(RunspaceConnections.OfThisRunspace.Named);
        }
    }

    private Connection? FindDefault()
    {
        var connections = RunspaceConnections.OfThisRunspace;
        try
        {
            return connections.Current ?? connections.FromEnvironment(ConnectedCmdlet.DescribeCaller(this));
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure));
            throw;
        }
    }

    private void Write(IEnumerable<Connection> connections)
    {
        foreach (var connection in connections)
        {
            this.WriteObject(connection);
        }
    }
}
