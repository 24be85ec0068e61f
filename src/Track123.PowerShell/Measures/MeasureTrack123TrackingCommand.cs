using Track123.Measures;
using Track123.Records;

namespace Track123.Commands;

/// <summary>
/// Measures delivery performance: transit days, on-time deliveries, exceptions and late parcels, of all parcels or by
/// carrier, lane and month.
/// </summary>
[Cmdlet(VerbsDiagnostic.Measure, "Track123Tracking")]
[OutputType(typeof(TrackingMeasure))]
public sealed class MeasureTrack123TrackingCommand : Track123Cmdlet
{
    private MeasureTable? table;

    /// <summary>
    /// The parcels from Get-Track123Tracking, or their records from ConvertTo-Track123Record, also from a file.
    /// </summary>
    // Accepts any object. Otherwise PowerShell would skip objects of other types without an error.
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public PSObject?[]? InputObject { get; set; } = [];

    /// <summary>
    /// The properties by which parcels are grouped. Several properties make one group per combination. By default, all
    /// parcels are one group.
    /// </summary>
    [Parameter(Position = 0)]
    [ValidateNotNull]
    public TrackingMeasureGroup[] GroupBy { get; set; } = [];

    /// <inheritdoc />
    protected override void BeginProcessing() => this.table = new([.. this.GroupBy.Distinct()]);

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (var input in this.InputObject ?? [null])
        {
            var tracking = input?.BaseObject as Tracking
                ?? (input is null ? null : TrackingRecordReader.Read(name => ReadColumn(input, name)));
            if (tracking is null)
            {
                this.WriteError(Track123Error.InvalidRequest(DescribeWrongType(input), input));
                continue;
            }

            this.table!.Add(tracking);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        this.WriteVerbose($"Measured {this.table!.Count} parcels.");
        foreach (var measure in this.table.Create())
        {
            this.WriteObject(measure);
        }
    }

    private static object? ReadColumn(PSObject row, string name) =>
        row.Properties[name]?.Value is PSObject { BaseObject: var value } ? value : row.Properties[name]?.Value;

    private static string DescribeWrongType(PSObject? input)
    {
        var type = input is null ? "null" : $"'{input.TypeNames.FirstOrDefault()}'";
        var hint = type.Contains("Deserialized.")
            ? "It is a copy from a job, a remote session or a file. Use ConvertTo-Track123Record where parcels are "
                + "read, and measure the records."
            : "Pipe parcels from Get-Track123Tracking or their records from ConvertTo-Track123Record. Records "
                + "need at least TrackingNumber, TransitStatusText and RetrievedUtcTime.";
        return $"The input {type} can't be measured. {hint}";
    }
}
