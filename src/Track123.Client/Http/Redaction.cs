using System.Text;
using System.Text.RegularExpressions;

namespace Track123.Http;

/// <summary>Takes the key and people's data out of what is shown.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    // Of a shorter part nobody can make anything.
    private const int Fragment = 8;
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(2);

    private static readonly Regex PersonalField = new(
        """(?<name>"(?:postalCode|phoneSuffix|phone|customerEmail|email|signedBy)"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|-?\d[\d.]*)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Bound);

    private static readonly Regex Email = new(
        """[^\s"'<>@,;:\\]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Bound);

    /// <summary>The text without key, postal codes, phone numbers and e-mail addresses.</summary>
    public static string Clean(string text, string apiKey)
    {
        try
        {
            return WithoutKey(Email.Replace(PersonalField.Replace(text, $"${{name}}\"{Mask}\""), Mask), apiKey);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>The text without the key, whole or in part, wherever the service or the network may have echoed it.</summary>
    public static string WithoutKey(string text, string apiKey)
    {
        // A key so short has no parts that would give it away.
        var part = Math.Min(Fragment, apiKey.Length);
        if (part == 0 || text.Length < part)
        {
            return text;
        }

        bool[]? isKey = null;
        for (var start = 0; start + part <= apiKey.Length; start++)
        {
            var fragment = apiKey.Substring(start, part);
            for (var at = -1; (at = text.IndexOf(fragment, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                isKey ??= new bool[text.Length];
                for (var i = at; i < at + part; i++)
                {
                    isKey[i] = true;
                }
            }
        }

        if (isKey is null)
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!isKey[i])
            {
                clean.Append(text[i]);
            }
            else if (i == 0 || !isKey[i - 1])
            {
                clean.Append(Mask);
            }
        }

        return clean.ToString();
    }
}
