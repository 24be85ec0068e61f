using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Converts a number of seconds to a time span. PowerShell's default conversion reads 5 as five ticks and '5' as five
/// days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The maximum number of seconds.</summary>
    public double Max { get; init; } = 86_400;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData.Unwrap();
        return ReadSeconds(given) is { } seconds && seconds > 0 && seconds <= this.Max
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                $"'{given}' is not a valid duration. Use seconds, such as 5 or 0.5, or a time span, such as 00:01:00. "
                + $"It must be more than 0 and at most {this.Max.ToString(CultureInfo.InvariantCulture)} seconds.");
    }

    private static double? ReadSeconds(object? given) => given switch
    {
        TimeSpan time => time.TotalSeconds,
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) => n,
        string text => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time.TotalSeconds : null,
        _ => LanguagePrimitives.TryConvertTo<double>(given, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
