using System.Globalization;
using System.Runtime.InteropServices;
using Track123.Common;
using Track123.Json;

namespace Track123.Measures;

/// <summary>The reason why a parcel is late.</summary>
internal enum LateReason
{
    /// <summary>The parcel is not late.</summary>
    None,

    /// <summary>The announced day or window of delivery has passed.</summary>
    Announced,

    /// <summary>No day is announced, and there has been no event for a long time.</summary>
    Quiet,
}

/// <summary>Whether a parcel is late, and by how many whole days.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Lateness(LateReason Reason, int Days)
{
    // If the time zone is unknown, a day is over only when it is over in every time zone.
    private static readonly TimeSpan LastZone = TimeSpan.FromHours(12);

    /// <summary>
    /// Returns whether a parcel is late: neither delivered nor expired, and its announced window or day of delivery is
    /// over; without one, in transit without news for <paramref name="quietDays"/> days.
    /// </summary>
    public static Lateness Of(Tracking parcel, DateTimeOffset asOf, int quietDays)
    {
        if (parcel.IsFinal)
        {
            return default;
        }

        if (parcel.ExpectedDeliveryWindow?.End is { } end)
        {
            return asOf > end ? new(LateReason.Announced, WholeDays(asOf - end)) : default;
        }

        if (AnnouncedDay(parcel) is { } day)
        {
            return IsOver(day, asOf) ? new(LateReason.Announced, WholeDays(asOf.UtcDateTime - day)) : default;
        }

        return IsInTransit(parcel) && QuietFor(parcel, asOf) is { } quiet && quiet >= quietDays
            ? new(LateReason.Quiet, quiet)
            : default;
    }

    /// <summary>
    /// Returns whether a delivered parcel arrived within its announced window or by its announced day, at the place of
    /// delivery; null if the announced or the actual time is unknown.
    /// </summary>
    public static bool? IsOnTime(Tracking parcel)
    {
        var last = parcel.LastEvent;
        var local = last?.LocalTime ?? (last?.Time is null ? parcel.DeliveredTime : null);
        if (parcel.ExpectedDeliveryWindow?.End is { } end)
        {
            return last?.Time is { } time ? time <= end : local is { } same ? same <= end.DateTime : null;
        }

        if (AnnouncedDay(parcel) is not { } day)
        {
            return null;
        }

        return local is { } at ? at.Date <= day
            : last?.Time is not { } moment ? null
            : ServiceTime.ReadZone(last.TimeZone) is null ? !IsOver(day, moment)
            : moment.DateTime.Date <= day;
    }

    /// <summary>
    /// Returns the whole days since the last event, else since registration, else as the service counts them; null if
    /// they are unknown. If the time zone is unknown, the days are at least this many in every time zone.
    /// </summary>
    public static int? SilentDays(Tracking parcel, DateTimeOffset asOf)
    {
        var days = SinceLastEvent(parcel, asOf) is { } known ? WholeDays(known)
            : asOf.UtcDateTime - LastZone - parcel.CreatedTime is { } registered ? WholeDays(registered)
            : parcel.StayDays;
        return days is { } count ? Math.Max(0, count) : null;
    }

    /// <summary>Returns whether a parcel is in transit or should be.</summary>
    public static bool IsInTransit(Tracking parcel) => parcel.TransitStatus
        is TransitStatus.InTransit or TransitStatus.WaitingDelivery or TransitStatus.DeliveryFailed;

    /// <summary>Formats the announced window or day of delivery; empty if there is none.</summary>
    public static string Announcement(Tracking parcel) =>
        parcel.ExpectedDeliveryWindow?.End?.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        ?? AnnouncedDay(parcel)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        ?? TerminalText.ToSingleLine(parcel.ExpectedDelivery);

    private static bool IsOver(DateTime day, DateTimeOffset time) =>
        time.UtcDateTime - day > TimeSpan.FromDays(1) + LastZone;

    private static DateTime? AnnouncedDay(Tracking parcel) => ServiceTime.ReadLocal(parcel.ExpectedDelivery)?.Date;

    private static int? QuietFor(Tracking parcel, DateTimeOffset asOf) =>
        SinceLastEvent(parcel, asOf) is { } quiet ? WholeDays(quiet) : parcel.StayDays;

    private static TimeSpan? SinceLastEvent(Tracking parcel, DateTimeOffset asOf)
    {
        var last = parcel.LastEvent;
        var local = last?.LocalTime < DateTime.MaxValue - LastZone ? last.LocalTime + LastZone : null;
        return asOf.UtcDateTime - (last?.Time?.UtcDateTime ?? local);
    }

    private static int WholeDays(TimeSpan time) => (int)Math.Floor(time.TotalDays);
}
