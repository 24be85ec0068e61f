namespace Track123.Measures;

/// <summary>The figures of a group of parcels. Their size does not depend on the number of parcels.</summary>
internal sealed class ParcelMeasure
{
    /// <summary>The number of parcels.</summary>
    public int Count { get; private set; }

    public int DeliveredCount { get; private set; }

    /// <summary>The days that delivered parcels were in transit.</summary>
    public DayHistogram DeliveredDays { get; } = new();

    /// <summary>The days that the other parcels have been in transit.</summary>
    public DayHistogram UndeliveredDays { get; } = new();

    /// <summary>The number of parcels whose days are known.</summary>
    public int DaysCount => this.DeliveredDays.Count + this.UndeliveredDays.Count;

    public int OnTimeCount { get; private set; }

    /// <summary>The number of delivered parcels of which it is known whether they were on time.</summary>
    public int AnnouncedCount { get; private set; }

    public int ExceptionCount { get; private set; }

    /// <summary>The number of parcels whose announced window or day is over.</summary>
    public int LateCount { get; private set; }

    /// <summary>Adds a parcel.</summary>
    public void Add(MeasuredParcel parcel)
    {
        this.Count++;
        this.DeliveredCount += parcel.IsDelivered ? 1 : 0;
        this.OnTimeCount += parcel.IsOnTime == true ? 1 : 0;
        this.AnnouncedCount += parcel.IsOnTime is null ? 0 : 1;
        this.ExceptionCount += parcel.NeedsAttention ? 1 : 0;
        this.LateCount += parcel.Late.Reason == LateReason.Announced ? 1 : 0;
        if (parcel.Days is { } days)
        {
            (parcel.IsDelivered ? this.DeliveredDays : this.UndeliveredDays).Add(days);
        }
    }

    /// <summary>Adds another group.</summary>
    public void Add(ParcelMeasure other)
    {
        this.Count += other.Count;
        this.DeliveredCount += other.DeliveredCount;
        this.DeliveredDays.Add(other.DeliveredDays);
        this.UndeliveredDays.Add(other.UndeliveredDays);
        this.OnTimeCount += other.OnTimeCount;
        this.AnnouncedCount += other.AnnouncedCount;
        this.ExceptionCount += other.ExceptionCount;
        this.LateCount += other.LateCount;
    }
}
