using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Track123.Common;

namespace Track123.Reports;

/// <summary>
/// Writes HTML. The literal part of an interpolated string is markup; every value in it is escaped, except for another
/// interpolated string. No plain string can be written, so no text of the service becomes markup.
/// </summary>
internal sealed class HtmlWriter(TextWriter writer) : IFormatProvider, ICustomFormatter
{
    /// <summary>Empty markup, for optional parts.</summary>
    public static readonly FormattableString Nothing = $"";

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public void Write(FormattableString html) => writer.Write(html.ToString(this) + "\n");

    object? IFormatProvider.GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    string ICustomFormatter.Format(string? format, object? arg, IFormatProvider? formatProvider) => arg switch
    {
        FormattableString html => html.ToString(this),
        IEnumerable<FormattableString> parts => string.Concat(parts.Select(part => part.ToString(this))),
        Resource own => own.ToString(),
        IFormattable number => Encode(number.ToString(format, CultureInfo.InvariantCulture)),
        _ => Encode(arg?.ToString()),
    };

    private static string Encode(string? text) => Encoder.Encode(TerminalText.ToSingleLine(text));
}
