namespace Track123.Csv;

/// <summary>
/// The columns of a file that contain the input's own columns. The file does not change its columns, so rows with other
/// columns are arranged by name.
/// </summary>
/// <param name="columns">The names of the columns in the file.</param>
/// <param name="rename">Returns the names that columns have in the file; null if they are the same.</param>
internal sealed class ColumnLayout(
    IReadOnlyList<string> columns, Func<IReadOnlyList<string>, IReadOnlyList<string>>? rename = null)
{
    private readonly HashSet<string> missing = new(StringComparer.OrdinalIgnoreCase);
    private List<string> names = [];
    private int[] positions = [];

    /// <summary>Returns the values of a row in the order of the file's columns.</summary>
    /// <param name="row">The names and values of the row's columns.</param>
    /// <param name="newlyMissing">The columns that the file does not have and that no earlier row had.</param>
    public string?[] Arrange(
        IReadOnlyList<(string Name, string? Value)> row, out IReadOnlyList<string> newlyMissing)
    {
        newlyMissing = [];
        if (!row.Select(column => column.Name).SequenceEqual(this.names, StringComparer.Ordinal))
        {
            this.names = [.. row.Select(column => column.Name)];
            var known = columns.ToList();
            this.positions =
            [
                .. (rename?.Invoke(this.names) ?? this.names).Select(
                    name => known.FindIndex(c => string.Equals(c, name, StringComparison.OrdinalIgnoreCase))),
            ];
            newlyMissing = [.. this.names.Where((name, i) => this.positions[i] < 0 && this.missing.Add(name))];
        }

        var values = new string?[columns.Count];
        for (var i = 0; i < row.Count; i++)
        {
            if (this.positions[i] >= 0)
            {
                values[this.positions[i]] = row[i].Value;
            }
        }

        return values;
    }
}
