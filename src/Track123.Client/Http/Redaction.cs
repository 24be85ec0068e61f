using System.Text.RegularExpressions;

namespace Track123.Http;

/// <summary>Takes the key and people's data out of what is shown.</summary>
internal static class Redaction
{
    private const string Mask = "***";
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

    /// <summary>The text without the key, wherever the service or the network may have echoed it.</summary>
    public static string WithoutKey(string text, string apiKey) => apiKey.Length == 0 ? text : string.Join(Mask, text.Split([apiKey], StringSplitOptions.None));
}
