using System.Collections;

namespace Track123.Commands;

/// <summary>Reads rows of piped objects whose columns are named by <c>-ColumnMap</c>.</summary>
internal sealed class MappedRowSource(RegisterTrack123TrackingCommand cmdlet, ColumnMapping mapping)
{
    private (string[] Columns, Dictionary<string, int> Indexes) located = ([], []);

    /// <summary>Tells the user how to name the column with tracking numbers.</summary>
    public static string DescribeMapping(IEnumerable<string> columns) =>
        $"Its columns are {TrackingNumberCmdlet.DescribeColumns(columns)}. "
        + "Name the right one with -ColumnMap @{ TrackingNumber = 'your column' }.";

    /// <summary>Creates the row of an object that has no column with a tracking number.</summary>
    public static InputRow WithoutNumber(PSObject input) => InputRow.Unreadable(input.BaseObject is IDictionary
        ? TrackingNumberCmdlet.HashtableHasNoColumns
        : $"The row has no column with a tracking number. {DescribeMapping(input.Properties.Select(p => p.Name))}");

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
                // Another row may have the column; rows of JSON leave out the fields that they lack.
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
            .Select(pair => TrackingNumberCmdlet.FindListError(columns[pair.Value], input.Properties[columns[pair.Value]].Value))
            .FirstOrDefault(e => e is not null);
        return new(GetField, Error: error);

        string? GetField(string name) => cmdlet.IsOnCommandLine(name) ? cmdlet.GetField(name)
            : indexes.TryGetValue(name, out var index) ? ToText(input.Properties[columns[index]].Value)
            : null;
    }

    private static string? ToText(object? value) =>
        LanguagePrimitives.ConvertTo<string?>(ShipTimeTransformationAttribute.Write(value));
}
