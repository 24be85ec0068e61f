using System.Collections;
using System.Runtime.InteropServices;
using System.Text;
using Track123.Parcels;
using Track123.Validation;

namespace Track123.Commands;

/// <summary>
/// Registers parcels in batches of up to 100 and outputs one result per row, in input order.
/// </summary>
[Cmdlet(VerbsLifecycle.Register, "Track123Tracking", SupportsShouldProcess = true, DefaultParameterSetName = ByNumber)]
[OutputType(typeof(RegistrationResult))]
public sealed class RegisterTrack123TrackingCommand : ParcelFieldsCmdlet
{
    private const string ByFile = "Path";

    private readonly List<(ParcelRow Row, string Reason)> rejectedEarlier = [];
    private ColumnMapping? mapping;
    private PipedRowSource? piped;
    private BatchPipeline<ParcelRow, RegistrationResult>? registrations;
    private RegistrationProgress? progress;
    private ResultFile? results;
    private RetryFile? retries;
    private bool isRegistered;
    private bool hasSkipped;
    private long rows;
    private long skipped;

    /// <summary>The path of a CSV file with one row per parcel.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ByFile)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The column separator of the file. By default, a comma, semicolon or tab is detected.</summary>
    [Parameter(ParameterSetName = ByFile)]
    public char? Delimiter { get; set; }

    /// <summary>
    /// The encoding of the file: a name that PowerShell uses, such as ansi, or a code page, such as 1252. The default
    /// is UTF-8. A byte order mark in the file takes precedence.
    /// </summary>
    [Parameter(ParameterSetName = ByFile)]
    [EncodingTransformation]
    [ArgumentCompleter(typeof(EncodingCompleter))]
    [ValidateNotNull]
    public Encoding? Encoding { get; set; }

    /// <summary>The maximum number of rows per request, from 1 to 100. Smaller batches take longer.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    public int BatchSize { get; set; } = 100;

    /// <summary>
    /// The maximum time that a row waits for a full batch, in seconds or as a time span. After that time, the rows
    /// received so far are sent. With -WhatIf or -Confirm, rows wait until the batch is full or the input ends.
    /// </summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan FlushInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The path of a CSV file to which the result of each row is appended at once, with the columns of the input. Rows
    /// that already have a final result in this file are skipped, so that the same command resumes an interrupted run.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ResultPath { get; set; }

    /// <summary>
    /// The path of a CSV file for the rows that were rejected or failed, in the layout of the input, so that they can
    /// be corrected and registered again. An earlier retry file is replaced.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RetryPath { get; set; }

    /// <summary>Fails if the retry file already exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>
    /// The names of columns that are not recognized by default, such as @{ OrderNumber = 'Document' }. The keys are
    /// parameter names.
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
                "No rows were specified. Pipe rows, or use -TrackingNumber or -Path."));
        }

        this.mapping = this.ReadColumnMap(this.ColumnMap);
        this.piped = new(this, this.mapping);

        // With -Path, the input file is checked before the result file is opened.
        if (this.ParameterSetName != ByFile)
        {
            this.OpenRetries(new());
            this.OpenResults();
            this.StartProgress(this.MyInvocation.ExpectingInput ? null : this.TrackingNumber?.Length);
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == ByFile)
        {
            this.AddFile();
            return;
        }

        foreach (var row in this.piped!.Read())
        {
            this.Add(row);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.skipped > 0)
        {
            this.WriteVerbose(
                $"Skipped {this.skipped} of {this.rows} rows, which have a final result in '{this.ResultPath}'.");
        }

        base.EndProcessing();
        this.EndProgress();
        this.CompleteRetries();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.results?.Dispose();
        this.retries?.Dispose();
    }

    /// <inheritdoc />
    private protected override void StartProgress()
    {
        // It starts when the number of rows is known.
    }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => this.registrations = new(
        this,
        ParcelOperations.Register,
        static (row, number) => (new() { Row = row, TrackingNumber = number }, null),
        this.Write,
        "Register (1 credit each)")
    {
        Credits = 1,
        FinishedRows = () => this.skipped,
        GetWarning = static row => NumberWarnings.Find(row.TrackingNumber, row.CarrierCode),
        BatchSize = () => this.BatchSize,
        FlushInterval = () => Preferences.MayAsk(this) ? null : this.FlushInterval,
    };

    private static IReadOnlyList<(string Name, string? Value)> ReadColumns(ParcelRow row) =>
        InputColumns.Read(row.InputObject.Value, row.TrackingNumber);

    private static bool IsSameFile(string one, string other) => string.Equals(
        System.IO.Path.GetFullPath(one),
        System.IO.Path.GetFullPath(other),
        RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
            ? StringComparison.Ordinal
            : StringComparison.OrdinalIgnoreCase);

    private void AddFile()
    {
        var path = this.ResolvePath(this.Path);
        using var source = new CsvRowSource(this, this.mapping!, path);
        this.OpenRetries(source.Layout, path);
        this.OpenResults(path);
        this.StartProgress(source.RowCount);
        try
        {
            while (source.Read() is { } row)
            {
                this.Add(row);
            }
        }
        catch (Track123Exception failure)
        {
            this.registrations!.Abort(Track123Error.From(failure, this.Path));
        }
    }

    private void Add(InputRow input)
    {
        var number = input.GetField(nameof(this.TrackingNumber));
        var (row, error) = this.ReadRow(
            ++this.rows, input.Line, number, input.GetField, input.IsExportedTracking);
        row = row with { InputObject = new(input.InputObject) };
        error = input.Error ?? error;
        if (input.Error is null && this.results is { } earlier && earlier.IsFinished(row, out var isRejected))
        {
            this.skipped++;
            this.progress!.Skip();
            this.UpdateProgress();
            if (isRejected && this.retries is not null)
            {
                this.rejectedEarlier.Add((row, $"An earlier run rejected the row. The reason is in '{earlier.Path}'."));
            }
        }
        else if (error is null)
        {
            this.registrations!.Add(row);
        }
        else
        {
            this.registrations!.Reject(row, error);
        }
    }

    // A result that can't be written to a file is still output, but no more rows are sent.
    private void Write(RegistrationResult result)
    {
        if (this.results is { } file
            && !this.TryWrite(() => file.Add(result, ReadColumns(result.Source)), this.ResultPath))
        {
            file.Dispose();
            this.results = null;
        }

        if (result.Status is RegistrationStatus.Rejected or RegistrationStatus.Failed)
        {
            this.Retry(result.Source, result.Reason);
        }

        this.isRegistered |= result.Status is RegistrationStatus.Registered or RegistrationStatus.AlreadyRegistered;
        this.hasSkipped |= result.Status == RegistrationStatus.Skipped;
        this.progress!.Count(result.Status);
        this.UpdateProgress();
        this.WriteObject(result);
    }

    private void Retry(ParcelRow row, string reason)
    {
        if (this.retries is { } file
            && !this.TryWrite(() => file.Add(ReadColumns(row), row.TrackingNumber, reason), this.RetryPath))
        {
            file.Dispose();
            this.retries = null;
        }
    }

    private void WriteWarningIfAny(string? warning)
    {
        if (warning is not null)
        {
            this.WriteWarning(warning);
        }
    }

    private bool TryWrite(Func<string?> write, string? path)
    {
        try
        {
            this.WriteWarningIfAny(write());
            return true;
        }
        catch (Track123Exception failure)
        {
            this.registrations!.Abort(Track123Error.From(failure, path));
            return false;
        }
    }

    private void StartProgress(long? total)
    {
        this.progress = new(total, () => this.registrations!.RateLimitDelay);
        this.StartProgress("Registering parcels", this.progress.Describe);
    }

    private void OpenResults(string? input = null)
    {
        if (this.ResultPath is not { } given)
        {
            return;
        }

        var path = this.ResolvePath(given);
        if (input is not null && IsSameFile(path, input))
        {
            this.Fail(Track123Error.InvalidRequest(
                $"-ResultPath '{given}' is the input file. Specify another file for the results.", given));
        }

        Func<string, string?, CancellationToken, ResultFile> open =
            Preferences.IsWhatIf(this) ? ResultFile.Peek : ResultFile.Open;

        // The current connection has no name.
        var account = this.Connection?.Name;
        this.results = this.Await(token => Task.Run(() => open(path, account, token), token));
        if (this.results.HadPartialLine)
        {
            this.WriteVerbose($"The last line of '{path}' is incomplete and was ignored.");
        }
    }

    private void OpenRetries(RetryFileOptions options, string? input = null)
    {
        if (this.RetryPath is not { } given)
        {
            return;
        }

        var path = this.ResolvePath(given);
        var other = input is not null && IsSameFile(path, input) ? "input"
            : this.ResultPath is { } result && IsSameFile(path, this.ResolvePath(result)) ? "result"
            : null;
        if (other is not null)
        {
            this.Fail(Track123Error.InvalidRequest(
                $"-RetryPath '{given}' is the {other} file. Specify another file for the rows to retry.", given));
        }

        try
        {
            this.retries = new(
                path, options with { Replaces = !this.NoClobber, Writes = !Preferences.IsWhatIf(this) });
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, given));
        }
    }

    private void CompleteRetries()
    {
        if (this.retries is not { } file)
        {
            return;
        }

        try
        {
            // Without new rows, the earlier file has these rows, perhaps already corrected.
            if (file.Count > 0 || !File.Exists(file.Path))
            {
                foreach (var (row, reason) in this.rejectedEarlier)
                {
                    this.WriteWarningIfAny(file.Add(ReadColumns(row), row.TrackingNumber, reason));
                }
            }

            if (file.Count > 0)
            {
                this.WriteVerbose($"Wrote {file.Count} rows to '{file.Path}'.");
            }
            else if (this.isRegistered && !this.hasSkipped && this.rejectedEarlier.Count == 0)
            {
                file.DeleteEarlier();
            }
        }
        catch (Track123Exception failure)
        {
            this.WriteError(Track123Error.From(failure, this.RetryPath));
        }
    }

    private string ResolvePath(string given) => this.ResolveFile(
        given, message => Track123Error.CsvInvalid(message, given, action: "Check the path."));
}
