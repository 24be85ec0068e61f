using System.Text;
using Track123.Reports;

namespace Track123;

/// <summary>
/// A report about parcels: one HTML file that asks for nothing else. Parcels are written as they come, to temporary files beside it, so memory does
/// not grow with their number; the file appears, or changes, only with <see cref="Complete"/>, all at once.
/// </summary>
/// <remarks>
/// Everything wrong with the file is a <see cref="Track123Exception"/> of kind <see cref="Track123ErrorKind.InvalidRequest"/>. Whatever goes wrong, a
/// file that was there stays as it was.
/// </remarks>
public sealed class TrackingReport : IDisposable
{
    private readonly TrackingReportOptions options;
    private readonly TimeProvider clock;
    private readonly ReplacementFile file;
    private readonly ReportFigures figures = new();
    private readonly ParcelChunk chunk = new();

    internal TrackingReport(string path, TrackingReportOptions options, TimeProvider clock)
    {
        (this.options, this.clock) = (options, clock);
        this.file = new(path, options);
    }

    /// <summary>Parcels so far.</summary>
    public int Count => this.figures.Count;

    /// <summary>Begins a report. Nothing is seen of it before <see cref="Complete"/>.</summary>
    /// <param name="path">The file, with its folder.</param>
    /// <param name="options">How it is made.</param>
    /// <exception cref="Track123Exception">The file can't be written.</exception>
    public static TrackingReport Create(string path, TrackingReportOptions options) => new(path, options, TimeProvider.System);

    /// <summary>Adds a parcel.</summary>
    /// <param name="parcel">The parcel. It is judged as of the moment it was read from the service.</param>
    /// <exception cref="Track123Exception">It can't be written, as on a full disk.</exception>
    public void Add(Tracking parcel)
    {
        var readAt = parcel.RetrievedAt == default ? this.clock.GetUtcNow() : parcel.RetrievedAt;
        var shown = new ReportParcel(parcel, readAt, this.options.QuietDays);
        this.figures.Add(shown, readAt);
        this.chunk.Add(shown);
        if (this.chunk.IsFull)
            this.file.Do(() => this.chunk.WriteTo(this.file.Data));
    }

    /// <summary>Writes what is left and puts the file in its place.</summary>
    /// <exception cref="Track123Exception">It can't be written, or can't take its place.</exception>
    public void Complete()
    {
        this.file.Do(() =>
        {
            this.chunk.WriteTo(this.file.Data);
            var page = new ReportPage(this.options, this.figures, this.clock.GetUtcNow());
            using (var writer = new StreamWriter(this.file.Page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true))
            {
                writer.NewLine = "\n";
                page.WriteBeforeData(new(writer));
            }

            this.file.AppendData();
            using (var writer = new StreamWriter(this.file.Page, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16, leaveOpen: true))
            {
                writer.NewLine = "\n";
                ReportPage.WriteAfterData(new(writer));
            }
        });
        this.file.TakePlace();
    }

    /// <summary>Takes the temporary files away. Without <see cref="Complete"/> nothing is left of the report.</summary>
    public void Dispose() => this.file.Dispose();
}
