using System.Collections;
using System.Reflection;
using Track123.Common;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>
/// Maps the columns of a table to a cmdlet's parameters: first by <c>-ColumnMap</c>, then by the names and aliases of
/// the parameters and by <see cref="ColumnNames"/>, the same for pipeline input and files. It reports the mapping, and
/// warns about unmapped columns whose name is similar to a parameter's.
/// </summary>
internal sealed class ColumnMapping
{
    // A shorter name without spaces can be another word: "ordered" is not a misspelled "Order ID".
    private const int MinJoinedLength = 8;

    private const string MapHint = "-ColumnMap @{ TrackingNumber = 'your column' }";

    private readonly TrackingNumberCmdlet cmdlet;
    private readonly Dictionary<string, PropertyInfo> parameters;
    private readonly Dictionary<string, string> explicitColumns = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> reported = new(StringComparer.Ordinal);
    private readonly Lazy<ILookup<string, string>> names;
    private readonly Lazy<Dictionary<string, string>> parametersByName;

    /// <summary>Reads <c>-ColumnMap</c>.</summary>
    /// <exception cref="Track123Exception">A key is not a parameter, or a value is empty.</exception>
    public ColumnMapping(TrackingNumberCmdlet cmdlet, IDictionary? columnMap = null)
    {
        this.cmdlet = cmdlet;
        this.parameters = cmdlet.GetType().GetProperties()
            .Where(p => p.GetCustomAttributes<ParameterAttribute>().Any(a => a.ValueFromPipelineByPropertyName))
            .OrderBy(p => p.Name, StringComparer.Ordinal)
            .ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
        this.names = new(this.ReadNames);
        this.parametersByName = new(() => this.names.Value
            .SelectMany(group => group.Select(name => (Name: ColumnNames.Normalize(name), Parameter: group.Key)))
            .Distinct()
            .ToDictionary(pair => pair.Name, pair => pair.Parameter, StringComparer.Ordinal));
        foreach (DictionaryEntry entry in columnMap ?? new Hashtable())
        {
            var (parameter, column) = (entry.Key.ToString()!, entry.Value?.ToString() ?? "");
            if (!this.parameters.TryGetValue(parameter, out var property))
            {
                throw this.UnknownParameter(parameter, column);
            }

            this.explicitColumns[property.Name] = column.Length > 0
                ? column
                : throw Error($"'{parameter}' has no column name. Specify the name of the column that fills it.");
        }
    }

    /// <summary>True if <c>-ColumnMap</c> maps at least one column.</summary>
    public bool HasMappings => this.explicitColumns.Count > 0;

    /// <summary>Lists the columns and explains how to map the tracking number column.</summary>
    public static string DescribeMapping(IEnumerable<string> columns) =>
        $"Its columns are {TrackingNumberCmdlet.DescribeColumns(columns)}. Specify the column with {MapHint}.";

    /// <summary>Returns the value that PowerShell bound to a parameter.</summary>
    public string? GetBound(string parameter) => (string?)this.parameters[parameter].GetValue(this.cmdlet);

    /// <summary>
    /// Returns the index of each parameter's column in <paramref name="columns"/>. Parameters without a column are
    /// omitted. What was not reported before is written as warning, verbose or WhatIf message.
    /// </summary>
    /// <exception cref="Track123Exception">A column of <c>-ColumnMap</c> does not exist.</exception>
    public Dictionary<string, int> Locate(IReadOnlyList<string> columns)
    {
        var normalized = columns.Select(ColumnNames.Normalize).ToList();
        var indexes = this.explicitColumns.ToDictionary(
            pair => pair.Key, pair => this.FindExplicit(columns, normalized, pair), StringComparer.OrdinalIgnoreCase);

        // A column that -ColumnMap maps to one parameter does not fill another.
        var mapped = new HashSet<int>(indexes.Values);
        var candidates = Enumerable.Range(0, columns.Count)
            .Where(i => !mapped.Contains(i))
            .ToLookup(i => this.FindParameter(normalized, i), StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in this.parameters.Keys.Where(p => !indexes.ContainsKey(p) && candidates.Contains(p)))
        {
            indexes[parameter] = this.Choose(parameter, [.. candidates[parameter]], columns, normalized);
        }

        this.Report(columns, indexes);
        return indexes;
    }

    /// <summary>Returns true if one of the columns contains the tracking number. Nothing is reported.</summary>
    public bool HasNumber(IReadOnlyList<string> columns)
    {
        const string Number = nameof(TrackingNumberCmdlet.TrackingNumber);
        var normalized = columns.Select(ColumnNames.Normalize).ToList();
        return this.explicitColumns.TryGetValue(Number, out var column)
            ? columns.Contains(column, StringComparer.OrdinalIgnoreCase)
                || (ColumnNames.Normalize(column) is { Length: > 0 } name
                    && normalized.Contains(name, StringComparer.Ordinal))
            : Enumerable.Range(0, columns.Count).Any(i => this.FindParameter(normalized, i) == Number);
    }

    private static Track123Exception Error(string message) =>
        new(Track123ErrorKind.InvalidRequest, "-ColumnMap: " + message);

    // Line breaks in a name would break the message.
    private static string Quote(string column) => $"'{TerminalText.ToSingleLine(column)}'";

    // Each word must be nearly the same, because whole names with another word can be close, such as "Shipping City"
    // and "Shipping Zip". A county is not a misspelled country.
    private static bool IsNear(IReadOnlyList<string> words, IReadOnlyList<string> known) =>
        words.Count == known.Count
        && words.Zip(known, (word, other) => word == other
            || (word != "county" && Math.Min(word.Length, other.Length) > 4 && HasSameDigits(word, other)
                && Spelling.FindNearest(word, [other]) is not null)).All(near => near);

    private static bool HasSameDigits(string left, string right) =>
        left.Where(char.IsDigit).SequenceEqual(right.Where(char.IsDigit));

    private ILookup<string, string> ReadNames() => this.parameters.Values
        .SelectMany(
            p => new[] { p.Name }
                .Concat(p.GetCustomAttribute<AliasAttribute>()?.AliasNames ?? [])
                .Concat(ColumnNames.ByParameter.TryGetValue(p.Name, out var more) ? more : []),
            (p, name) => (p.Name, Column: name))
        .ToLookup(pair => pair.Name, pair => pair.Column, StringComparer.OrdinalIgnoreCase);

    private int FindExplicit(
        IReadOnlyList<string> columns, List<string> normalized, KeyValuePair<string, string> mapping)
    {
        var (wanted, name) = (mapping.Value, ColumnNames.Normalize(mapping.Value));
        int[] found = [.. Enumerable.Range(0, columns.Count).Where(i => columns[i] == wanted)];
        found = found.Length > 0 ? found
            : [.. Enumerable.Range(0, columns.Count).Where(
                i => string.Equals(columns[i].Trim(), wanted.Trim(), StringComparison.OrdinalIgnoreCase))];
        found = found.Length > 0 || name.Length == 0 ? found
            : [.. Enumerable.Range(0, columns.Count).Where(i => normalized[i] == name)];
        if (found.Length == 0)
        {
            throw Error(
                $"column '{wanted}' for {mapping.Key} not found. The columns are "
                + $"{TrackingNumberCmdlet.DescribeColumns(columns)}.");
        }

        return this.WarnIfAmbiguous(mapping.Key, found, columns);
    }

    private string FindParameter(List<string> normalized, int column)
    {
        if (normalized[column].Length > 0
            && this.parametersByName.Value.TryGetValue(normalized[column], out var parameter))
        {
            return parameter;
        }

        var name = ColumnNames.ShopifyName;
        return normalized[column] == ColumnNames.Normalize(name.Column)
            && name.Evidence.Any(other => normalized.Contains(ColumnNames.Normalize(other)))
            ? name.Parameter
            : "";
    }

    // The parameter's own name precedes all others, first in the same spelling. Otherwise the first column is used.
    private int Choose(string parameter, int[] found, IReadOnlyList<string> columns, List<string> normalized)
    {
        int[] own = [.. found.Where(i => normalized[i] == ColumnNames.Normalize(parameter))];
        int[] exact =
            [.. own.Where(i => string.Equals(columns[i], parameter, StringComparison.OrdinalIgnoreCase))];
        return this.WarnIfAmbiguous(parameter, exact.Length > 0 ? exact : own.Length > 0 ? own : found, columns);
    }

    private int WarnIfAmbiguous(string parameter, int[] found, IReadOnlyList<string> columns)
    {
        if (found.Length > 1 && !this.cmdlet.IsOnCommandLine(parameter))
        {
            this.Warn(
                $"The columns {string.Join(", ", found.Select(i => Quote(columns[i])))} can all be {parameter}. "
                + $"{Quote(columns[found[0]])} is used. Specify another one with "
                + $"-ColumnMap @{{ {parameter} = 'your column' }}.");
        }

        return found[0];
    }

    private void Report(IReadOnlyList<string> columns, Dictionary<string, int> indexes)
    {
        foreach (var pair in indexes.OrderBy(pair => pair.Value))
        {
            var ignored = this.cmdlet.IsOnCommandLine(pair.Key) ? " (not used: the parameter is specified)" : "";
            this.Inform($"Column {Quote(columns[pair.Value])} -> {pair.Key}{ignored}");
        }

        string[] unused =
        [
            .. columns.Where((c, i) => c.Length > 0 && !indexes.ContainsValue(i) && this.reported.Add("unused " + c)),
        ];
        if (unused.Length > 0)
        {
            this.Inform($"Unused columns: {string.Join(", ", unused.Select(Quote))}");
        }

        var open = this.parameters.Keys
            .Where(p => !indexes.ContainsKey(p) && !this.cmdlet.IsOnCommandLine(p)).ToList();
        foreach (var column in unused)
        {
            if (this.FindNear(column, open) is { } near)
            {
                this.Warn(
                    $"The column {Quote(column)} is not used. If it is {near}, specify "
                    + $"-ColumnMap @{{ {near} = '{TerminalText.ToSingleLine(column)}' }}.");
            }
        }
    }

    private string? FindNear(string column, List<string> open)
    {
        var words = ColumnNames.SplitWords(column);
        return open.Find(parameter => this.names.Value[parameter].Any(
            name => IsNear(words, ColumnNames.SplitWords(name))
                || (words.Count == 1 && words[0].Length >= MinJoinedLength
                    && IsNear(words, [ColumnNames.Normalize(name)]))));
    }

    private void Warn(string message)
    {
        if (this.reported.Add(message))
        {
            this.cmdlet.WriteWarning(message);
        }
    }

    private void Inform(string message)
    {
        if (!this.reported.Add(message))
        {
            return;
        }

        if (Preferences.IsWhatIf(this.cmdlet))
        {
            this.cmdlet.WritePreview(message);
        }
        else
        {
            this.cmdlet.WriteVerbose(message);
        }
    }

    private Track123Exception UnknownParameter(string parameter, string column)
    {
        var targets = string.Join(", ", this.parameters.Keys);
        var advice = this.parameters.TryGetValue(column, out var meant)
                ? $"The parameter comes first: @{{ {meant.Name} = '{parameter}' }}. "
            : Spelling.FindNearest(parameter.ToUpperInvariant(), this.parameters.Keys.Select(k => k.ToUpperInvariant()))
                is { } near ? $"Did you mean {this.parameters[near].Name}? "
            : "";
        return Error($"'{parameter}' is not a parameter that a column can fill. {advice}Use {targets}.");
    }
}
