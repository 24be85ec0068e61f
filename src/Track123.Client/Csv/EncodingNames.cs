using System.Globalization;
using System.Text;

namespace Track123.Csv;

/// <summary>Finds encodings by the names that PowerShell uses, by code page, or by the name that .NET uses.</summary>
internal static class EncodingNames
{
    /// <summary>The names that PowerShell uses, with their meaning.</summary>
    public static IReadOnlyList<(string Name, string Description)> All { get; } =
    [
        ("utf8", "UTF-8"),
        ("utf8BOM", "UTF-8 with a byte order mark"),
        ("utf8NoBOM", "UTF-8 without a byte order mark"),
        ("unicode", "UTF-16, little-endian"),
        ("bigendianunicode", "UTF-16, big-endian"),
        ("utf32", "UTF-32"),
        ("ascii", "ASCII"),
        ("ansi", "The ANSI code page of the current culture, such as 1252"),
        ("oem", "The OEM code page of the current culture, such as 437"),
        ("default", "UTF-8; in Windows PowerShell, the ANSI code page of the system"),
    ];

    /// <summary>Returns an encoding; null if the name or code page is unknown.</summary>
    public static Encoding? Find(string name)
    {
        var text = name.Trim();
        var info = CultureInfo.CurrentCulture.TextInfo;
        return text.ToUpperInvariant() switch
        {
            "UTF8" or "UTF8BOM" or "UTF8NOBOM" => Encoding.UTF8,
            "UNICODE" or "STRING" => Encoding.Unicode,
            "BIGENDIANUNICODE" => Encoding.BigEndianUnicode,
            "UTF32" => Encoding.UTF32,
            "BIGENDIANUTF32" => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            "ASCII" => Encoding.ASCII,
            "ANSI" => FromCodePage(info.ANSICodePage),
            "OEM" => FromCodePage(info.OEMCodePage),
            "DEFAULT" => Encoding.Default,
            _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var page) =>
                FromCodePage(page),
            _ => FromName(text),
        };
    }

    // On .NET, only a provider knows most code pages. On .NET Framework they are built in.
    private static Encoding? FromCodePage(int page)
    {
        try
        {
#if NET
            if (page > 0 && CodePagesEncodingProvider.Instance.GetEncoding(page) is { } encoding)
            {
                return encoding;
            }
#endif
            return page > 0 ? Encoding.GetEncoding(page) : null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static Encoding? FromName(string name)
    {
        try
        {
#if NET
            if (CodePagesEncodingProvider.Instance.GetEncoding(name) is { } encoding)
            {
                return encoding;
            }
#endif
            return Encoding.GetEncoding(name);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
