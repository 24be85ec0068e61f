using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Carriers;

[Collection(SharedState.Name)]
public sealed class GetCarrierTests : ServerTest
{
    [Fact]
    public void Code_and_name_filter_with_wildcards()
    {
        Assert.Equal(["china-post"], this.Run("Get-Track123Carrier CHINA-POST").Clean().All("CarrierCode"));
        Assert.Contains("china-ems", this.Run("Get-Track123Carrier china-*").Clean().All("CarrierCode"));
        Assert.All(this.Run("Get-Track123Carrier -Name *post*").Clean().All("Name"), n => Assert.Contains("post", n, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(this.Run("Get-Track123Carrier nope*").Clean().Output);
    }

    [Fact]
    public void Unknown_literal_code_is_an_error()
    {
        var outcome = this.Run("Get-Track123Carrier nope, china-post");
        Assert.Equal(["china-post"], outcome.All("CarrierCode"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("CarrierNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("nope", error.TargetObject.ToString());
    }

    [Theory]
    [InlineData("'ups', 'dhl' | Get-Track123Carrier", "dhl ups")]
    [InlineData("Get-Track123Carrier dhl* | Get-Track123Carrier", "dhl dhl-ecommerce dhl-paket")]
    [InlineData("[pscustomobject]@{ TrackingNumber = 'X'; 'Courier Code' = 'ups' } | Get-Track123Carrier", "ups")]
    [InlineData("'china-*' | Get-Track123Carrier -Name '*ems*'", "china-ems")]
    [InlineData("@() | Get-Track123Carrier", "")]
    public void Codes_can_be_piped(string script, string codes) =>
        Assert.Equal(
            codes, string.Join(' ', this.Run(script).Clean().All("CarrierCode").Order(StringComparer.Ordinal)));

    [Fact]
    public void Each_unknown_piped_code_is_an_error()
    {
        var outcome = this.Run("'nope', 'ups', 'nada' | Get-Track123Carrier");
        Assert.Equal(["ups"], outcome.All("CarrierCode"));
        Assert.Equal(["nope", "nada"], outcome.Errors.Select(e => e.TargetObject.ToString()));
    }

    [Fact]
    public void Unknown_literal_name_is_an_error()
    {
        var outcome = this.Run("Get-Track123Carrier -Name nosuch, 'china post', 'no*such'");
        Assert.Equal(["china-post"], outcome.All("CarrierCode"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("CarrierNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("No carrier has the name 'nosuch'.", error.ToString());
    }

    [Fact]
    public void Wildcards_do_not_depend_on_the_culture() => Assert.Equal(
        ["china-post", "china-post"],
        this.Run("[cultureinfo]::CurrentCulture = 'tr-TR'; Get-Track123Carrier CHINA-P*; Get-Track123Carrier -Name 'CHINA P*'").Clean().All("CarrierCode"));

    [Fact]
    public void Name_is_sent_unchanged_if_the_carrier_list_is_not_available()
    {
        CacheFolder.Empty();
        this.Server.Script(new { path = "courier/list", body = """{"code":"A0400","msg":"no"}""", times = 9 });
        var outcome = this.Run(
            "Register-Track123Tracking SBTRANSIT1 -CarrierCode 'China Post' -ErrorAction SilentlyContinue -Verbose");
        Assert.Equal("China Post", Assert.Single(this.Server.RequestsTo("track/import")).Json[0].GetProperty("courierCode").GetString());
        Assert.Contains(outcome.Verbose, v => v.StartsWith("Could not read the carrier list", StringComparison.Ordinal));
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void Type_selects_the_carrier_lists()
    {
        this.Server.Script(new { path = "ocean/carrier/list", body = """{"code":"00000","data":[{"carrierCode":"COSU","carrierNameEN":"COSCO"}]}""", times = 9 });
        this.Server.Script(new { path = "aviation/carrier/list", body = """{"code":"00000","data":[{"carrierCode":"LH"}]}""", times = 9 });
        Assert.Equal(["COSU"], this.Run("Get-Track123Carrier -Type Ocean").Clean().All("CarrierCode"));
        var outcome = this.Run("Get-Track123Carrier LH, china-post, cosu, nope -Type Parcel, Air, Parcel, Ocean");
        Assert.Equal(["china-post", "LH", "COSU"], outcome.All("CarrierCode"));
        Assert.Equal(["Parcel", "Air", "Ocean"], outcome.All("Type"));
        Assert.Equal("nope", Assert.Single(outcome.Errors).TargetObject.ToString());
    }
}
