namespace Track123.Batches;

/// <summary>
/// The object that a row was read from. It does not take part in the equality of rows: rows with the same fields are
/// equal.
/// </summary>
internal readonly record struct InputReference(object? Value)
{
    public bool Equals(InputReference other) => true;

    /// <inheritdoc />
    public override int GetHashCode() => 0;
}
