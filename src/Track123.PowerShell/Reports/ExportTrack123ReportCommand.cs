namespace Track123.Commands;

/// <summary>
/// Writes a report about parcels: one HTML file that asks for nothing else and can be opened, mailed and printed. The file changes only once all is
/// written.
/// </summary>
[Cmdlet(VerbsData.Export, "Track123Report", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(FileInfo))]
public sealed class ExportTrack123ReportCommand : Track123Cmdlet
{
    private TrackingReport? report;
    private string file = "";

    /// <summary>The parcels, as Get-Track123Tracking gives them. Without any, the report says that there are none.</summary>
    // It takes anything: what does not bind would be passed over, and a good report be replaced by one that lacks it.
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>The file to write. One that is there is replaced. Its folder has to be there.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The title of the page. 'Parcels' by default.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Title { get; set; }

    /// <summary>
    /// Days without news after which a parcel on its way counts as late, where its carrier announced no day of delivery. 7 by default.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 365)]
    public int LateAfterDays { get; set; } = 7;

    /// <summary>Replaces a file that is write-protected.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Leaves a file that is there as it is, and fails.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Gives the file. By default nothing is given.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        this.file = this.ResolvePath();
        if (!this.ShouldProcess(this.file, "Export report"))
            return;

        // Begun before anything is read, so that a path that is no good is told of at once.
        this.Do(() => this.report = TrackingReport.Create(this.file, new()
        {
            Title = this.Title ?? new TrackingReportOptions().Title,
            QuietDays = this.LateAfterDays,
            ReplaceReadOnly = this.Force,
            KeepExisting = this.NoClobber,
        }));
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (this.report is not { } open)
            return;

        this.Do(() =>
        {
            foreach (var piped in this.InputObject ?? [null])
                open.Add(piped?.BaseObject as Tracking ?? throw NoParcel(piped));
        });
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
            this.WriteObject(new FileInfo(this.file));
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        this.report?.Dispose();
        base.Dispose(disposing);
    }

    private static Track123Exception NoParcel(PSObject? piped)
    {
        var what = piped is null ? "nothing" : $"a {piped.TypeNames.FirstOrDefault() ?? piped.BaseObject.GetType().FullName}";
        var copy = what.Contains("Deserialized.") ? " What a job, another session or a file gives back is a copy: write the report where the parcels are read." : "";
        return new(Track123ErrorKind.InvalidRequest, $"A report is made of parcels as Get-Track123Tracking gives them, and this is {what}. Nothing was written.{copy}");
    }

    private string ResolvePath()
    {
        var path = this.SessionState.Path.GetUnresolvedProviderPathFromPSPath(this.Path, out var provider, out _);
        if (!string.Equals(provider.Name, "FileSystem", StringComparison.Ordinal))
            this.Fail(Track123Error.InvalidRequest($"'{this.Path}' is not in the file system.", this.Path));

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
