using System.Globalization;
using System.Runtime.InteropServices;
using Track123.Json;

namespace Track123.Reports;

/// <summary>Why a parcel counts as late.</summary>
internal enum LateReason
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>The announced day or window of delivery is over.</summary>
    Announced,

    /// <summary>No day is announced, and nothing has been heard of it for long.</summary>
    Quiet,
}

/// <summary>Whether a parcel is late, and by how many whole days.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Lateness(LateReason Reason, int Days)
{
    // Where a zone is unknown, a day is over only once it is over in the last place on Earth.
    private static readonly TimeSpan LastZone = TimeSpan.FromHours(12);

    /// <summary>
    /// Late is a parcel neither delivered nor expired whose announced window or day of delivery is over. Without one, a parcel on the way of which
    /// nothing has been heard for <paramref name="quietDays"/> days.
    /// </summary>
    public static Lateness Of(Tracking parcel, DateTimeOffset asOf, int quietDays)
    {
        if (parcel.IsFinal)
            return default;

        if (parcel.ExpectedDeliveryWindow?.End is { } end)
            return asOf > end ? new(LateReason.Announced, WholeDays(asOf - end)) : default;

        if (AnnouncedDay(parcel) is { } day)
        {
            return asOf.UtcDateTime - day > TimeSpan.FromDays(1) + LastZone
                ? new(LateReason.Announced, WholeDays(asOf.UtcDateTime - day))
                : default;
        }

        return IsOnTheWay(parcel) && QuietFor(parcel, asOf) is { } quiet && quiet >= quietDays ? new(LateReason.Quiet, quiet) : default;
    }

    /// <summary>True for a parcel that moves, or should.</summary>
    public static bool IsOnTheWay(Tracking parcel) =>
        parcel.TransitStatus is TransitStatus.InTransit or TransitStatus.WaitingDelivery or TransitStatus.DeliveryFailed;

    /// <summary>The announced window or day of delivery, for people; empty if there is none.</summary>
    public static string Announcement(Tracking parcel) => parcel.ExpectedDeliveryWindow?.End is { } end
        ? end.ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture)
        : AnnouncedDay(parcel) is { } day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : PlainText.Clean(parcel.ExpectedDelivery);

    private static DateTime? AnnouncedDay(Tracking parcel) => ServiceTime.ReadLocal(parcel.ExpectedDelivery)?.Date;

    private static int? QuietFor(Tracking parcel, DateTimeOffset asOf)
    {
        var heard = parcel.LastEvent is not { } last ? null
            : last.Time?.UtcDateTime ?? (last.LocalTime is { } local && local < DateTime.MaxValue - LastZone ? local + LastZone : null);
        return heard is { } time ? WholeDays(asOf.UtcDateTime - time) : parcel.StayDays;
    }

    private static int WholeDays(TimeSpan time) => (int)Math.Floor(time.TotalDays);
}
