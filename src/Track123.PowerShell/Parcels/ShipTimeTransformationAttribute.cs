using System.Globalization;
using Track123.Json;

namespace Track123.Commands;

/// <summary>
/// Converts a date object to ISO text, because PowerShell's default conversion (<c>03/31/2026 14:30:00</c>) is
/// ambiguous. Other values are returned unchanged.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShipTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Returns a date as text, and other values unchanged.</summary>
    public static object? ToText(object? value) => value.Unwrap() switch
    {
        DateTime time => ServiceTime.Write(time),
        DateTimeOffset time => ServiceTime.Write(time.DateTime),

        // .NET Standard does not have the type DateOnly.
        IFormattable date when date.GetType().FullName == "System.DateOnly" =>
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + " 00:00:00",
        _ => value,
    };

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => ToText(inputData);
}
