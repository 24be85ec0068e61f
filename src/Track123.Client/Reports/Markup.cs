using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Track123.Reports;

/// <summary>
/// Writes HTML. The literal text of an interpolated string is markup; whatever is put into it is text, always escaped. There is no way to write a
/// plain string, so nothing that comes from elsewhere can become markup.
/// </summary>
internal sealed class Markup(TextWriter writer) : IFormatProvider, ICustomFormatter
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Writes markup with text in it.</summary>
    public void Write(FormattableString markup) => writer.WriteLine(markup.ToString(this));

    /// <summary>Writes the page's own style or script, kept as a resource beside this class.</summary>
    public void WriteOwn(Resource resource) => writer.Write($"<{resource.Element}>{resource.Text}</{resource.Element}>\n");

    object? IFormatProvider.GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

    string ICustomFormatter.Format(string? format, object? arg, IFormatProvider? formatProvider) => Encoder.Encode(PlainText.Clean(
        arg is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : arg?.ToString()));
}
