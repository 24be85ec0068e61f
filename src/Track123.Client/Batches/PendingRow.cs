namespace Track123.Batches;

/// <summary>One row between input and output.</summary>
internal sealed class PendingRow<TRow>(TRow row)
    where TRow : class, IBatchItem
{
    private RowResult? result;
    private Task? batch;

    /// <summary>The row as it came in.</summary>
    public TRow Row { get; } = row;

    /// <summary>The row as it is sent; null if it can't be sent.</summary>
    public TRow? Item { get; set; }

    /// <summary>The earlier row that this one repeats; null if it is sent itself.</summary>
    public PendingRow<TRow>? First { get; set; }

    /// <summary>The batch that it was sent with; null while it waits.</summary>
    public Task? Batch
    {
        get => Volatile.Read(ref this.batch);
        set => Volatile.Write(ref this.batch, value);
    }

    /// <summary>Its result; null while that is not known.</summary>
    public RowResult? Result
    {
        get => Volatile.Read(ref this.result);
        set => Volatile.Write(ref this.result, value);
    }
}
