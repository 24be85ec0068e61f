using System.Text.RegularExpressions;

namespace Track123.Reports;

/// <summary>Checks links to carriers' tracking pages, which come from the service.</summary>
internal static class TrackingLink
{
    /// <summary>Stands for the number in <see cref="ToTemplate"/>.</summary>
    private const string NumberPlace = "{}";

    private const int MaxLength = 2000;

    // Such a number stands in a link as it is.
    private static readonly Regex PlainNumber =
        new("^[A-Za-z0-9-]{5,}$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Returns the link to a parcel's page; empty if there is none, or it is not an https address in the domain of the
    /// carrier's home page.
    /// </summary>
    public static string Read(CarrierLeg? leg, string? number)
    {
        var text = leg?.TrackingLink?.Replace("#{trackingNo}", "{trackingNo}")
            .Replace("{trackingNo}", Uri.EscapeDataString(number ?? ""));
        if (text is null || text.IndexOfAny(['{', '}']) >= 0
            || !Uri.TryCreate(text, UriKind.Absolute, out var link)
            || link.Scheme != Uri.UriSchemeHttps || !link.IsDefaultPort || link.UserInfo.Length > 0
            || link.HostNameType != UriHostNameType.Dns || link.AbsoluteUri.Length > MaxLength)
        {
            return "";
        }

        return HomeDomain(leg!.HomePage) is { } domain
            && ("." + link.IdnHost).EndsWith("." + domain, StringComparison.OrdinalIgnoreCase)
                ? link.AbsoluteUri
                : "";
    }

    /// <summary>
    /// Returns a link with <c>{}</c> in place of the number, so that the links of one carrier are one text. A link
    /// never contains braces.
    /// </summary>
    public static string ToTemplate(string link, string number) =>
        PlainNumber.IsMatch(number) ? link.Replace(number, NumberPlace) : link;

    private static string? HomeDomain(string? homePage)
    {
        if (!Uri.TryCreate(homePage, UriKind.Absolute, out var home) || home.HostNameType != UriHostNameType.Dns)
        {
            return null;
        }

        var host = home.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase)
            ? home.IdnHost.Substring("www.".Length)
            : home.IdnHost;
        return host.IndexOf('.') >= 0 ? host : null;
    }
}
