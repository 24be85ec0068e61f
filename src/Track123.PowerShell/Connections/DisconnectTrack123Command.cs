namespace Track123.Commands;

/// <summary>Closes connections.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Track123", DefaultParameterSetName = ByConnection)]
[OutputType(typeof(void))]
public sealed class DisconnectTrack123Command : Track123Cmdlet
{
    private const string ByConnection = "Connection";
    private const string ByName = "Name";
    private const string ForAll = "All";

    /// <summary>
    /// The connection to close, or its name. The default is the current connection of this runspace. If there is none,
    /// the cmdlet does nothing.
    /// </summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ByConnection)]
    [ConnectionTransformation]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <summary>The names of the connections to close. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByName)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Closes all connections of this runspace: the current one and those with a name.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ForAll)]
    public SwitchParameter All { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var connections = RunspaceConnections.OfThisRunspace;
        if (this.Connection is { IsUnknown: true, Name: { } name })
        {
            this.WriteError(Track123Error.NotConnected(connections.DescribeUnknown(name), name));
            return;
        }

        if (this.ParameterSetName != ByName && (this.Connection ?? connections.Current) is { } one)
        {
            connections.Close(one);
        }

        foreach (var connection in this.All ? connections.Named : ConnectionNames.Find(this, this.Name))
        {
            connections.Close(connection);
        }
    }
}
