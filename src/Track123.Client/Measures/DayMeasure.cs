namespace Track123.Measures;

/// <summary>What happened to parcels on one day, or on several days together.</summary>
internal sealed class DayMeasure
{
    /// <summary>The number of parcels registered.</summary>
    public int RegisteredCount { get; private set; }

    /// <summary>The number of parcels that had their first exception or failed delivery.</summary>
    public int ExceptionCount { get; private set; }

    /// <summary>The figures of the parcels delivered.</summary>
    public ParcelMeasure Delivered { get; } = new();

    public void AddRegistered() => this.RegisteredCount++;

    public void AddException() => this.ExceptionCount++;

    /// <summary>Adds another day.</summary>
    public void Add(DayMeasure other)
    {
        this.RegisteredCount += other.RegisteredCount;
        this.ExceptionCount += other.ExceptionCount;
        this.Delivered.Add(other.Delivered);
    }
}
