using System.Collections;
using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Base of the cmdlets that take tracking numbers: as arguments, as text from the pipeline, or as a property of a piped object.
/// </summary>
public abstract class TrackingNumberCmdlet : ConnectedCmdlet
{
    internal const string HashtableHasNoColumns = "A hashtable has no columns. Cast it: [pscustomobject]@{ TrackingNumber = '…' }.";
    private protected const string ByNumber = "TrackingNumber";
    private const int MaxColumnsNamed = 20;

    private readonly HashSet<string> onCommandLine = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, ParameterMetadata>? columns;
    private long rows;
    private CarrierNames? carriers;

    private protected TrackingNumberCmdlet()
    {
    }

    /// <summary>
    /// The piped input: a tracking number, or an object with a property for it, such as a row of Import-Csv, a tracking or a registration result.
    /// </summary>
    // Any object binds, so that no row gets lost because none of its properties binds.
    [Parameter(ParameterSetName = ByNumber, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The tracking numbers.</summary>
    [Parameter(ParameterSetName = ByNumber, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias(
        "Tracking Number",
        "Tracking #",
        "Tracking No",
        "Tracking No.",
        "TrackingNo",
        "Tracking_Number",
        "Tracking_No",
        "Tracking Code",
        "TrackingCode",
        "Tracking",
        "Track Number",
        "TrackNumber",
        "Track No",
        "TrackNo",
        "Waybill Number",
        "Waybill",
        "AWB Number",
        "AWB No",
        "AWB",
        "Parcel Number",
        "Tracking ID",
        "TrackingId",
        "Tracking_ID")]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public string?[]? TrackingNumber { get; set; }

    /// <summary>Returns whether a parameter has a value from the command line, whatever the current record contains.</summary>
    internal bool IsOnCommandLine(string parameter) => this.onCommandLine.Contains(parameter);

    /// <summary>Describes numbers to the user who is asked to confirm an action.</summary>
    internal static string Describe(IReadOnlyList<string?> numbers) => numbers.Count == 1
        ? $"tracking number {numbers[0]}"
        : $"{numbers.Count} tracking numbers, {numbers[0]} … {numbers[numbers.Count - 1]}";

    /// <summary>Lists the names of a row's properties.</summary>
    internal static string DescribeColumns(IEnumerable<string> columns)
    {
        var names = columns.Select(name => $"'{name}'").ToList();
        return names.Count == 0 ? "none"
            : string.Join(", ", names.Take(MaxColumnsNamed)) + (names.Count > MaxColumnsNamed ? ", …" : "");
    }

    /// <summary>Returns an error if a field that takes one value holds a list, which PowerShell would drop silently; else null.</summary>
    internal static string? FindListError(string column, object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is ICollection { Count: > 0 and var count } and not IDictionary
            ? $"'{column}' holds {(count == 1 ? "a list of 1 value" : $"{count} values")}; give one value."
            : null;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.onCommandLine.UnionWith(this.MyInvocation.BoundParameters.Keys);
        if (this.MyInvocation.ExpectingInput && this.IsGiven(nameof(this.TrackingNumber)))
        {
            this.Fail(Track123Error.InvalidRequest("Tracking numbers come either from the pipeline or as -TrackingNumber, not both."));
        }
    }

    /// <summary>Returns whether piped input is a number by itself, as text or as PowerShell reads it, and not a row that has one.</summary>
    private protected static bool IsNumber(PSObject input) =>
        input.BaseObject is string or decimal || input.BaseObject.GetType().IsPrimitive;

    /// <summary>Returns whether a parameter has a value from the command line. Only for use in <see cref="BeginProcessing"/>.</summary>
    private protected bool IsGiven(string parameter) => this.MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Returns the code of a carrier that is given by code or name; with an error if there is none.</summary>
    private protected (string? Code, string? Error) ReadCarrier(string? given) => (this.carriers ??= new(this)).Read(given);

    /// <summary>Returns the tracking numbers of the current record, blank ones included; null if it has no property for one.</summary>
    private protected IReadOnlyList<string?>? ReadNumbers()
    {
        if (this.InputObject is not { } row)
        {
            return this.TrackingNumber ?? [null];
        }

        if (IsNumber(row))
        {
            return [Convert.ToString(row.BaseObject, CultureInfo.InvariantCulture)];
        }

        return this.TrackingNumber is { Length: > 0 } numbers ? numbers : this.HasNumberColumn(row) ? [null] : null;
    }

    /// <summary>Returns an error if a field of the current record holds a list where one value is needed; else null.</summary>
    private protected string? FindListError()
    {
        if (this.InputObject is not { } row || IsNumber(row))
        {
            return null;
        }

        this.columns ??= this.ReadColumns();
        foreach (var property in row.Properties)
        {
            if (this.columns.TryGetValue(property.Name, out var parameter)
                && FindListError(property.Name, property.Value) is { } error && FirstName(parameter, row) == property.Name)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>Reads the current record: passes on each of its numbers, or the reason why it has none, with a row number from 1.</summary>
    private protected void ReadRows(Action<long, string?> add, Action<long, string> reject)
    {
        if (!this.MyInvocation.ExpectingInput
            && !this.IsGiven(nameof(this.TrackingNumber)) && !this.IsGiven(nameof(this.InputObject)))
        {
            this.Fail(Track123Error.InvalidRequest(
                "No tracking number is given. Pipe numbers or objects that have one, or give -TrackingNumber."));
        }

        if (this.ReadNumbers() is not { } numbers)
        {
            reject(++this.rows, DescribeMissingNumber(this.InputObject!));
            return;
        }

        var error = this.FindListError();
        foreach (var number in numbers)
        {
            if (error is null)
            {
                add(++this.rows, number);
            }
            else
            {
                reject(++this.rows, string.IsNullOrWhiteSpace(number) ? error : $"'{number}': {error}");
            }
        }
    }

    private static string DescribeMissingNumber(PSObject input) => input.BaseObject is IDictionary
        ? HashtableHasNoColumns
        : "What is piped has no property with a tracking number. Its properties are "
            + $"{DescribeColumns(input.Properties.Select(p => p.Name))}.";

    // The name of the column that fills a parameter, if a row has several for it.
    private static string? FirstName(ParameterMetadata parameter, PSObject row) =>
        NamesOf(parameter).Select(name => row.Properties[name]?.Name).FirstOrDefault(name => name is not null);

    // In the order in which PowerShell looks for them.
    private static IEnumerable<string> NamesOf(ParameterMetadata parameter) => parameter.Aliases.Prepend(parameter.Name);

    // A parameter that was bound for one record counts as bound for the next, too, so the row itself is asked.
    private bool HasNumberColumn(PSObject row) =>
        NamesOf(this.MyInvocation.MyCommand.Parameters[nameof(this.TrackingNumber)]).Any(name => row.Properties[name] is not null);

    // The names of the columns that fill a field of one value, unless the command line does.
    private Dictionary<string, ParameterMetadata> ReadColumns()
    {
        var found = new Dictionary<string, ParameterMetadata>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in this.MyInvocation.MyCommand.Parameters.Values)
        {
            if (parameter.ParameterType == typeof(string) && !this.IsOnCommandLine(parameter.Name)
                && parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
            {
                foreach (var name in NamesOf(parameter))
                {
                    found[name] = parameter;
                }
            }
        }

        return found;
    }
}
