namespace Track123;

/// <summary>
/// Registers a stream of rows: fills batches, sends them side by side, gives one <see cref="RegistrationResult"/> for each row in input order.
/// One thread drives it: add rows, send when <see cref="IsBatchFull"/>, take what is ready; at the end send the rest and take all.
/// </summary>
public sealed class RegistrationRun : IDisposable
{
    /// <summary>Rows that wait to be sent; rows with an outcome already (blank numbers, repeats) are not among them.</summary>
    public IReadOnlyList<ParcelRegistration> Waiting => throw null!;

    /// <summary>True once as many rows wait as one request takes (100).</summary>
    public bool IsBatchFull => throw null!;

    /// <summary>Why no further row can be sent (key refused, out of credit); null while all is well.</summary>
    public Track123Exception? Ended => throw null!;

    /// <summary>Takes one row in. Never sends and never waits.</summary>
    public void Add(ParcelRegistration row) => throw null!;

    /// <summary>Sends the waiting rows as one batch; completes when it is on its way, after waiting for room among the batches in flight.</summary>
    public Task SendAsync(CancellationToken cancellationToken) => throw null!;

    /// <summary>Gives the waiting rows the outcome <see cref="RegistrationStatus.Skipped"/> and sends nothing.</summary>
    public void Skip() => throw null!;

    /// <summary>Takes the next outcome if it is known.</summary>
    public bool TryTake(out RegistrationResult? result) => throw null!;

    /// <summary>Waits until <see cref="TryTake"/> has something; false once every row that was sent or decided has been taken.</summary>
    public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) => throw null!;

    /// <summary>Ends what is in flight.</summary>
    public void Dispose() => throw null!;
}
