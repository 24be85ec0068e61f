using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Carriers;

[Collection(SharedState.Name)]
public sealed class CarrierNameTests : ServerTest
{
    private const string Import = "track/import";

    public CarrierNameTests()
    {
        CacheFolder.Empty();
        this.Server.Script(new
        {
            path = "courier/list",
            body = """
                {"code":"00000","data":[{"courierCode":"china-post","courierNameEN":"China Post","courierNameCN":"中国邮政"},
                {"courierCode":"dhl","courierNameEN":"DHL"},{"courierCode":"dhl-de","courierNameEN":"Post AG"},{"courierCode":"dhl-paket","courierNameEN":"Post AG"}]}
                """,
            times = 9,
        });
    }

    [Theory]
    [InlineData("'China Post'", "china-post")]
    [InlineData("' CHINA POST '", "china-post")]
    [InlineData("中国邮政", "china-post")]
    [InlineData("dhl", "dhl")]
    [InlineData("(Get-Track123Carrier china-post)", "china-post")]
    [InlineData("(Get-Track123Carrier 'China Post')", "china-post")]
    [InlineData("([Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize((Get-Track123Carrier china-post))))", "china-post")]
    [InlineData("CHINA-POST", "china-post")]
    public void Carrier_parameter_accepts_a_code_a_name_or_a_carrier_object(string given, string code)
    {
        var outcome = this.Run($"Get-Track123Carrier | Out-Null; Register-Track123Tracking SBTRANSIT1 -CarrierCode {given} -ErrorAction SilentlyContinue");
        Assert.Equal([code], outcome.All("CarrierCode"));
        Assert.Equal(
            code, Assert.Single(this.Server.RequestsTo(Import)).Json[0].GetProperty("courierCode").GetString());
    }

    [Fact]
    public void Carrier_name_in_a_column_is_resolved_to_its_code()
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllText(
            file, "Tracking Number,Carrier\nSBTRANSIT1,China Post\nSBTRANSIT2,Post AG\nSBTRANSIT3,dhl\nSBTRANSIT4,\n");
        var outcome = this.Run("Register-Track123Tracking -Path $a", file);
        Assert.Equal(["Registered", "Rejected", "Registered", "Registered"], outcome.All("Status"));
        var error = Assert.Single(outcome.Errors);
        Assert.Contains("'Post AG' is the name of 2 carriers: dhl-de, dhl-paket. Specify the code.", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("line 3", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            "china-post", Assert.Single(this.Server.RequestsTo(Import)).Json[0].GetProperty("courierCode").GetString());

        outcome = this.Run("[pscustomobject]@{ TrackingNumber = 'SBTRANSIT5'; Carrier = 'Post AG' }, [pscustomobject]@{ TrackingNumber = 'SBTRANSIT6'; Carrier = 'China Post' } | Register-Track123Tracking");
        Assert.Equal(["Rejected", "Registered"], outcome.All("Status"));
        Assert.Equal("SBTRANSIT5", outcome.All("TrackingNumber")[0]);
    }

    [Theory]
    [InlineData("Get-Track123Tracking SBTRANSIT1 -CarrierCode 'Post AG'")]
    [InlineData("Get-Track123InstantTracking SBTRANSIT1 -CarrierCode 'Post AG'")]
    [InlineData("Set-Track123Tracking SBTRANSIT1 -NewCarrierCode 'Post AG'")]
    [InlineData("Restart-Track123Tracking SBTRANSIT1 -CarrierCode 'Post AG' | Out-Null")]
    [InlineData("Remove-Track123Tracking SBTRANSIT1 -CarrierCode 'Post AG' -Confirm:$false")]
    [InlineData("Register-Track123AirTracking 160-12345675 'Post AG' | Out-Null")]
    [InlineData("Register-Track123OceanTracking MATS1234567890 'Post AG' 2 | Out-Null")]
    [InlineData("Set-Track123AirTracking 160-12345675 -NewCarrierCode 'Post AG'")]
    public void Ambiguous_carrier_name_is_an_error_and_nothing_is_sent(string command)
    {
        foreach (var list in new[] { "ocean/carrier/list", "aviation/carrier/list" })
        {
            this.Server.Script(new { path = list, body = """{"code":"00000","data":[{"carrierCode":"A","carrierNameEN":"Post AG"},{"carrierCode":"B","carrierNameEN":"Post AG"}]}""" });
        }

        var outcome = this.Run(command);
        Assert.Null(outcome.Thrown);
        Assert.Contains(
            "'Post AG' is the name of 2 carriers", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.All(this.Server.Requests, r => Assert.EndsWith("/list", r.Path, StringComparison.Ordinal));
    }

    [Fact]
    public void Carrier_list_is_requested_once_and_only_for_text_that_cannot_be_a_code()
    {
        this.Run("'SBTRANSIT1' | Register-Track123Tracking -CarrierCode dhl; 'SBTRANSIT2' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        Assert.Empty(this.Server.RequestsTo("courier/list"));
        this.Run("$rows = 3, 4 | ForEach-Object { [pscustomobject]@{ TrackingNumber = \"SBTRANSIT$_\"; Carrier = 'China Post' } }; $rows | Register-Track123Tracking").Clean();
        this.Run("'SBTRANSIT5' | Register-Track123Tracking -CarrierCode 'China Post'").Clean();
        Assert.Single(this.Server.RequestsTo("courier/list"));
    }

    [Fact]
    public void Unknown_carrier_name_is_rejected()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ TrackingNumber = 'SBTRANSIT1'; Carrier = 'Yun Express' } | Register-Track123Tracking");
        Assert.Equal(["Rejected"], outcome.All("Status"));
        Assert.Contains("No carrier has the name 'Yun Express'", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.RequestsTo(Import));
    }
}
