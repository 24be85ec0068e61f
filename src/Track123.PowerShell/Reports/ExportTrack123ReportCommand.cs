using Track123.Reports;

namespace Track123.Commands;

/// <summary>
/// Writes a report about parcels as a single HTML file that needs no other files. An existing file is replaced only
/// when the new report is complete.
/// </summary>
[Cmdlet(VerbsData.Export, "Track123Report", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrack123ReportCommand : Track123Cmdlet
{
    private TrackingReport? report;
    private string file = "";

    /// <summary>
    /// The parcels from Get-Track123Tracking, their copies from a job or a file, or their records from
    /// ConvertTo-Track123Record. The report can also be empty.
    /// </summary>
    // Accepts any object. Otherwise PowerShell would skip objects of other types, and the report would lack them.
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>The file to write. An existing file is replaced. Its folder must exist.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The title of the page. The default is 'Parcels'.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "Parcels";

    /// <summary>
    /// The number of days without an event after which a parcel in transit counts as late, if no delivery date was
    /// announced. The default is 7.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 365)]
    public int LateAfterDays { get; set; } = 7;

    /// <summary>
    /// The number of complete days whose figures are compared with those of as many days before. The default is 7.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 90)]
    public int PeriodDays { get; set; } = 7;

    /// <summary>Replaces the file even if it is write-protected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Fails if the file already exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Outputs the file. By default there is no output.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.file = this.ResolveFile(this.Path);
        if (!this.ShouldProcess(this.file, "Export report"))
        {
            return;
        }

        // Created before any parcel is read, so that an invalid path is reported at once.
        var options = new TrackingReportOptions(
            this.Title, this.LateAfterDays, this.PeriodDays, this.Force, this.NoClobber);
        this.Do(() => this.report = TrackingReport.Create(this.file, options));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (var input in this.report is null ? [] : this.InputObject ?? [null])
        {
            this.Do(() => this.report!.Add(TrackingInput.Read(input) ?? throw NotAParcel(input)));
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

    private static Track123Exception NotAParcel(PSObject? input) => new(
        Track123ErrorKind.InvalidRequest,
        $"A report needs parcels from Get-Track123Tracking, their copies from a job or a file, or their records from "
        + $"ConvertTo-Track123Record, but the input is {TrackingInput.DescribeType(input)}. No report was written.");

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
