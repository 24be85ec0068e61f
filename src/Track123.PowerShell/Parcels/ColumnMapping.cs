using System.Collections;
using System.Reflection;

namespace Track123.Commands;

/// <summary>
/// Which column of a table fills which parameter of <see cref="RegisterTrack123TrackingCommand"/>: first what the user
/// says with <c>-ColumnMap</c>, then the parameter's own name and aliases. The names stand in one place, at the
/// parameters.
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
    /// <exception cref="Track123Exception">A key is no parameter, or a value no name.</exception>
    public ColumnMapping(IDictionary? columnMap)
    {
        foreach (DictionaryEntry entry in columnMap ?? new Hashtable())
        {
            var parameter = entry.Key.ToString()!;
            if (!Names.ContainsKey(parameter))
                throw Wrong($"'{parameter}' is no parameter to fill. There are {string.Join(", ", Names.Keys)}.");

            this.explicitColumns[parameter] = entry.Value?.ToString() is { Length: > 0 } column
                ? column
                : throw Wrong($"'{parameter}' has no column name.");
        }
    }

    /// <summary>True if the user said anything.</summary>
    public bool HasMappings => this.explicitColumns.Count > 0;

    /// <summary>
    /// The place of each parameter's column among <paramref name="columns"/>; parameters without one are not in it.
    /// </summary>
    /// <exception cref="Track123Exception">A column the user named is not there.</exception>
    public Dictionary<string, int> Locate(IReadOnlyList<string> columns)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in this.explicitColumns)
        {
            var place = Find(columns, pair.Value);
            places[pair.Key] = place >= 0
                ? place
                : throw Wrong(
                    $"there is no column '{pair.Value}' for {pair.Key}. The columns are "
                    + $"{TrackingNumberCmdlet.DescribeColumns(columns)}.");
        }

        foreach (var pair in Names.Where(p => !this.explicitColumns.ContainsKey(p.Key)))
        {
            // A column the user has given a meaning has no second one.
            var found = pair.Value.Select(name => Find(columns, name));
            var free = found.Where(place => place >= 0 && !this.IsTaken(columns[place])).ToList();
            if (free.Count > 0)
                places[pair.Key] = free[0];
        }

        return places;
    }

    private static Track123Exception Wrong(string message) =>
        new(Track123ErrorKind.InvalidRequest, "-ColumnMap: " + message);

    private static int Find(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i].Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase))
                return i;
        }

        return -1;
    }

    private bool IsTaken(string column) =>
        this.explicitColumns.Values.Any(named => string.Equals(named.Trim(), column.Trim(), StringComparison.OrdinalIgnoreCase));
}
