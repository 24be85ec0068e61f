using Track123.Reports;

namespace Track123.Commands;

/// <summary>
/// Writes a report about parcels: one HTML file that loads nothing else and can be opened, mailed and printed. The file
/// changes only when everything is written.
/// </summary>
[Cmdlet(VerbsData.Export, "Track123Report", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrack123ReportCommand : Track123Cmdlet
{
    private TrackingReport? report;
    private string file = "";

    /// <summary>The parcels, as Get-Track123Tracking outputs them. Without any, the report says so.</summary>
    // It takes anything: an object that does not bind would be skipped, and the report would lack it.
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>The file to write. An existing file is replaced. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The title of the page. 'Parcels' by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Parcels";

    /// <summary>
    /// Days without news after which a parcel in transit counts as late, if no day of delivery was announced. 7 by
    /// default.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 365)]
    public int LateAfterDays { get; set; } = 7;

    /// <summary>Replaces a file that is write-protected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails if the file exists already.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Outputs the file. By default there is no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.file = this.ResolvePath();
        if (!this.ShouldProcess(this.file, "Export report"))
        {
            return;
        }

        // Created before anything is read, so that a wrong path is reported at once.
        var options = new TrackingReportOptions(this.Title, this.LateAfterDays, this.Force, this.NoClobber);
        this.Do(() => this.report = TrackingReport.Create(this.file, options));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (var piped in this.report is null ? [] : this.InputObject ?? [null])
        {
            this.Do(() => this.report!.Add(piped?.BaseObject as Tracking ?? throw NotAParcel(piped)));
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (this.report is { } open)
        {
            this.Do(open.Complete);
            this.WriteVerbose($"Wrote {open.Count} parcels to '{this.file}'.");
        }

        if (this.PassThru)
        {
            this.WriteObject(new FileInfo(this.file));
        }
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        this.report?.Dispose();
        base.Dispose(disposing);
    }

    private static Track123Exception NotAParcel(PSObject? piped)
    {
        var type = piped is null ? "nothing" : $"a {piped.TypeNames.FirstOrDefault()}";
        var hint = type.Contains("Deserialized.")
            ? " What a job, another session or a file returns is a copy: write the report where the parcels are read."
            : "";
        return new(
            Track123ErrorKind.InvalidRequest,
            $"A report needs parcels from Get-Track123Tracking, and this is {type}. Nothing was written.{hint}");
    }

    private string ResolvePath()
    {
        var path = this.SessionState.Path.GetUnresolvedProviderPathFromPSPath(this.Path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            this.Fail(Track123Error.InvalidRequest($"'{this.Path}' is not in the file system.", this.Path));
        }

        return path;
    }

    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, this.file));
        }
    }
}
