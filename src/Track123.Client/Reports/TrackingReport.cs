using System.Text;
using Track123.Common;

namespace Track123.Reports;

/// <summary>
/// A report about parcels: one HTML file that loads nothing else. Parcels are written as they come, to temporary files
/// in its folder, so memory does not grow with their number. The file appears, or changes, only with
/// <see cref="Complete"/>. Errors are of kind <see cref="Track123ErrorKind.InvalidRequest"/>.
/// </summary>
internal sealed class TrackingReport : IDisposable
{
    private readonly string path;
    private readonly TrackingReportOptions options;
    private readonly TimeProvider clock;
    private readonly AtomicFile? file;
    private readonly FileStream? data;
    private readonly ReportFigures figures;
    private readonly List<ReportParcel> chunk = new(ReportData.ChunkSize);

    private TrackingReport(string path, TrackingReportOptions options, TimeProvider clock)
    {
        (this.path, this.options, this.clock) = (path, options, clock);
        this.figures = new(options.PeriodDays);
        try
        {
            this.path = AtomicFile.ResolveLink(path);
            this.Validate();
            this.file = new(this.path);
            this.data = AtomicFile.CreateTemporary(this.path, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e.IsFileError())
        {
            this.file?.Dispose();
            throw this.Error(e.Message, e);
        }
    }

    /// <summary>The number of parcels so far.</summary>
    public int Count => this.figures.Count;

    /// <summary>Starts a report in a file.</summary>
    public static TrackingReport Create(string path, TrackingReportOptions options) =>
        new(path, options, TimeProvider.System);

    /// <summary>Adds a parcel and the time it was read from the service.</summary>
    public void Add(Tracking tracking)
    {
        var readAt = tracking.RetrievedTime == default ? this.clock.GetUtcNow() : tracking.RetrievedTime;
        var parcel = new ReportParcel(tracking, readAt, this.options.QuietDays);
        this.figures.Add(parcel, readAt);
        this.chunk.Add(parcel);
        if (this.chunk.Count == ReportData.ChunkSize)
        {
            this.Do(this.WriteChunk);
        }
    }

    /// <summary>Writes the rest and puts the file in its place.</summary>
    public void Complete() => this.Do(() =>
    {
        this.WriteChunk();
        var page = new ReportPage(this.options, this.figures, this.clock.GetUtcNow());
        this.WriteHtml(page.BeforeData());
        this.data!.Position = 0;
        this.data.CopyTo(this.file!.Stream);
        this.WriteHtml(ReportPage.AfterData());

        // Checked again, because the file may have been created or write-protected in the meantime.
        this.Validate();
        this.file.Commit();
    });

    /// <summary>Deletes the temporary files. Without <see cref="Complete"/> nothing is left of the report.</summary>
    public void Dispose()
    {
        this.file?.Dispose();
        this.data?.Dispose();
    }

    private void WriteChunk()
    {
        ReportData.Write(this.data!, this.chunk);
        this.chunk.Clear();
    }

    private void WriteHtml(FormattableString html)
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var writer = new StreamWriter(this.file!.Stream, encoding, bufferSize: 1 << 16, leaveOpen: true);
        new HtmlWriter(writer).Write(html);
    }

    private void Validate()
    {
        if (Directory.Exists(this.path))
        {
            throw this.Error("it is a folder.");
        }

        if (!Directory.Exists(Path.GetDirectoryName(this.path)))
        {
            throw this.Error("its folder does not exist.");
        }

        if (!File.Exists(this.path))
        {
            return;
        }

        if (this.options.KeepExisting)
        {
            throw this.Error("it already exists.");
        }

        if (!this.options.ReplaceReadOnly && File.GetAttributes(this.path).HasFlag(FileAttributes.ReadOnly))
        {
            throw this.Error("it is write-protected.");
        }
    }

    private void Do(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw this.Error(e.Message, e);
        }
    }

    private Track123Exception Error(string reason, Exception? inner = null) =>
        new(Track123ErrorKind.InvalidRequest, $"Can't write report '{this.path}': {reason}", inner);
}
