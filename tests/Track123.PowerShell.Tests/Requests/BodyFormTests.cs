using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Requests;

/// <summary>The request bodies for which the contract shows several forms.</summary>
public sealed class BodyFormTests : ServerTest
{
    private const string Delete = "v2.1/track/delete";
    private const string Edit = "v2.1/track/update";
    private const string Detection = "v2.1/courier/detection";
    private const string AirQuery = "v2.1/aviation/track/query";

    [Theory]
    [InlineData("array", """[{"trackNo":"SBTRANSIT2","courierCode":"yunexpress"}]""")]
    [InlineData("object", """{"trackNo":"SBTRANSIT2","courierCode":"yunexpress"}""")]
    [InlineData("trackNoInfos", """{"trackNoInfos":[{"trackNo":"SBTRANSIT2","courierCode":"yunexpress"}]}""")]
    public void Deletion_uses_the_form_that_the_service_accepts(string form, string body)
    {
        this.Run("'SBTRANSIT1', 'SBTRANSIT2', 'SBTRANSIT3' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        this.SetForm(Delete, form);
        foreach (var number in new[] { 1, 2 })
        {
            this.Run($"Remove-Track123Tracking SBTRANSIT{number} -CarrierCode yunexpress -Confirm:$false").Clean();
        }

        Assert.Equal(body, this.Server.RequestsTo(Delete)[^1].Body);
        Assert.Equal(["SBTRANSIT3"], this.Run("Get-Track123Tracking").Clean().All("TrackingNumber"));
    }

    [Fact]
    public void Form_is_tried_once_and_then_kept_for_the_connection()
    {
        this.Run("'SBTRANSIT1', 'SBTRANSIT2' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        this.SetForm(Delete, "trackNoInfos");
        var outcome = this.Run("Remove-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -Confirm:$false -Verbose").Clean();
        Assert.Contains(outcome.Verbose, v => v.EndsWith("rejected the body form 'array'.", StringComparison.Ordinal));
        Assert.Contains(
            outcome.Verbose,
            v => v.EndsWith("accepted the body form 'trackNoInfos'. This connection keeps to it.", StringComparison.Ordinal));
        Assert.Equal(3, this.Server.RequestsTo(Delete).Count);
        this.Run("Remove-Track123Tracking SBTRANSIT2 -CarrierCode yunexpress -Confirm:$false").Clean();
        Assert.Equal(4, this.Server.RequestsTo(Delete).Count);
    }

    [Fact]
    public void Error_is_that_of_the_first_form_when_all_are_rejected()
    {
        this.Server.Script(new { path = Delete, body = Rejection("first") });
        this.Server.Script(new { path = Delete, body = Rejection("other"), times = 2 });
        var outcome = this.Run("Remove-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -Confirm:$false");
        Assert.Contains("first", Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, this.Server.RequestsTo(Delete).Count);
    }

    [Fact]
    public void Other_form_is_not_sent_when_the_service_may_have_deleted()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Server.Script(new { path = Delete, status = 500 });
        Assert.Single(this.Run("Remove-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -Confirm:$false").Errors);
        Assert.Single(this.Server.RequestsTo(Delete));
    }

    [Theory]
    [InlineData("object", """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","remark":"b"}""")]
    [InlineData("array", """[{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","remark":"b"}]""")]
    public void Edit_uses_the_form_that_the_service_accepts(string form, string body)
    {
        this.Run("Register-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress").Clean();
        this.SetForm(Edit, form);
        this.Run("'a', 'b' | ForEach-Object { Set-Track123Tracking SBTRANSIT1 -CarrierCode yunexpress -Remark $_ }").Clean();
        Assert.Equal(body, this.Server.RequestsTo(Edit)[^1].Body);
        Assert.Equal(["b"], this.Run("Get-Track123Tracking").Clean().All("Remark"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Parcels_are_edited_one_by_one_when_the_batch_is_rejected(bool isKnown)
    {
        this.Run("'SBTRANSIT1', 'SBTRANSIT2' | Register-Track123Tracking -CarrierCode yunexpress").Clean();
        this.Server.Settings(new { knowsBatchUpdate = isKnown });
        this.Server.Script(new { path = "track/update-batch", body = Rejection("parameter error"), status = isKnown ? 400 : 404 });
        this.SetForm(Edit, "array");
        this.Run("'SBTRANSIT1', 'SBTRANSIT2' | Set-Track123Tracking -CarrierCode yunexpress -Remark new").Clean();
        Assert.Single(this.Server.RequestsTo("track/update-batch"));
        Assert.Equal(["new", "new"], this.Run("Get-Track123Tracking").Clean().All("Remark"));
    }

    [Theory]
    [InlineData("tracking_number", """{"tracking_number":"1Z999AA10123456784"}""")]
    [InlineData("trackNo", """{"trackNo":"1Z999AA10123456784"}""")]
    public void Detection_uses_the_name_that_the_service_accepts(string form, string body)
    {
        this.SetForm(Detection, form);
        Assert.Equal(["ups"], this.Run("Resolve-Track123Carrier 1Z999AA10123456784").Clean().All("CarrierCode"));
        Assert.Equal(body, this.Server.RequestsTo(Detection)[^1].Body);
    }

    [Theory]
    [InlineData("array", """[{"trackingNo":"160-12345675"}]""", 1)]
    [InlineData("trackingNoInfos", """{"trackingNoInfos":[{"trackingNo":"160-12345675"}]}""", 2)]
    [InlineData("trackNoInfos", """{"trackNoInfos":[{"trackNo":"160-12345675"}]}""", 3)]
    [InlineData("trackNos", """{"trackNos":["160-12345675"]}""", 4)]
    public void Air_query_uses_the_form_that_the_service_accepts(string form, string body, int requests)
    {
        this.Run("Register-Track123AirTracking 160-12345675 -CarrierCode cathay-pacific").Clean();
        this.SetForm(AirQuery, form);
        Assert.Equal(["160-12345675"], this.Run("Get-Track123AirTracking 160-12345675").Clean().All("TrackingNumber"));
        Assert.Equal(requests, this.Server.RequestsTo(AirQuery).Count);
        Assert.Equal(body, this.Server.RequestsTo(AirQuery)[^1].Body);
    }

    private static object Rejection(string message) => new { code = "A0400", msg = message };

    private void SetForm(string path, string form) =>
        this.Server.Settings(new { bodyForms = new Dictionary<string, string>(StringComparer.Ordinal) { [path] = form } });
}
