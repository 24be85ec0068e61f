namespace Track123.Commands;

/// <summary>A row to register, from the pipeline, the command line or a file.</summary>
/// <param name="GetField">Returns the value of a field by the name of its parameter; null if the row has none.</param>
/// <param name="Line">The line of the file on which the row begins, from 1; null if it is not from a file.</param>
/// <param name="Error">The reason why the row can't be read; null if it can.</param>
/// <param name="IsExportedTracking">True if the row is from a file of exported Tracking objects.</param>
/// <param name="InputObject">The object that the row was read from.</param>
internal sealed record InputRow(
    Func<string, string?> GetField,
    long? Line = null,
    string? Error = null,
    bool IsExportedTracking = false,
    object? InputObject = null)
{
    /// <summary>Creates a row without values that can't be read.</summary>
    public static InputRow Unreadable(string error) => new(static _ => null, Error: error);
}
