using System.Collections;
using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Base of the cmdlets that take tracking numbers: as arguments, as text from the pipeline, or as a property of what is
/// piped.
/// </summary>
public abstract class TrackingNumberCmdlet : ConnectedCmdlet
{
    private protected const string ByNumber = "TrackingNumber";
    internal const string HashtableHasNoColumns = "A hashtable has no columns. Cast it: [pscustomobject]@{ TrackingNumber = '…' }.";
    private const int MaxColumnsNamed = 20;

    private readonly HashSet<string> onCommandLine = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, ParameterMetadata>? columns;
    private long rows;
    private CarrierNames? carriers;

    private protected TrackingNumberCmdlet()
    {
    }

    /// <summary>
    /// What is piped: a tracking number, or an object with a property for it, such as a row of Import-Csv, a tracking
    /// or a registration result.
    /// </summary>
    // It takes any object, so that no row can get lost because nothing of it binds.
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

    /// <summary>
    /// True if a parameter has a value from the command line, which counts for every row. Meant for <see
    /// cref="BeginProcessing"/>.
    /// </summary>
    private protected bool IsGiven(string parameter) => this.MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>True if a parameter has a value from the command line, whatever the record at hand may give.</summary>
    internal bool IsOnCommandLine(string parameter) => this.onCommandLine.Contains(parameter);

    /// <summary>The code of a carrier that is given by code or name, or why it can't be told.</summary>
    private protected (string? Code, string? Error) ReadCarrier(string? given) => (this.carriers ??= new(this)).Read(given);

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.onCommandLine.UnionWith(this.MyInvocation.BoundParameters.Keys);
        if (this.MyInvocation.ExpectingInput && this.IsGiven(nameof(this.TrackingNumber)))
        {
            this.Fail(Track123Error.InvalidRequest(
                "Tracking numbers come either from the pipeline or as -TrackingNumber, not both."));
        }
    }

    /// <summary>
    /// The tracking numbers of the present record, blank ones among them; null if it has no property for one.
    /// </summary>
    private protected IReadOnlyList<string?>? ReadNumbers()
    {
        if (this.InputObject is not { } row)
            return this.TrackingNumber ?? [null];

        if (IsNumber(row))
            return [Convert.ToString(row.BaseObject, CultureInfo.InvariantCulture)];

        return this.TrackingNumber is { Length: > 0 } numbers ? numbers : this.HasNumberColumn(row) ? [null] : null;
    }

    /// <summary>True if what is piped is a number by itself, as text or as PowerShell reads it, and not a row that has one.</summary>
    private protected static bool IsNumber(PSObject piped) => piped.BaseObject is string or decimal || piped.BaseObject.GetType().IsPrimitive;

    // What was bound for one record still counts as bound for the next, so the row itself is asked.
    private bool HasNumberColumn(PSObject row) =>
        NamesOf(this.MyInvocation.MyCommand.Parameters[nameof(this.TrackingNumber)]).Any(name => row.Properties[name] is not null);

    /// <summary>
    /// Why a field of the present record can't be used: a list where one value is wanted, which PowerShell would leave out without a word. Null if
    /// there is none.
    /// </summary>
    private protected string? FindListError()
    {
        if (this.InputObject is not { } row || IsNumber(row))
            return null;

        // By the row's own names: it has few, where the parameters have many.
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

    /// <summary>Says how many values a field holds; null if it is one, or none.</summary>
    internal static string? FindListError(string column, object? value) =>
        (value is PSObject wrapped ? wrapped.BaseObject : value) is ICollection { Count: > 0 and var count } and not IDictionary
            ? $"'{column}' holds {(count == 1 ? "a list of 1 value" : $"{count} values")}; give one value."
            : null;

    // The names of the columns that fill a field of one value, unless the command line does.
    private Dictionary<string, ParameterMetadata> ReadColumns()
    {
        var found = new Dictionary<string, ParameterMetadata>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in this.MyInvocation.MyCommand.Parameters.Values)
        {
            if (parameter.ParameterType != typeof(string) || this.IsOnCommandLine(parameter.Name)
                || !parameter.ParameterSets.Values.Any(set => set.ValueFromPipelineByPropertyName))
            {
                continue;
            }

            foreach (var name in NamesOf(parameter))
            {
                found[name] = parameter;
            }
        }

        return found;
    }

    // The name of the column that fills a parameter, where a row has several for it.
    private static string? FirstName(ParameterMetadata parameter, PSObject row) =>
        NamesOf(parameter).Select(name => row.Properties[name]?.Name).FirstOrDefault(name => name is not null);

    // In the order in which PowerShell looks for them.
    private static IEnumerable<string> NamesOf(ParameterMetadata parameter) => parameter.Aliases.Prepend(parameter.Name);

    /// <summary>
    /// Reads the present record: gives each of its numbers, or says why it has none, with a row number from 1.
    /// </summary>
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
                add(++this.rows, number);
            else
                reject(++this.rows, string.IsNullOrWhiteSpace(number) ? error : $"'{number}': {error}");
        }
    }

    /// <summary>Names what is about to be dealt with, for whoever is asked to confirm it.</summary>
    internal static string Describe(IReadOnlyList<string?> numbers) => numbers.Count == 1
        ? $"tracking number {numbers[0]}"
        : $"{numbers.Count} tracking numbers, {numbers[0]} … {numbers[numbers.Count - 1]}";

    /// <summary>Says that what is piped has no tracking number, and what it has.</summary>
    private protected static string DescribeMissingNumber(PSObject piped) => piped.BaseObject is IDictionary
        ? HashtableHasNoColumns
        : "What is piped has no property with a tracking number. Its properties are "
            + $"{DescribeColumns(piped.Properties.Select(p => p.Name))}.";

    /// <summary>The names of a row's properties, for people to read.</summary>
    internal static string DescribeColumns(IEnumerable<string> columns)
    {
        var names = columns.Select(name => $"'{name}'").ToList();
        return names.Count == 0 ? "none"
            : string.Join(", ", names.Take(MaxColumnsNamed)) + (names.Count > MaxColumnsNamed ? ", …" : "");
    }
}
