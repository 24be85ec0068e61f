namespace Track123.Commands;

/// <summary>Gets the connection that the cmdlets use by default. There is no output if none exists.</summary>
[Cmdlet(VerbsCommon.Get, "Track123Connection")]
[OutputType(typeof(Connection))]
public sealed class GetTrack123ConnectionCommand : Track123Cmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var current = CurrentConnection.OfThisRunspace;
        try
        {
            if ((current.Connected ?? current.FromEnvironment(ConnectedCmdlet.DescribeCaller(this))) is { } connection)
            {
                this.WriteObject(connection);
            }
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure));
        }
    }
}
