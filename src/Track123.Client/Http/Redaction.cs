using System.Text;
using System.Text.RegularExpressions;

namespace Track123.Http;

/// <summary>Removes the key and personal data from texts that are shown, in linear time.</summary>
internal static class Redaction
{
    private const string Mask = "***";

    // A shorter part of a key is useless to an attacker.
    private const int MinFragmentLength = 8;
    private const int MaxLocalPartLength = 64;

    private static readonly char[] NotInLocalPart = " \t\r\n\"'<>@,;:\\".ToCharArray();
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    // Atomic groups, so that no text is read twice. The closing quote may have been cut off.
    private static readonly Regex PersonalField = new(
        """(?<name>"(postalCode|phoneSuffix|phone|customerEmail|email|signedBy)"(?>\s*):(?>\s*))"""
        + """("(?>([^"\\]+|\\.)*)"?|-?\d[\d.]*)""",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
            | RegexOptions.Singleline | RegexOptions.ExplicitCapture,
        Timeout);

    private static readonly Regex EmailDomain = new(
        """@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}""", RegexOptions.ExplicitCapture, Timeout);

    /// <summary>Returns the text without the key and personal data.</summary>
    public static string Redact(string text, string apiKey)
    {
        try
        {
            return RedactKey(RedactEmails(PersonalField.Replace(text, $"${{name}}\"{Mask}\"")), apiKey);
        }
        catch (RegexMatchTimeoutException)
        {
            return Mask;
        }
    }

    /// <summary>Returns the text without the key, whole or in part.</summary>
    public static string RedactKey(string text, string apiKey)
    {
        // Parts of such a short key reveal nothing.
        var length = Math.Min(MinFragmentLength, apiKey.Length);
        if (length == 0 || text.Length < length)
        {
            return text;
        }

        bool[]? isKey = null;
        for (var start = 0; start + length <= apiKey.Length; start++)
        {
            var fragment = apiKey.Substring(start, length);
            for (var at = -1; (at = text.IndexOf(fragment, at + 1, StringComparison.OrdinalIgnoreCase)) >= 0;)
            {
                isKey ??= new bool[text.Length];
                for (var i = at; i < at + length; i++)
                {
                    isKey[i] = true;
                }
            }
        }

        if (isKey is null)
        {
            return text;
        }

        var redacted = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (!isKey[i])
            {
                redacted.Append(text[i]);
            }
            else if (i == 0 || !isKey[i - 1])
            {
                redacted.Append(Mask);
            }
        }

        return redacted.ToString();
    }

    // From the domain back: a pattern for the whole address would read up to 64 characters at each position.
    private static string RedactEmails(string text)
    {
        var redacted = new StringBuilder();
        var copied = 0;
        foreach (Match domain in EmailDomain.Matches(text))
        {
            var length = Math.Min(MaxLocalPartLength, domain.Index - copied);
            var before = length == 0 ? -1 : text.LastIndexOfAny(NotInLocalPart, domain.Index - 1, length);
            var start = before < 0 ? domain.Index - length : before + 1;
            if (start < domain.Index)
            {
                redacted.Append(text, copied, start - copied).Append(Mask);
                copied = domain.Index + domain.Length;
            }
        }

        return copied == 0 ? text : redacted.Append(text, copied, text.Length - copied).ToString();
    }
}
