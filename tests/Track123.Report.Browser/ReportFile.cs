using System.Text.Json;
using System.Text.Json.Nodes;
using Track123.Parcels;
using Track123.Reports;

namespace Track123.Testing.Reports;

/// <summary>Writes one report from records in the service's format.</summary>
internal static class ReportFile
{
    /// <summary>The time at which all records were retrieved.</summary>
    public static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);

    public static void Write(string path, string title, IEnumerable<JsonObject> records)
    {
        using var report = TrackingReport.Create(path, new(title));
        foreach (var record in records)
        {
            report.Add(record.Deserialize(ParcelJson.Lenient.Tracking)!.Complete(Now));
        }

        report.Complete();
    }
}
