using System.Collections;
using System.Runtime.InteropServices;
using Track123.Csv;
using Track123.Parcels;

namespace Track123.Commands;

/// <summary>
/// Registers parcels, a hundred in a request, and gives one result for each row, in the order of the rows.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RegistrationResult))]
public sealed class RegisterTrack123TrackingCommand : ParcelFieldsCmdlet
{
    private const string ByFile = "Path";

    private ColumnMapping mapping = new(columnMap: null);
    private (string[] Columns, Dictionary<string, int> Places) located = ([], []);
    private readonly RowFeed<ParcelRegistration, RegistrationResult> feed;
    private RegistrationProgress? progress;
    private ResultFile? results;
    private long rows;
    private long leftOut;

    /// <summary>Makes the cmdlet.</summary>
    public RegisterTrack123TrackingCommand() => this.feed = new(
        this,
        () => this.Client.BeginRegistration(
            this.BatchSize,
            Preferences.MayAsk(this) ? null : this.FlushInterval,
            this.Log,
            this.StoppingToken),
        waiting => Describe([.. waiting.Select(row => row.TrackingNumber)]),
        "Register (1 credit each)",
        this.Write);

    /// <summary>A CSV file with a row for each parcel: comma, semicolon or tab, UTF-8 or UTF-16.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFile)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The separator of the file's columns. By default it is detected: comma, semicolon or tab.</summary>
    [Parameter(ParameterSetName = ByFile)]
    public char? Delimiter { get; set; }

    /// <summary>How many rows go in one request, at most 100. Fewer only cost time.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int BatchSize { get; set; } = 100;

    /// <summary>
    /// How long a row waits for its batch to fill, in seconds or as a time span: then it is sent with those there are, even if the next one is long
    /// in coming. With -WhatIf or -Confirm rows wait until their batch is full or the input ends.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A CSV file to which the outcome of each row is added as soon as it is known. Rows that have a final outcome there already are left out, so
    /// that a run that was broken off, however it was, goes on when it is started again in the same way.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>
    /// Names of your columns where they differ from those that are known: @{ TrackingNumber = 'Sendungsnummer' }. Keys
    /// are names of parameters.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? ColumnMap { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (!this.MyInvocation.ExpectingInput && !this.IsGiven(nameof(this.TrackingNumber))
            && !this.IsGiven(nameof(this.InputObject)) && !this.IsGiven(nameof(this.Path)))
        {
            this.Fail(Track123Error.InvalidRequest(
                "There is nothing to register. Pipe rows, or give -TrackingNumber or -Path."));
        }

        try
        {
            this.mapping = new ColumnMapping(this.ColumnMap);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, this.ColumnMap));
        }

        // Where there is a file to read, that is checked first.
        if (this.ParameterSetName != ByFile)
        {
            this.OpenResults();
            this.ShowProgress(this.MyInvocation.ExpectingInput ? null : this.TrackingNumber?.Length);
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == ByFile)
            this.AddFile();
        else if (this.mapping.IsSaid && this.InputObject is { BaseObject: not IDictionary } row && !IsNumber(row))
            this.AddMapped(row);
        else if (this.ReadNumbers() is { } numbers)
            this.AddNumbers(numbers);
        else
            this.RejectRow(this.InputObject!);
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.leftOut > 0)
            this.WriteVerbose($"Left out {this.leftOut} of {this.rows} rows: '{this.results!.Path}' has a final outcome for them.");

        this.feed.Complete();
        this.progress?.Complete();
    }

    private void AddNumbers(IEnumerable<string?> numbers)
    {
        var whyNot = this.WhyNotOneValue();
        foreach (var number in numbers)
        {
            this.Add(line: null, name => name == nameof(this.TrackingNumber) ? number : this.Value(name), whyNot);
        }
    }

    private void AddMapped(PSObject row)
    {
        string[] columns = [.. row.Properties.Select(p => p.Name)];
        if (!columns.SequenceEqual(this.located.Columns, StringComparer.Ordinal))
        {
            try
            {
                this.located = (columns, this.mapping.Locate(columns));
            }
            catch (Track123Exception failure)
            {
                // Another row may have the column; rows of JSON leave out what they lack.
                this.feed.Reject(new ParcelRegistration { Row = ++this.rows }, failure.Message);
                return;
            }
        }

        if (!this.located.Places.ContainsKey(nameof(this.TrackingNumber)))
        {
            this.RejectRow(row);
            return;
        }

        var whyNot = this.located.Places
            .Where(place => !this.IsOnCommandLine(place.Key))
            .Select(place => WhyNotOneValue(columns[place.Value], row.Properties[columns[place.Value]].Value))
            .FirstOrDefault(reason => reason is not null);
        this.Add(line: null, name => this.IsOnCommandLine(name) ? this.Value(name)
            : this.located.Places.TryGetValue(name, out var place) ? Text(row.Properties[columns[place]].Value)
            : null,
            whyNot);
    }

    private void AddFile()
    {
        var path = this.ResolvePath(this.Path);
        using var table = this.Await(token => Task.Run(() => CsvTable.Open(path, this.Delimiter, token), token), target: path);
        var places = this.Locate(table.Headers, path);
        if (!places.ContainsKey(nameof(this.TrackingNumber)))
        {
            this.Fail(Track123Error.CsvInvalid(
                $"The CSV file '{path}' has no column with tracking numbers. {HowToMap(table.Headers)}", path));
        }

        if (table.RowCount == 0)
            this.WriteWarning($"The CSV file '{path}' has a header and no row under it.");

        this.OpenResults(path);
        this.ShowProgress(table.RowCount);
        while (this.ReadRow(table))
        {
            this.Add(table.Line, name => this.IsOnCommandLine(name) ? this.Value(name)
                : places.TryGetValue(name, out var place) ? table[place]
                : null);
        }
    }

    private bool ReadRow(CsvTable table)
    {
        try
        {
            return table.Read();
        }
        catch (Track123Exception failure)
        {
            this.feed.Abandon(Track123Error.From(failure, this.Path));
            throw;
        }
    }

    private void Add(long? line, Func<string, string?> valueOf, string? whyNotOneValue = null)
    {
        var given = valueOf(nameof(this.CarrierCode));
        var (carrier, whyNot) = whyNotOneValue is null ? this.ReadCarrier(given) : (given, whyNotOneValue);
        var shipTime = valueOf(nameof(this.ShipTime));
        this.WarnOfSlashes(shipTime);
        var row = new ParcelRegistration
        {
            Row = ++this.rows,
            Line = line,
            TrackingNumber = valueOf(nameof(this.TrackingNumber)),
            CarrierCode = whyNot is null ? carrier : given,
            OrderNumber = valueOf(nameof(this.OrderNumber)),
            Country = valueOf(nameof(this.Country)),
            ShipTime = shipTime,
            CustomerEmail = valueOf(nameof(this.CustomerEmail)),
            PostalCode = valueOf(nameof(this.PostalCode)),
            PhoneSuffix = valueOf(nameof(this.PhoneSuffix)),
            Remark = valueOf(nameof(this.Remark)),
            Custom1 = valueOf(nameof(this.Custom1)),
            Custom2 = valueOf(nameof(this.Custom2)),
        };

        if (this.results?.IsFinished(row) == true)
        {
            this.leftOut++;
            this.progress?.LeaveOut();
            return;
        }

        if (whyNot is null)
            this.feed.Add(row);
        else
            this.feed.Reject(row, whyNot);
    }

    private void RejectRow(PSObject row) => this.feed.Reject(
        new ParcelRegistration { Row = ++this.rows },
        row.BaseObject is IDictionary ? HashtableIsNoRow
            : $"The row has no column with a tracking number. {HowToMap(row.Properties.Select(p => p.Name))}");

    private void Write(RegistrationResult result)
    {
        var failure = this.Record(result);
        this.progress?.Count(result.Status);
        this.WriteObject(result);
        if (result.Status is RegistrationStatus.Rejected or RegistrationStatus.Failed)
            this.WriteError(Track123Error.From(result, result.Status.ToString(), result.Line));

        if (failure is not null)
            this.feed.Abandon(Track123Error.From(failure, this.ResultPath));
    }

    private void ShowProgress(long? total)
    {
        if (!Preferences.ShowsProgress(this))
            return;

        this.progress = new RegistrationProgress(this, total, () => this.feed.RateLimitWait);
        this.Meanwhile = this.progress.Show;
    }

    private void OpenResults(string? input = null)
    {
        if (this.ResultPath is not { } given)
            return;

        var path = this.ResolvePath(given);
        if (input is not null && IsSameFile(path, input))
            this.Fail(Track123Error.InvalidRequest("-ResultPath names the file the rows come from. Name another one for the outcomes.", given));

        Func<string, CancellationToken, ResultFile> open = Preferences.IsWhatIf(this) ? ResultFile.Peek : ResultFile.Open;
        this.results = this.Await(token => Task.Run(() => open(path, token), token));
        if (this.results.HadPartialLine)
            this.WriteVerbose($"The last line of '{path}' was torn. It does not count.");
    }

    /// <summary>Adds an outcome to the file. One that can't be written is still given, and all that follow, but no more rows are sent.</summary>
    private Track123Exception? Record(RegistrationResult result)
    {
        try
        {
            this.results?.Add(result);
            return null;
        }
        catch (Track123Exception failure)
        {
            this.results?.Dispose();
            this.results = null;
            return failure;
        }
    }

    private Dictionary<string, int> Locate(IReadOnlyList<string> columns, string path)
    {
        try
        {
            return this.mapping.Locate(columns);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.CsvInvalid(failure.Message, path));
            throw;
        }
    }

    private static string HowToMap(IEnumerable<string> columns) =>
        $"Its columns are {DescribeColumns(columns)}. "
        + "Name the right one with -ColumnMap @{ TrackingNumber = 'your column' }.";

    private static bool IsSameFile(string one, string other) => string.Equals(
        System.IO.Path.GetFullPath(one),
        System.IO.Path.GetFullPath(other),
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);

    private string ResolvePath(string given)
    {
        var path = this.SessionState.Path.GetUnresolvedProviderPathFromPSPath(given, out var provider, out _);
        if (!string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal))
            this.Fail(Track123Error.CsvInvalid($"'{given}' is not in the file system.", given));

        return path;
    }

    private static string? Text(object? value) =>
        LanguagePrimitives.ConvertTo<string?>(ShipTimeTransformationAttribute.Write(value));

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.feed.Dispose();
        this.results?.Dispose();

        // However it ended: by its end, an error, Ctrl+C or what is downstream.
        this.progress?.Complete();
    }
}
