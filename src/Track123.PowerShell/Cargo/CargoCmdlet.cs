namespace Track123.Commands;

/// <summary>Base of the cmdlets for cargo: each tracking number makes a row, and a feed deals with the rows.</summary>
// PowerShell looks at every exported type before the module can say where its libraries are. A base class made of a
// library's types, or a
// generic method bound to one, could not be loaded then: so this class is not generic, and what is lies in CargoWork.
public abstract class CargoCmdlet : TrackingNumberCmdlet
{
    private ICargoFeed? feed;

    private protected CargoCmdlet()
    {
    }

    /// <summary>Position of the present row in the input, from 1.</summary>
    private protected long Row { get; private set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        this.feed = this.CreateFeed();
    }

    /// <inheritdoc />
    protected override void ProcessRecord() => this.ReadRows(
        (row, number) =>
        {
            this.Row = row;
            this.feed!.Add(number);
        },
        (row, reason) =>
        {
            this.Row = row;
            this.feed!.Reject(reason);
        });

    /// <inheritdoc />
    protected override void EndProcessing() => this.feed!.Complete();

    /// <summary>Makes what deals with the rows.</summary>
    private protected abstract ICargoFeed CreateFeed();

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.feed?.Dispose();
    }
}
