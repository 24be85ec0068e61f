using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Writes a date object as text before PowerShell does: its own conversion (<c>03/31/2026 14:30:00</c>) would have to
/// be guessed at again. Text is taken as it is.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShipTimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) => Write(inputData);

    /// <summary>A date as text; anything else as it is.</summary>
    public static object? Write(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => value,
    };
}
