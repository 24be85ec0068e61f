using System.Collections;
using System.Globalization;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>
/// Base class of the cmdlets that accept tracking numbers as arguments, as piped text, or as a property of piped
/// objects.
/// </summary>
public abstract class TrackingNumberCmdlet : ConnectedCmdlet
{
    internal const string HashtableError =
        "A hashtable can't be a row. Convert it to an object: [pscustomobject]@{ TrackingNumber = '…' }.";

    private protected const string ByNumber = "TrackingNumber";
    private const int MaxColumnsNamed = 20;

    private readonly HashSet<string> onCommandLine = new(StringComparer.OrdinalIgnoreCase);

    // By account, because the addresses of the connections may differ.
    private readonly Dictionary<string, CarrierNames> carriers = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, ParameterMetadata>? columns;
    private long rows;
    private bool hasAccount;
    private string? recordAccount;
    private string? accountError;

    private protected TrackingNumberCmdlet()
    {
    }

    /// <summary>
    /// The piped input: a tracking number, or an object with a tracking number property, such as a row of Import-Csv, a
    /// Tracking or a RegistrationResult.
    /// </summary>
    // Accepts any object. Otherwise PowerShell would skip a row without a matching property.
    [Parameter(ParameterSetName = ByNumber, ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Sends numbers that the module takes for something else, such as numbers without a digit. They are still cleaned.
    /// </summary>
    [Parameter]
    public SwitchParameter SkipNumberCheck { get; set; }

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
    /// The account of the current record's result if the record is rejected. If it is rejected because of its account,
    /// the result keeps that account, so that it is not sent in another one when it is piped again.
    /// </summary>
    internal string? ResultAccount => this.accountError is null ? this.UsedConnection.Name : this.recordAccount;

    /// <summary>
    /// Whether all records must belong to the account of the first, because the cmdlet processes them together.
    /// </summary>
    private protected virtual bool UsesOneAccount => false;

    private CarrierNames Carriers
    {
        get
        {
            var key = this.AccountName ?? "";
            if (!this.carriers.TryGetValue(key, out var names))
            {
                this.carriers[key] = names = new(this);
            }

            return names;
        }
    }

    /// <summary>Formats the names of a row's columns for a message.</summary>
    internal static string DescribeColumns(IEnumerable<string> columns)
    {
        var names = columns.Select(name => $"'{name}'").ToList();
        return names.Count == 0 ? "none"
            : string.Join(", ", names.Take(MaxColumnsNamed)) + (names.Count > MaxColumnsNamed ? ", …" : "");
    }

    /// <summary>
    /// Returns an error if a column contains a list, which PowerShell would ignore silently; else null.
    /// </summary>
    internal static string? FindListError(string column, object? value) =>
        value.Unwrap()
            is ICollection { Count: > 0 and var count } and not IDictionary
            ? $"'{column}' contains {(count == 1 ? "a list of 1 value" : $"{count} values")}. Specify a single value."
            : null;

    /// <summary>Returns true if the input is itself a tracking number (text or a number), and not a row.</summary>
    internal static bool IsNumber(PSObject input) =>
        input.BaseObject is string or decimal || input.BaseObject.GetType().IsPrimitive;

    /// <summary>Returns true if a row is an object of this module.</summary>
    // Selected.Track123.Tracking is not included, because with Select-Object the user chooses the columns.
    internal static bool IsOwnObject(PSObject row) => row.TypeNames.Any(
        name => name.StartsWith("Track123.", StringComparison.Ordinal)
            || name.StartsWith("Deserialized.Track123.", StringComparison.Ordinal));

    /// <summary>Formats tracking numbers, and their account if it has a name, as the target of ShouldProcess.</summary>
    internal string Describe(IReadOnlyList<string?> numbers)
    {
        var text = numbers.Count == 1
            ? $"tracking number {numbers[0]}"
            : $"{numbers.Count} tracking numbers, {numbers[0]} … {numbers[numbers.Count - 1]}";
        return this.AccountName is { } name ? $"{text} in account '{name}'" : text;
    }

    /// <summary>Returns true if the parameter was bound on the command line and not from the pipeline.</summary>
    internal bool IsOnCommandLine(string parameter) => this.onCommandLine.Contains(parameter);

    /// <summary>Returns the record's tracking numbers, including blank ones; null if it has no such property.</summary>
    internal IReadOnlyList<string?>? ReadNumbers()
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

    /// <summary>Returns an error if a single-value field of the current record contains a list; else null.</summary>
    internal string? FindListError()
    {
        if (this.InputObject is not { } row || IsNumber(row))
        {
            return null;
        }

        this.columns ??= this.ReadColumns();
        foreach (var property in row.Properties)
        {
            if (this.columns.TryGetValue(property.Name, out var parameter)
                && FindListError(property.Name, property.Value) is { } error
                && FirstName(parameter, row) == property.Name)
            {
                return error;
            }
        }

        return null;
    }

    /// <summary>
    /// Returns an error if a row is a result of an account with a name, or its record, and would be registered in the
    /// current account because -Connection is omitted; else null.
    /// </summary>
    internal string? FindAccountError(PSObject row)
    {
        // An order list may have a column Account, which has nothing to do with connections. All results and their
        // records have these other properties, too, also after an export or in another process.
        this.recordAccount = ReadAccount(row) is { } named
            && row.Properties[nameof(RegistrationResult.Status)] is not null
            && row.Properties[nameof(RowOutcome.ErrorKind)] is not null
            ? named
            : null;
        return this.accountError = this.recordAccount is null || this.Connection is not null
            ? null
            : $"The result belongs to the account '{this.recordAccount}'. Specify the account in which to register the "
                + $"row, such as -Connection '{this.recordAccount}'.";
    }

    /// <summary>
    /// Ends the cmdlet with an error if the current record, which has no number, shows that all records are wrong. The
    /// results of earlier records are written first.
    /// </summary>
    internal void ValidateInput()
    {
        var command = this.MyInvocation.MyCommand;
        var names = NamesOf(command.Parameters[nameof(this.TrackingNumber)]);
        if (InputMistake.Describe(this.InputObject!, command, names) is { } error)
        {
            this.CompleteRows();
            this.Fail(Track123Error.InvalidRequest(error, this.InputObject));
        }
    }

    /// <summary>Writes one warning for each kind of suspicious number.</summary>
    internal void WriteWarnings(NumberWarnings warnings)
    {
        foreach (var message in warnings.Messages)
        {
            this.WriteWarning(message);
        }
    }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.onCommandLine.UnionWith(this.MyInvocation.BoundParameters.Keys);
        if (this.MyInvocation.ExpectingInput && this.IsGiven(nameof(this.TrackingNumber)))
        {
            this.Fail(Track123Error.InvalidRequest(
                "Pass tracking numbers either through the pipeline or with -TrackingNumber, not both."));
        }
    }

    /// <summary>Returns the names of a parameter, in the order in which PowerShell tries them.</summary>
    private protected static IEnumerable<string> NamesOf(ParameterMetadata parameter) =>
        parameter.Aliases.Prepend(parameter.Name);

    /// <summary>Returns true if a parameter was specified. Call it only in <see cref="BeginProcessing"/>.</summary>
    private protected bool IsGiven(string parameter) => this.MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>
    /// Returns how the numbers of the current record are checked. Registered numbers are not checked, so that a wrong
    /// one can be removed.
    /// </summary>
    private protected NumberCheck GetNumberCheck() => this.InputObject?.BaseObject switch
    {
        Tracking or TrackingChange or OceanShipment or AirShipment => NumberCheck.Unchanged,
        RegistrationResult { Status: RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered }
            or OceanRegistrationResult
            {
                Status: RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered
            }
            or AirRegistrationResult
            {
                Status: RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered
            } => NumberCheck.Unchanged,
        _ => this.SkipNumberCheck ? NumberCheck.CleanOnly : NumberCheck.Full,
    };

    /// <summary>
    /// Returns a number of the current record in the form in which it is sent. If it is invalid, writes an error and
    /// returns null.
    /// </summary>
    private protected string? ReadNumber(string? number)
    {
        var (clean, reason) = NumberValidation.Validate(number, this.GetNumberCheck());
        if (clean is null)
        {
            this.WriteError(Track123Error.InvalidRequest(reason, this.InputObject ?? (object?)number));
        }

        return clean;
    }

    /// <summary>Returns the code of the current record's carrier, which is a code or name, or an error.</summary>
    private protected (string? Code, string? Error) ReadCarrier(string? carrier) => this.Carriers.Read(
        carrier,
        isFromService: this.GetNumberCheck() == NumberCheck.Unchanged
            && !this.IsOnCommandLine(nameof(ParcelCmdlet.CarrierCode)));

    /// <summary>Returns the code of a new carrier that is specified by code or name, or an error.</summary>
    private protected (string? Code, string? Error) ReadNewCarrier(string? carrier) =>
        this.Carriers.Read(carrier, isFromService: false);

    /// <summary>Reads <c>-ColumnMap</c>. If it is invalid, the cmdlet ends with an error.</summary>
    private protected ColumnMapping ReadColumnMap(IDictionary? columnMap)
    {
        try
        {
            return new(this, columnMap);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, columnMap));
            throw;
        }
    }

    /// <summary>Ends the cmdlet with an error if it has neither piped input nor a tracking number.</summary>
    private protected void RequireInput()
    {
        if (!this.MyInvocation.ExpectingInput
            && !this.IsGiven(nameof(this.TrackingNumber)) && !this.IsGiven(nameof(this.InputObject)))
        {
            this.Fail(Track123Error.InvalidRequest(
                "No tracking number was specified. Pipe tracking numbers or rows, or use -TrackingNumber."));
        }
    }

    /// <summary>Reads the tracking numbers of the current record.</summary>
    /// <param name="add">Receives the row number, from 1, and a tracking number.</param>
    /// <param name="reject">Receives the row number and the reason why the record has no usable tracking
    /// number.</param>
    private protected void ReadRows(Action<long, string?> add, Action<long, string> reject)
    {
        this.RequireInput();
        var error = this.SelectAccount();
        if (this.ReadNumbers() is not { } numbers)
        {
            this.ValidateInput();
            reject(++this.rows, DescribeMissingNumber(this.InputObject!));
            return;
        }

        error ??= this.FindListError();
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

    /// <summary>
    /// Uses the connection of the current record's account, which is its property Account. Returns an error if the
    /// record does not belong to the account of -Connection, if no connection has the account's name, or if the account
    /// must not change; else null.
    /// </summary>
    private protected string? SelectAccount()
    {
        // A column of another program may have this name. Without a connection with a name, it has no meaning here.
        this.recordAccount = this.InputObject is { } input && ReadAccount(input) is { } named
            && (IsOwnObject(input) || RunspaceConnections.OfThisRunspace.Named.Count > 0)
            ? named
            : null;
        return this.accountError = this.UseAccount(this.recordAccount);
    }

    /// <summary>Sends the rows of the earlier records and writes their results.</summary>
    private protected virtual void CompleteRows()
    {
    }

    private static string? ReadAccount(PSObject row) =>
        IsNumber(row) ? null : InputText.TrimToNull(row.Properties[nameof(RowOutcome.Account)]?.Value?.ToString());

    private static bool IsSameAccount(string? one, string? other) =>
        string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string DescribeMissingNumber(PSObject input) => input.BaseObject is IDictionary
        ? HashtableError
        : "The piped object has no tracking number property. Its properties are "
            + $"{DescribeColumns(input.Properties.Select(p => p.Name))}. Add a property named TrackingNumber.";

    // The column that PowerShell uses for a parameter if several columns of the row match it.
    private static string? FirstName(ParameterMetadata parameter, PSObject row) =>
        NamesOf(parameter).Select(name => row.Properties[name]?.Name).FirstOrDefault(name => name is not null);

    private string? UseAccount(string? of)
    {
        if (this.Connection is { } given)
        {
            return of is null || IsSameAccount(of, given.Name)
                ? null
                : $"It belongs to the account '{of}', but "
                    + (given.Name is { } name ? $"-Connection is '{name}'." : "-Connection has no name.")
                    + $" Use -Connection '{of}', or omit -Connection.";
        }

        if (!IsSameAccount(of, this.AccountName))
        {
            if (this.hasAccount && this.UsesOneAccount)
            {
                return "It belongs to a different account from the first piped object. "
                    + $"Use {this.MyInvocation.MyCommand.Name} once for each account.";
            }

            if (this.UseConnection(of) is { } error)
            {
                return error;
            }
        }

        this.hasAccount = true;
        return null;
    }

    // BoundParameters still contains a parameter of the previous record, so this checks the row's properties.
    private bool HasNumberColumn(PSObject row) =>
        NamesOf(this.MyInvocation.MyCommand.Parameters[nameof(this.TrackingNumber)])
            .Any(name => row.Properties[name] is not null);

    // Maps column names to single-value parameters, except those that were bound on the command line.
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
