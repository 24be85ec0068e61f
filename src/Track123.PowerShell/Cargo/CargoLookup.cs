namespace Track123.Commands;

/// <summary>
/// Reads registered cargo, a hundred in a request, and writes what is found, and an error for each number that is not.
/// </summary>
/// <param name="cmdlet">The cmdlet.</param>
/// <param name="numberOf">The tracking number of a row.</param>
/// <param name="ask">Asks the service for some.</param>
internal sealed class CargoLookup<TRow, TShipment>(
    Track123Cmdlet cmdlet,
    Func<TRow, string?> numberOf,
    Func<IReadOnlyList<TRow>, CancellationToken, Task<CargoPage<TShipment>>> ask) : IRowFeed<TRow>
    where TRow : class
{
    private const int RowsPerRequest = 100;

    private readonly List<TRow> waiting = new(RowsPerRequest);

    /// <inheritdoc />
    public void Add(TRow row)
    {
        this.waiting.Add(row);
        if (this.waiting.Count == RowsPerRequest)
        {
            this.Complete();
        }
    }

    /// <inheritdoc />
    public void Reject(TRow row, string reason)
    {
        var number = numberOf(row);
        var message = string.IsNullOrEmpty(number) ? reason : $"'{number}': {reason}";
        cmdlet.WriteError(Track123Error.InvalidRequest(message, number));
    }

    /// <inheritdoc />
    public void Complete()
    {
        if (this.waiting.Count == 0)
        {
            return;
        }

        TRow[] rows = [.. this.waiting];
        this.waiting.Clear();
        var page = cmdlet.Await(token => this.AskAsync(rows, token));
        foreach (var shipment in page.Shipments)
        {
            cmdlet.WriteObject(shipment);
        }

        foreach (var missing in page.Missing)
        {
            cmdlet.WriteError(Track123Error.From(missing));
        }
    }

    // A call that fails is an error of each of its rows, and the next call may do better; what would meet all others too ends the cmdlet.
    private async Task<CargoPage<TShipment>> AskAsync(IReadOnlyList<TRow> rows, CancellationToken token)
    {
        try
        {
            return await ask(rows, token).ConfigureAwait(false);
        }
        catch (Track123Exception e) when (!e.IsFatal)
        {
            return new() { Missing = [.. rows.Select(row => new MissingTracking { TrackingNumber = numberOf(row) ?? "", Error = e })] };
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // A call under way ends with the cmdlet.
    }
}
