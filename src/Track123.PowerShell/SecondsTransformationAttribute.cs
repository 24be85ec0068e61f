using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Takes a number as seconds. PowerShell's own conversion to a time span takes 5 as five ticks and '5' as five days.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>The longest time taken, in seconds.</summary>
    public double Most { get; init; } = 86_400;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        var seconds = given is TimeSpan time ? time.TotalSeconds
            : given is string text && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                ? TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var written) ? written.TotalSeconds : double.NaN
            : LanguagePrimitives.TryConvertTo<double>(given, CultureInfo.InvariantCulture, out var number) ? number
            : double.NaN;
        return seconds > 0 && seconds <= this.Most
            ? TimeSpan.FromSeconds(seconds)
            : throw new ArgumentTransformationMetadataException(
                $"'{given}' is no time that can be used here. Give seconds, such as 5 or 0.5, or a time span, such as 00:01:00: "
                + $"more than nothing, and no more than {this.Most.ToString(CultureInfo.InvariantCulture)} s.");
    }
}
