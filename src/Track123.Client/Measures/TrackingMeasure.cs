using Track123.Measures;

namespace Track123;

/// <summary>The delivery performance of a group of parcels.</summary>
public sealed class TrackingMeasure
{
    internal TrackingMeasure(string? carrier, string? lane, string? month, ParcelMeasure measure)
    {
        (this.Carrier, this.Lane, this.Month) = (carrier, lane, month);
        this.Count = measure.Count;
        this.Delivered = measure.DeliveredCount;
        this.MedianTransitDays = measure.DeliveredDays.Percentile(0.5);
        this.Percentile90TransitDays = measure.DeliveredDays.Percentile(0.9);
        this.OnTimeShare = Share(measure.OnTimeCount, measure.AnnouncedCount);
        this.OnTimeCount = measure.OnTimeCount;
        this.AnnouncedCount = measure.AnnouncedCount;
        this.ExceptionShare = Share(measure.ExceptionCount, measure.Count);
        this.ExceptionCount = measure.ExceptionCount;
        this.LateNow = measure.LateCount;
    }

    /// <summary>
    /// The main carrier's name, or its code if the service sends no name; empty if it is unknown; null if parcels are
    /// not grouped by carrier.
    /// </summary>
    public string? Carrier { get; }

    /// <summary>
    /// The countries of origin and destination, such as <c>CN&gt;DE</c>. An unknown country is omitted. Null if parcels
    /// are not grouped by lane.
    /// </summary>
    public string? Lane { get; }

    /// <summary>
    /// The month of shipment, else of registration, such as <c>2026-03</c>; empty if both are unknown; null if parcels
    /// are not grouped by month.
    /// </summary>
    public string? Month { get; }

    /// <summary>The number of parcels.</summary>
    public int Count { get; }

    /// <summary>The number of delivered parcels.</summary>
    public int Delivered { get; }

    /// <summary>
    /// The number of whole days within which at least half of the delivered parcels arrived; null if none is known.
    /// </summary>
    public int? MedianTransitDays { get; }

    /// <summary>
    /// The number of whole days within which at least 90 % of the delivered parcels arrived; null if none is known.
    /// </summary>
    public int? Percentile90TransitDays { get; }

    /// <summary>
    /// <see cref="OnTimeCount"/> divided by <see cref="AnnouncedCount"/>, from 0 to 1; null if there are no such
    /// parcels.
    /// </summary>
    public double? OnTimeShare { get; }

    /// <summary>The number of parcels delivered within their announced window or by their announced day.</summary>
    public int OnTimeCount { get; }

    /// <summary>The number of delivered parcels whose announced window or day and time of delivery are known.</summary>
    public int AnnouncedCount { get; }

    /// <summary>
    /// <see cref="ExceptionCount"/> divided by <see cref="Count"/>, from 0 to 1; null if there are no parcels.
    /// </summary>
    public double? ExceptionShare { get; }

    /// <summary>
    /// The number of parcels that need attention: their status is <see cref="TransitStatus.Abnormal"/>,
    /// <see cref="TransitStatus.DeliveryFailed"/> or <see cref="TransitStatus.Expired"/>.
    /// </summary>
    public int ExceptionCount { get; }

    /// <summary>
    /// The number of parcels that were neither delivered nor expired when they were read, although their announced
    /// window or day was over.
    /// </summary>
    public int LateNow { get; }

    /// <inheritdoc />
    public override string ToString() => string.Join(
        " ", new[] { this.Carrier, this.Lane, this.Month, $"{this.Count}" }.Where(text => !string.IsNullOrEmpty(text)));

    private static double? Share(int count, int all) => all == 0 ? null : (double)count / all;
}
