using System.Collections;
using System.Reflection;

namespace Track123.Commands;

/// <summary>
/// Maps the columns of a table to parameters of <see cref="RegisterTrack123TrackingCommand"/>: first by
/// <c>-ColumnMap</c>, then by the names and aliases of the parameters. The names are defined only at the parameters.
/// </summary>
internal sealed class ColumnMapping
{
    private static readonly Dictionary<string, string[]> Names = typeof(RegisterTrack123TrackingCommand).GetProperties()
        .Where(p => p.GetCustomAttributes<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName))
        .ToDictionary(
            p => p.Name,
            p => (string[])[p.Name, .. p.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? []],
            StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> explicitColumns = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads <c>-ColumnMap</c>.</summary>
    /// <exception cref="Track123Exception">A key is not a parameter, or a value is empty.</exception>
    public ColumnMapping(IDictionary? columnMap)
    {
        foreach (DictionaryEntry entry in columnMap ?? new Hashtable())
        {
            var parameter = entry.Key.ToString()!;
            if (!Names.ContainsKey(parameter))
            {
                throw Error(
                    $"'{parameter}' is not a parameter that a column can fill. Use {string.Join(", ", Names.Keys)}.");
            }

            this.explicitColumns[parameter] = entry.Value?.ToString() is { Length: > 0 } column
                ? column
                : throw Error($"'{parameter}' has no column name. Specify one.");
        }
    }

    /// <summary>True if <c>-ColumnMap</c> maps at least one column.</summary>
    public bool HasMappings => this.explicitColumns.Count > 0;

    /// <summary>
    /// Returns the index of each parameter's column in <paramref name="columns"/>. Parameters without a column are
    /// omitted.
    /// </summary>
    /// <exception cref="Track123Exception">A column of <c>-ColumnMap</c> does not exist.</exception>
    public Dictionary<string, int> Locate(IReadOnlyList<string> columns)
    {
        var indexes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in this.explicitColumns)
        {
            var index = Find(columns, pair.Value);
            indexes[pair.Key] = index >= 0
                ? index
                : throw Error(
                    $"column '{pair.Value}' for {pair.Key} not found. The columns are "
                    + $"{TrackingNumberCmdlet.DescribeColumns(columns)}.");
        }

        foreach (var pair in Names.Where(p => !this.explicitColumns.ContainsKey(p.Key)))
        {
            // A column that -ColumnMap maps to one parameter does not fill another.
            var found = pair.Value.Select(name => Find(columns, name));
            var unmapped = found.Where(index => index >= 0 && !this.IsMapped(columns[index])).ToList();
            if (unmapped.Count > 0)
            {
                indexes[pair.Key] = unmapped[0];
            }
        }

        return indexes;
    }

    private static Track123Exception Error(string message) =>
        new(Track123ErrorKind.InvalidRequest, "-ColumnMap: " + message);

    private static int Find(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        return -1;
    }

    private bool IsMapped(string column) => this.explicitColumns.Values.Any(
        mapped => string.Equals(mapped.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase));
}
