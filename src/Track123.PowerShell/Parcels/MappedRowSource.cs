using System.Collections;

namespace Track123.Commands;

/// <summary>Reads rows from piped objects with the columns of <c>-ColumnMap</c>.</summary>
internal sealed class MappedRowSource(RegisterTrack123TrackingCommand cmdlet, ColumnMapping mapping)
{
    private (string[] Columns, Dictionary<string, int> Indexes) located = ([], []);

    /// <summary>Lists the columns and explains how to map the tracking number column.</summary>
    public static string DescribeMapping(IEnumerable<string> columns) =>
        $"Its columns are {TrackingNumberCmdlet.DescribeColumns(columns)}. "
        + "Specify the column with -ColumnMap @{ TrackingNumber = 'your column' }.";

    /// <summary>Creates the row of an object that has no tracking number column.</summary>
    public static InputRow WithoutNumber(PSObject input) => InputRow.Unreadable(input.BaseObject is IDictionary
        ? TrackingNumberCmdlet.HashtableError
        : $"The row has no tracking number column. {DescribeMapping(input.Properties.Select(p => p.Name))}");

    /// <summary>Reads the row of an object.</summary>
    public InputRow Read(PSObject input)
    {
        string[] columns = [.. input.Properties.Select(p => p.Name)];
        if (!columns.SequenceEqual(this.located.Columns, StringComparer.Ordinal))
        {
            try
            {
                this.located = (columns, mapping.Locate(columns));
            }
            catch (Track123Exception e)
            {
                // Other rows may have the column: rows from JSON often omit empty fields.
                return InputRow.Unreadable(e.Message);
            }
        }

        var indexes = this.located.Indexes;
        if (!indexes.ContainsKey(nameof(cmdlet.TrackingNumber)))
        {
            return WithoutNumber(input);
        }

        var error = indexes
            .Where(pair => !cmdlet.IsOnCommandLine(pair.Key))
            .Select(pair => columns[pair.Value])
            .Select(column => TrackingNumberCmdlet.FindListError(column, input.Properties[column].Value))
            .FirstOrDefault(e => e is not null);
        return new(GetField, Error: error);

        string? GetField(string name) => cmdlet.IsOnCommandLine(name) ? cmdlet.GetField(name)
            : indexes.TryGetValue(name, out var index) ? ToText(input.Properties[columns[index]].Value)
            : null;
    }

    private static string? ToText(object? value) =>
        LanguagePrimitives.ConvertTo<string?>(ShipTimeTransformationAttribute.ToText(value));
}
