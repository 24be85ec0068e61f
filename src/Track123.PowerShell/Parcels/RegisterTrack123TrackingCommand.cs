using System.Collections;
using System.Runtime.InteropServices;
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
    private MappedRowSource? mapped;
    private BatchPipeline<ParcelRow, RegistrationResult>? registrations;
    private RegistrationProgress? progress;
    private ResultFile? results;
    private long rows;
    private long skipped;

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

        this.mapped = new(this, this.mapping);

        // If there is a file to read, that is checked first.
        if (this.ParameterSetName != ByFile)
        {
            this.OpenResults();
            this.ShowProgress(this.MyInvocation.ExpectingInput ? null : this.TrackingNumber?.Length);
        }
    }

    /// <inheritdoc />
    private protected override BatchPipeline CreatePipeline() => this.registrations = new(
        this, ParcelOperations.Register, static (row, number) => (new() { Row = row, TrackingNumber = number }, null), this.Write, "Register (1 credit each)")
    {
        BatchSize = () => this.BatchSize,
        FlushInterval = () => Preferences.MayAsk(this) ? null : this.FlushInterval,
    };

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.ParameterSetName == ByFile)
        {
            this.AddFile();
        }
        else if (this.mapping.HasMappings && this.InputObject is { BaseObject: not IDictionary } row && !IsNumber(row))
        {
            this.Add(this.mapped!.Read(row));
        }
        else if (this.ReadNumbers() is { } numbers)
        {
            var error = this.FindListError();
            foreach (var number in numbers)
            {
                this.Add(new(name => name == nameof(this.TrackingNumber) ? number : this.GetField(name), Error: error));
            }
        }
        else
        {
            this.Add(MappedRowSource.WithoutNumber(this.InputObject!));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.skipped > 0)
        {
            this.WriteVerbose($"Left out {this.skipped} of {this.rows} rows: '{this.results!.Path}' has a final outcome for them.");
        }

        base.EndProcessing();
        this.progress?.Complete();
    }

    private void AddFile()
    {
        var path = this.ResolvePath(this.Path);
        using var source = new CsvRowSource(this, this.mapping, path);
        this.OpenResults(path);
        this.ShowProgress(source.RowCount);
        try
        {
            while (source.Read() is { } row)
            {
                this.Add(row);
            }
        }
        catch (Track123Exception failure)
        {
            this.registrations!.Abandon(Track123Error.From(failure, this.Path));
        }
    }

    private void Add(InputRow input)
    {
        var (row, error) = this.ReadRow(++this.rows, input.Line, input.GetField(nameof(this.TrackingNumber)), input.GetField);
        error = input.Error ?? error;
        if (this.results?.IsFinished(row) == true)
        {
            this.skipped++;
            this.progress?.Skip();
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

    private void Write(RegistrationResult result)
    {
        var failure = this.Record(result);
        this.progress?.Count(result.Status);
        this.WriteOutcome(result);
        if (failure is not null)
        {
            this.registrations!.Abandon(Track123Error.From(failure, this.ResultPath));
        }
    }

    private void ShowProgress(long? total)
    {
        if (!Preferences.ShowsProgress(this))
            return;

        this.progress = new RegistrationProgress(this, total, () => this.registrations!.RateLimitDelay);
        this.OnWaiting = this.progress.Show;
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

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        this.results?.Dispose();

        // However it ended: by its end, an error, Ctrl+C or what is downstream.
        this.progress?.Complete();
    }
}
