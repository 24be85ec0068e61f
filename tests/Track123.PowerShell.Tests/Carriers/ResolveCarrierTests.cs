using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Carriers;

public sealed class ResolveCarrierTests : ServerTest
{
    private const string Detection = "courier/detection";

    [Fact]
    public void Recommended_carrier_comes_first_and_can_be_piped_to_registration()
    {
        this.Answer("""{"recommended_carrier":{"carrier":"china-ems","confidence":0.9},"candidates":[{"carrier":"china-post","confidence":0.4},{"carrier":"china-ems","confidence":0.9}]}""");
        var outcome = this.Run("$all = Resolve-Track123Carrier ' LB987654321CN '; $all; $all[0] | Register-Track123Tracking").Clean();
        Assert.Equal(["china-ems", "china-post", "china-ems"], outcome.All("CarrierCode"));
        Assert.Equal(["True", "False"], outcome.All("IsRecommended").Take(2));
        Assert.Equal("""{"tracking_number":"LB987654321CN"}""", Assert.Single(this.Server.RequestsTo(Detection)).Body);
        Assert.Equal("""[{"trackNo":"LB987654321CN","courierCode":"china-ems"}]""", Assert.Single(this.Server.RequestsTo("track/import")).Body);
    }

    [Fact]
    public void No_candidate_outputs_only_a_verbose_message()
    {
        this.Answer("""{"recommended_carrier":null,"candidates":[]}""");
        var outcome = this.Run("'X10001' | Resolve-Track123Carrier -Verbose").Clean();
        Assert.Empty(outcome.Output);
        Assert.Contains(outcome.Verbose, v => v.Contains("no carrier for 'X10001'", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_invalid_input_is_an_error_and_the_others_are_resolved()
    {
        this.Answer("""[{"courierCode":"ups"}]""");
        var outcome = this.Run(
            "'', [pscustomobject]@{ Foo = 1 }, [pscustomobject]@{ 'Tracking #' = 'X10001' } | Resolve-Track123Carrier");
        Assert.Equal(["ups"], outcome.All("CarrierCode"));
        Assert.Equal(
            ["InvalidRequest", "InvalidRequest"], outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.StartsWith("InvalidRequest,", this.Run("Resolve-Track123Carrier").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private void Answer(string data) => this.Server.Script(new { path = Detection, body = $$"""{"code":"00000","data":{{data}}}""", times = 9 });
}
