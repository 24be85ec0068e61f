namespace Track123.Batches;

/// <summary>An input row whose outcome has not been output.</summary>
internal sealed class PendingRow<TRow>(TRow row, string? account)
    where TRow : class, IBatchItem
{
    private RowResult? result;
    private Task? batch;

    /// <summary>The position of the row in the input.</summary>
    public long Row { get; } = row.Row;

    /// <summary>The account of the outcome; null if it has no name.</summary>
    public string? Account { get; } = account;

    /// <summary>The row as it was read.</summary>
    public TRow Input { get; private set; } = row;

    /// <summary>The validated row that is sent; null if the row is invalid.</summary>
    public TRow? Item { get; set; }

    /// <summary>The earlier row that this one repeats; null if this row is sent itself.</summary>
    public PendingRow<TRow>? Original { get; set; }

    /// <summary>The task of the batch that contains the row; null while the row waits.</summary>
    public Task? Batch
    {
        get => Volatile.Read(ref this.batch);
        set => Volatile.Write(ref this.batch, value);
    }

    /// <summary>The result; null until it is known.</summary>
    public RowResult? Result
    {
        get => Volatile.Read(ref this.result);
        set => Volatile.Write(ref this.result, value);
    }

    /// <summary>
    /// Keeps only what duplicates of the row need, because the run remembers it long after its outcome is output.
    /// </summary>
    public void Release() => (this.Input, this.Item, this.Result) = (null!, null, this.Result?.WithoutRecords);
}
