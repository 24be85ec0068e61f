namespace Track123.Commands;

/// <summary>Takes a cmdlet's rows and sees to it that each comes to something: output, or an error.</summary>
internal interface IRowFeed<in TRow> : IDisposable
{
    /// <summary>Takes a row in.</summary>
    void Add(TRow row);

    /// <summary>Takes a row in that can't be read.</summary>
    void Reject(TRow row, string reason);

    /// <summary>Sends what is left and writes what is still to come.</summary>
    void Complete();
}
