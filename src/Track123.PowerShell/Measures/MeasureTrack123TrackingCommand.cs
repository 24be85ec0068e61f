using Track123.Measures;

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
    /// The parcels from Get-Track123Tracking, their copies from a job or a file, or their records from
    /// ConvertTo-Track123Record.
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
            if (TrackingInput.Read(input) is { } tracking)
            {
                this.table!.Add(tracking);
            }
            else
            {
                var message = $"The input {TrackingInput.DescribeType(input)} can't be measured. Pipe parcels from "
                    + "Get-Track123Tracking, their copies from a job or a file, or their records from "
                    + "ConvertTo-Track123Record. Records need at least TrackingNumber, TransitStatusText and "
                    + "RetrievedUtcTime.";
                this.WriteError(Track123Error.InvalidRequest(message, input));
            }
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
}
