namespace Track123.Commands;

/// <summary>Closes a connection.</summary>
[Cmdlet(VerbsCommunications.Disconnect, "Track123")]
[OutputType(typeof(void))]
public sealed class DisconnectTrack123Command : Track123Cmdlet
{
    /// <summary>
    /// The connection to close. The default is the last connection that Connect-Track123 created in this runspace. If
    /// there is none, the cmdlet does nothing.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(ConnectionCompleter))]
    public Connection? Connection { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var current = CurrentConnection.OfThisRunspace;
        var closing = this.Connection ?? current.Connected;
        closing?.Close();
        if (ReferenceEquals(closing, current.Connected))
        {
            current.Connected = null;
        }
    }
}
