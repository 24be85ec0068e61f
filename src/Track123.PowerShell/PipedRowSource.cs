using System.Collections;

namespace Track123.Commands;

/// <summary>
/// Reads rows from the cmdlet's pipeline or command line. The columns of objects are found by
/// <see cref="ColumnMapping"/>, so that spellings that PowerShell does not bind are not lost.
/// </summary>
internal sealed class PipedRowSource(TrackingNumberCmdlet cmdlet, ColumnMapping mapping)
{
    private const string Number = nameof(TrackingNumberCmdlet.TrackingNumber);

    // Rows from JSON often omit empty fields, so several sets of columns may take turns.
    private const int MaxLayouts = 1000;

    private readonly Dictionary<string, Layout> layouts = new(StringComparer.Ordinal);
    private Layout? current;

    /// <summary>Reads the rows of the current record: one for each number.</summary>
    public IEnumerable<InputRow> Read()
    {
        if (cmdlet.InputObject is not { } input)
        {
            return this.ReadBound(cmdlet.ReadNumbers()!).Select(
                row => row with { InputObject = row.GetField(Number) });
        }

        var rows = this.HasColumns(input) ? this.Read(input)
            : cmdlet.ReadNumbers() is { } numbers ? this.ReadBound(numbers)
            : [this.WithoutNumber(input)];
        var (source, error) = (FindSource(input), cmdlet.FindAccountError(input));
        return rows.Select(row => row with { InputObject = source, Error = row.Error ?? error });
    }

    // A result that is registered again stands for the row that it came from. The properties of a PSCustomObject belong
    // to its PSObject.
    private static object FindSource(PSObject input) => input.BaseObject switch
    {
        RegistrationResult { InputObject: { } row } => row,
        OceanRegistrationResult { InputObject: { } row } => row,
        AirRegistrationResult { InputObject: { } row } => row,
        PSCustomObject => input,
        var other => other,
    };

    // PowerShell would join the values of a list. The row is rejected.
    private static string? ToText(object? value) => value.Unwrap() is ICollection and not IDictionary
        ? null
        : LanguagePrimitives.ConvertTo<string?>(ShipTimeTransformationAttribute.ToText(value));

    private static IEnumerable<string?> ToTexts(object? value) =>
        value.Unwrap() is ICollection list and not IDictionary
            ? list.Cast<object?>().Select(ToText).DefaultIfEmpty(null)
            : [ToText(value)];

    // The module's own objects have the names of the parameters, so PowerShell binds all that is meant to be used.
    private bool HasColumns(PSObject input) =>
        input.BaseObject is not IDictionary
        && !TrackingNumberCmdlet.IsNumber(input)
        && !cmdlet.IsOnCommandLine(Number)
        && (mapping.HasMappings || !TrackingNumberCmdlet.IsOwnObject(input));

    private InputRow WithoutNumber(PSObject input)
    {
        cmdlet.ValidateInput();
        return InputRow.Unreadable(input.BaseObject is IDictionary
            ? TrackingNumberCmdlet.HashtableError
            : "The row has no tracking number column. "
                + ColumnMapping.DescribeMapping(input.Properties.Select(p => p.Name)));
    }

    private IEnumerable<InputRow> ReadBound(IReadOnlyList<string?> numbers)
    {
        var error = cmdlet.FindListError();
        return numbers.Select(number => new InputRow(
            name => name == Number ? number : mapping.GetBound(name), Error: error));
    }

    private IEnumerable<InputRow> Read(PSObject input)
    {
        PSPropertyInfo[] properties = [.. input.Properties];
        if (this.current is null
            || !this.current.Columns.SequenceEqual(properties.Select(p => p.Name), StringComparer.Ordinal))
        {
            this.current = this.FindLayout([.. properties.Select(p => p.Name)]);
        }

        var (columns, indexes, error) = this.current;
        if (error is not null)
        {
            cmdlet.ValidateInput();
            return [InputRow.Unreadable(error)];
        }

        if (!indexes.ContainsKey(Number))
        {
            return [this.WithoutNumber(input)];
        }

        Dictionary<string, object?> values;
        try
        {
            values = indexes.ToDictionary(
                pair => pair.Key, pair => (object?)properties[pair.Value].Value, StringComparer.Ordinal);
        }
        catch (GetValueException e)
        {
            return [InputRow.Unreadable($"A column of the row can't be read: {e.Message}")];
        }

        error = indexes
            .Where(pair => pair.Key != Number && !cmdlet.IsOnCommandLine(pair.Key))
            .Select(pair => TrackingNumberCmdlet.FindListError(columns[pair.Value], values[pair.Key]))
            .FirstOrDefault(e => e is not null);
        return ToTexts(values[Number]).Select(number => new InputRow(
            name => name == Number ? number
                : cmdlet.IsOnCommandLine(name) ? mapping.GetBound(name)
                : values.TryGetValue(name, out var value) ? ToText(value)
                : null,
            Error: error));
    }

    private Layout FindLayout(string[] columns)
    {
        var key = string.Join("\0", columns);
        if (this.layouts.TryGetValue(key, out var known))
        {
            return known;
        }

        if (this.layouts.Count == MaxLayouts)
        {
            this.layouts.Clear();
        }

        try
        {
            return this.layouts[key] = new(columns, mapping.Locate(columns), Error: null);
        }
        catch (Track123Exception e)
        {
            // Other rows may have the column of -ColumnMap.
            return this.layouts[key] = new(columns, [], e.Message);
        }
    }

    private sealed record Layout(string[] Columns, Dictionary<string, int> Indexes, string? Error);
}
