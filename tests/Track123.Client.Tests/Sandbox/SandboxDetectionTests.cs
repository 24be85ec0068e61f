namespace Track123.Client.Tests;

public sealed class SandboxDetectionTests
{
    private const string Detection = "tk/v2.1/courier/detection";

    [Fact]
    public async Task Most_likely_carrier_is_recommended_and_first_of_the_candidates()
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Detection, """{"tracking_number":"RR473124829CN"}""");
        Assert.Equal(
            """
            {"recommended_carrier":{"carrier":"china-post","confidence":0.93},
            "candidates":[{"carrier":"china-post","confidence":0.93},{"carrier":"china-ems","confidence":0.41}]}
            """.ReplaceLineEndings(""),
            answer.Data.GetRawText());
        Assert.Equal(10_000, caller.Account.Credits);
    }

    [Theory]
    [InlineData("1Z999AA10123456784", "ups")]
    [InlineData("123456789012", "fedex")]
    [InlineData("9400111899223197428490", "usps")]
    [InlineData("SBTRANSIT1", "yunexpress")]
    public async Task Recommended_carrier_is_the_one_a_registration_without_carrier_gets(string number, string carrier)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Detection, $$"""{"tracking_number":"{{number}}"}""");
        Assert.Equal(carrier, answer.Data.GetProperty("recommended_carrier").GetProperty("carrier").GetString());
        var confidences = answer.Data.GetProperty("candidates").EnumerateArray()
            .Select(candidate => candidate.GetProperty("confidence").GetDouble()).ToList();
        Assert.Equal(confidences.OrderDescending(), confidences);
        Assert.All(confidences, confidence => Assert.InRange(confidence, 0, 1));
    }

    [Theory]
    [InlineData("LP00432198765432")]
    [InlineData("H00ABC0123456789")]
    [InlineData("?")]
    public async Task Unknown_format_returns_null_and_no_candidates(string number)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Detection, $$"""{"tracking_number":"{{number}}"}""");
        Assert.Equal("""{"recommended_carrier":null,"candidates":[]}""", answer.Data.GetRawText());
    }

    [Theory]
    [InlineData("""{"trackNo":"RR473124829CN"}""", "A0410")]
    [InlineData("""{"tracking_number":""}""", "A0410")]
    [InlineData("""{"tracking_number":12}""", "A0400")]
    [InlineData("""["RR473124829CN"]""", "A0400")]
    public async Task Number_must_be_a_string_in_tracking_number(string body, string code)
    {
        using var caller = new SandboxCaller();
        var answer = await caller.PostAsync(Detection, body);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }
}
