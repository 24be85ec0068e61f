using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Converts a number to a time span of that many seconds. PowerShell's own conversion reads 5 as five ticks and '5' as
/// five days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The maximum number of seconds.</summary>
    public double Max { get; init; } = 86_400;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return ReadSeconds(given) is { } seconds && seconds > 0 && seconds <= this.Max
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                $"'{given}' can't be used here. Give seconds, such as 5 or 0.5, or a time span, such as 00:01:00: "
                + $"more than 0 s, at most {this.Max.ToString(CultureInfo.InvariantCulture)} s.");
    }

    private static double? ReadSeconds(object? given) => given switch
    {
        TimeSpan time => time.TotalSeconds,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
        string text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.TotalSeconds : null,
        _ => LanguagePrimitives.TryConvertTo<double>(given, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
