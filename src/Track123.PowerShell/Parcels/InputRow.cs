namespace Track123.Commands;

/// <summary>A row to register, from whatever source.</summary>
/// <param name="GetField">Returns the value of a field by the name of its parameter; null if the row has none.</param>
/// <param name="Line">Line of the file that the row begins on, from 1; null if it comes from no file.</param>
/// <param name="Error">Why the row can't be read; null if it can.</param>
internal sealed record InputRow(Func<string, string?> GetField, long? Line = null, string? Error = null)
{
    /// <summary>Creates a row that has no values and can't be read.</summary>
    public static InputRow Unreadable(string error) => new(static _ => null, Error: error);
}
