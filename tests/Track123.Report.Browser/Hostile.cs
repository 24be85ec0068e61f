using System.Text.Json.Nodes;

namespace Track123.Testing.Reports;

/// <summary>Records whose texts try to inject markup or script, or to misrepresent themselves.</summary>
internal static class Hostile
{
    public const string Title = "</title><script>window.pwned='title'</script>";

    private static readonly string[] Texts =
    [
        "<script>window.pwned=1</script>",
        "</script><script>window.pwned=2</script>",
        "<!--<script>",
        "--></script><img src=x onerror=\"window.pwned=3\">",
        "\"><svg onload=window.pwned=4>",
        "' onmouseover='window.pwned=5' x='",
        "line\u2028paragraph\u2029end",
        "tab\tnew\r\nline\u0000nul\u0007bell\u001b[31mred\u0085next",
        "abc\u202Eexe.gpj\u202C \u2066isolated\u2069",
        "half \uD83D of a pair, whole \uD83D\uDE00",
        "]]>{{7*7}}${window.pwned=6}`\\u003cb\\u003e",
        "&lt;b&gt; &amp;amp; &#60;i&#62;",
        "javascript:window.pwned=7",
        "=HYPERLINK(\"https://evil.example/\";\"pwned\")",
        "a;=1+1",
        "\t@SUM(1)",
        "CN>DE>US|{}",
    ];

    // The last ones are safe.
    private static readonly (string Home, string Link)[] Links =
    [
        ("https://www.carrier.example/", "javascript:window.pwned=9//carrier.example"),
        ("https://www.carrier.example/", "java\tscript:window.pwned=9"),
        ("https://www.carrier.example/", "data:text/html,<script>window.pwned=9</script>"),
        ("https://www.carrier.example/", "http://www.carrier.example/bad/{trackingNo}"),
        ("https://www.carrier.example/", "https://evil.example/bad/{trackingNo}"),
        ("https://www.carrier.example/", "https://evil.example/bad/https://www.carrier.example/"),
        ("https://www.carrier.example/", "https://www.carrier.example@evil.example/bad"),
        ("https://www.carrier.example/", "https://user:secret@www.carrier.example/bad"),
        ("https://www.carrier.example/", "https://www.carrier.example.evil.example/bad"),
        ("https://www.carrier.example/", "https://evilcarrier.example/bad"),
        ("https://www.carrier.example/", "https://carrier.example:8443/bad"),
        ("https://www.carrier.example/", "https://carrier.example/bad/{orderNo}"),
        ("https://www.carrier.example/", "https://evil.example\\@carrier.example/bad"),
        ("https://www.carrier.example/", "//carrier.example/bad"),
        ("https://192.0.2.1/", "https://192.0.2.1/bad"),
        ("https://example/", "https://evil.example/bad"),
        ("", "https://carrier.example/bad"),
        ("javascript:carrier.example", "https://carrier.example/bad"),
        ("https://www.carrier.example/", "https://www.carrier.example/good/{trackingNo}"),
        ("http://carrier.example/", "HTTPS://Track.Carrier.Example/good?id=#{trackingNo}"),
    ];

    public static IEnumerable<JsonObject> Parcels()
    {
        for (var i = 0; i < Texts.Length; i++)
        {
            var text = Texts[i];
            yield return new()
            {
                ["trackNo"] = text,
                ["orderNo"] = text,
                ["createTime"] = i % 2 == 0 ? $"2026-03-{1 + i:d2} 08:00:00" : text,
                ["shipTime"] = text,
                ["deliveredTime"] = text,
                ["transitStatus"] = i % 3 == 0 ? "ABNORMAL" : text,
                ["transitSubStatus"] = text,
                ["shipFrom"] = text,
                ["shipTo"] = text,
                ["expectedDelivery"] = i % 2 == 0 ? "2026-03-01" : text,
                ["transitDays"] = 5,
                ["localLogisticsInfo"] = Leg(text),
                ["lastMileInfo"] = new JsonObject { ["lmTrackNo"] = text, ["openApiWayBillInfo"] = Leg(text) },
            };
        }

        foreach (var (home, link) in Links)
        {
            foreach (var number in new[] { "LINKED12345", "<script>window.pwned=10</script>" })
            {
                yield return new()
                {
                    ["trackNo"] = number,
                    ["transitStatus"] = "ABNORMAL",
                    ["localLogisticsInfo"] = new JsonObject { ["courierHomePage"] = home, ["courierTrackingLink"] = link },
                };
            }
        }
    }

    private static JsonObject Leg(string text) => new()
    {
        ["courierCode"] = text,
        ["courierNameEN"] = text,
        ["courierHomePage"] = text,
        ["courierTrackingLink"] = "javascript:window.pwned=8",
        ["trackingDetails"] = new JsonArray(
            new JsonObject { ["eventTime"] = text, ["timezone"] = text, ["eventDetail"] = text, ["address"] = text },
            new JsonObject
            {
                ["eventTime"] = "2026-03-02 10:00:00", ["timezone"] = "", ["eventDetail"] = text, ["eventDetailTranslation"] = text + "!", ["address"] = text,
            }),
    };
}
