namespace Track123.Measures;

/// <summary>
/// What happened to parcels on each of the last days. Earlier days are dropped, so its size does not depend on the
/// number of parcels.
/// </summary>
/// <param name="maxDays">The number of days that are kept, before the day of the latest reading.</param>
internal sealed class DailyMeasures(int maxDays)
{
    private readonly SortedDictionary<DateTime, DayMeasure> days = [];
    private DateTime today;

    /// <summary>The first day on which anything happened; null if there is none.</summary>
    public DateTime? FirstDay => this.days.Count > 0 ? this.days.Keys.First() : null;

    /// <summary>Adds a parcel and the time it was read from the service.</summary>
    public void Add(MeasuredParcel parcel, DateTimeOffset readAt)
    {
        if (readAt.UtcDateTime.Date > this.today)
        {
            this.today = readAt.UtcDateTime.Date;
            foreach (var day in this.days.Keys.TakeWhile(day => !this.IsKept(day)).ToList())
            {
                this.days.Remove(day);
            }
        }

        this.At(parcel.RegisteredDay)?.AddRegistered();
        this.At(parcel.ExceptionDay)?.AddException();
        this.At(parcel.DeliveredDay)?.Delivered.Add(parcel);
    }

    /// <summary>Returns the sum of several days. The last one is included.</summary>
    public DayMeasure Sum(DateTime first, DateTime last)
    {
        var sum = new DayMeasure();
        foreach (var day in this.days.Where(day => day.Key >= first && day.Key <= last))
        {
            sum.Add(day.Value);
        }

        return sum;
    }

    private bool IsKept(DateTime day) => day <= this.today && (this.today - day).TotalDays <= maxDays;

    private DayMeasure? At(DateTime? day)
    {
        if (day is not { } known || !this.IsKept(known))
        {
            return null;
        }

        if (!this.days.TryGetValue(known, out var measure))
        {
            this.days[known] = measure = new();
        }

        return measure;
    }
}
