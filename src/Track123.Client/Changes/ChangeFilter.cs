using Track123.Json;

namespace Track123.Changes;

/// <summary>The parcels that a state file is about.</summary>
/// <param name="CreatedAfter">The start of the period of registration; null for no start.</param>
/// <param name="CreatedBefore">The end of the period; null for no end.</param>
/// <param name="Account">The name of the connection; null if it has no name.</param>
internal sealed record ChangeFilter(DateTime? CreatedAfter, DateTime? CreatedBefore, string? Account = null)
{
    public string? CreatedAfterText => this.CreatedAfter is { } time ? ServiceTime.Write(time) : null;

    public string? CreatedBeforeText => this.CreatedBefore is { } time ? ServiceTime.Write(time) : null;

    /// <summary>Formats the parameters of a filter for a message.</summary>
    public static string Describe(string? createdAfter, string? createdBefore)
    {
        var parts = new[]
        {
            createdAfter is null ? null : $"-CreatedAfter '{createdAfter}'",
            createdBefore is null ? null : $"-CreatedBefore '{createdBefore}'",
        };
        var text = string.Join(" ", parts.Where(part => part is not null));
        return text.Length == 0 ? "without -CreatedAfter and -CreatedBefore" : $"with {text}";
    }
}
