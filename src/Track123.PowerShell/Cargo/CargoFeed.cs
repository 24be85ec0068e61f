namespace Track123.Commands;

/// <summary>Takes tracking numbers and sees to it that each comes to something: output, or an error.</summary>
internal interface ICargoFeed : IDisposable
{
    /// <summary>Takes a number of the present record.</summary>
    void Add(string? number);

    /// <summary>Takes the present record, which has none.</summary>
    void Reject(string reason);

    /// <summary>Sends what is left and writes what is still to come.</summary>
    void Complete();
}

/// <summary>Makes rows of tracking numbers and hands them on.</summary>
internal sealed class CargoFeed<TRow>(CargoRows<TRow> rows, IRowFeed<TRow> feed) : ICargoFeed
{
    /// <inheritdoc />
    public void Add(string? number)
    {
        var (row, whyNot) = rows.Read(number);
        if (whyNot is null)
        {
            feed.Add(row);
        }
        else
        {
            feed.Reject(row, whyNot);
        }
    }

    /// <inheritdoc />
    public void Reject(string reason) => feed.Reject(rows.Read(null).Row, reason);

    /// <inheritdoc />
    public void Complete() => feed.Complete();

    /// <inheritdoc />
    public void Dispose() => feed.Dispose();
}
