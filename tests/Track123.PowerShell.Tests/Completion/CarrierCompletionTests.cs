using System.Management.Automation;
using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Completion;

[Collection(SharedState.Name)]
public sealed class CarrierCompletionTests : ServerTest
{
    private const string Few = """
        [{"courierCode":"dhl","courierNameEN":"DHL Express","courierNameCN":"敦豪"},
         {"courierCode":"dhl-paket","courierNameEN":"DHL Paket"},
         {"courierCode":"china-post","courierNameEN":"China Post","courierNameCN":"中国邮政"},
         {"courierCode":"odd code's","courierNameEN":"Odd\tOne"}]
        """;

    private readonly ITestOutputHelper output;

    public CarrierCompletionTests(ITestOutputHelper output)
    {
        this.output = output;
        CacheFolder.Empty();
    }

    [Theory]
    [InlineData("Register-Track123Tracking X1 -CarrierCode ", "china-post|dhl|dhl-paket|'odd code''s'")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode DHL", "dhl|dhl-paket")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode paket", "dhl-paket")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode 'China P", "'china-post'")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode \"post", "\"china-post\"")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode 中国", "china-post")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode d*pak", "dhl-paket")]
    [InlineData("Register-Track123Tracking X1 -CarrierCode nothing-like-it", "")]
    [InlineData("Set-Track123Tracking X1 -NewCarrierCode odd", "'odd code''s'")]
    [InlineData("Get-Track123Carrier dhl, chi", "china-post")]
    [InlineData("Remove-Track123Tracking X1 -Carrier chi", "china-post")]
    public void Code_is_completed_from_its_start_or_from_the_name(string line, string texts)
    {
        this.CacheCarriers(Few);
        Assert.Equal(texts, string.Join("|", this.Complete(line).Select(c => c.CompletionText)));
    }

    [Fact]
    public void Tooltip_is_the_name_and_completion_sends_no_request()
    {
        this.CacheCarriers(Few);
        var before = this.Server.Requests.Count;
        var all = this.Complete("Get-Track123Tracking X1 -CarrierCode ");
        Assert.Equal(["China Post 中国邮政", "DHL Express 敦豪", "DHL Paket", "Odd One"], all.Select(c => c.ToolTip));
        Assert.Equal("odd code's", all[^1].ListItemText);
        Assert.Equal(before, this.Server.Requests.Count);
    }

    [Fact]
    public void Connecting_caches_the_carrier_list_also_in_the_sandbox()
    {
        Assert.Empty(this.Complete("Get-Track123Tracking X1 -CarrierCode china-p"));
        this.Run($"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address}").Clean();
        Assert.Equal(
            "china-post", Assert.Single(this.Complete("Get-Track123Tracking X1 -CarrierCode china-p")).CompletionText);
        this.Run("Connect-Track123 -Sandbox").Clean();
        Assert.NotEmpty(this.Complete("Get-Track123Tracking X1 -CarrierCode "));
        Assert.Equal(2, CacheFolder.Files.Length);
        Assert.Single(CacheFolder.Files, f => f.EndsWith("carriers-sandbox-parcel.txt", StringComparison.Ordinal));
        Assert.DoesNotContain(
            CacheFolder.Files, f => File.ReadAllText(f).Contains(this.Server.Key, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Carrier_lists_are_cached_per_service_and_type()
    {
        this.CacheCarriers(Few);
        this.Server.Script(new { path = "ocean/carrier/list", body = """{"code":"00000","data":[{"carrierCode":"COSU","carrierNameEN":"COSCO"}]}""" });
        this.Run("Get-Track123Carrier -Type Ocean").Clean();
        Assert.Equal("COSU", Assert.Single(this.Complete("Register-Track123OceanTracking X1 ")).CompletionText);
        Assert.Equal(
            "COSU", Assert.Single(this.Complete("Get-Track123Carrier -Type Ocean -CarrierCode c")).CompletionText);
        Assert.Empty(this.Complete("Register-Track123AirTracking X1 -CarrierCode "));
        this.Run("Connect-Track123 -ApiKey k -BaseUri http://localhost:1 -NoVerify").Clean();
        Assert.Empty(this.Complete("Register-Track123Tracking X1 -CarrierCode dhl"));
        this.Run("$first = Connect-Track123 -Sandbox -PassThru").Clean();
        Assert.Empty(this.Complete("Register-Track123OceanTracking X1 -CarrierCode "));
    }

    [Theory]
    [InlineData("")]
    [InlineData("track123-carriers 1\t2026-01-01T00:00:00.0000000Z\t1\ndhl\tDHL\t\n")]
    [InlineData("track123-carriers 2\t@now\t1\ndhl\tDHL\t\n")]
    [InlineData("track123-carriers 1\t@now\t2\ndhl\tDHL\t\n")]
    [InlineData("track123-carriers 1\t@now\t1\ndhl\n")]
    [InlineData("track123-carriers 1\tyesterday\t1\ndhl\tDHL\t\n")]
    [InlineData("\0\u0001\ufffd garbage")]
    [InlineData("@old")]
    [InlineData("@missing")]
    [InlineData("@folder")]
    public void Invalid_or_expired_cache_offers_nothing_and_causes_no_error(string text)
    {
        this.CacheCarriers(Few);
        var file = Assert.Single(CacheFolder.Files);
        File.Delete(file);
        if (text == "@folder")
        {
            Directory.CreateDirectory(file);
        }
        else if (text != "@missing")
        {
            File.WriteAllText(file, text == "@old" ? List(DateTime.UtcNow.AddDays(-7)) : text.Replace("@now", DateTime.UtcNow.ToString("o"), StringComparison.Ordinal));
        }

        var outcome = this.Run("(TabExpansion2 $a $a.Length).CompletionMatches; $error.Count", "Register-Track123Tracking X1 -CarrierCode d").Clean();
        Assert.Equal("0", Assert.Single(outcome.Output).ToString());
        if (text != "@folder")
        {
            this.CacheCarriers(Few);
            Assert.NotEmpty(this.Complete("Register-Track123Tracking X1 -CarrierCode d"));
        }
        else
        {
            this.Run("Get-Track123Carrier").Clean();
            Directory.Delete(file);
        }
    }

    [Fact]
    public void Cache_of_six_days_is_still_used()
    {
        this.CacheCarriers(Few);
        File.WriteAllText(Assert.Single(CacheFolder.Files), List(DateTime.UtcNow.AddDays(-6.9)));
        Assert.Single(this.Complete("Register-Track123Tracking X1 -CarrierCode d"));
    }

    [Fact]
    public void Two_thousand_carriers_are_all_offered()
    {
        this.CacheCarriers(JsonSerializer.Serialize(Enumerable.Range(1, 2000)
            .Select(i => new { courierCode = $"carrier-{i}", courierNameEN = $"Carrier number {i} of the world", courierNameCN = $"承运人 {i}" })));
        Assert.Equal(2000, this.Complete("Register-Track123Tracking X1 -CarrierCode ").Count);
    }

    private static string List(DateTime written) => $"track123-carriers 1\t{written:o}\t1\ndhl\tDHL\t\n";

    private void CacheCarriers(string carriers)
    {
        this.Server.Script(new { path = "courier/list", body = $$"""{"code":"00000","data":{{carriers}}}""" });
        this.Run("Get-Track123Carrier").Clean();
    }

    private List<CompletionResult> Complete(string line) =>
        [.. this.Run("(TabExpansion2 $a $a.Length).CompletionMatches", line).Clean().Output.Select(o => (CompletionResult)o.BaseObject)];
}
