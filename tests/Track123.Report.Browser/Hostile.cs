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
