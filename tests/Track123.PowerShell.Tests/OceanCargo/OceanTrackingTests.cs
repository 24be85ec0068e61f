using Track123.PowerShell.Tests.Cargo;

namespace Track123.PowerShell.Tests.OceanCargo;

public sealed class OceanTrackingTests : CargoTest
{
    private const string Import = "ocean/track/import";
    private const string Query = "ocean/track/query";
    private const string Change = "ocean/track/update-carrier";
    private const string Refresh = "ocean/track/refresh";
    private const string Delete = "ocean/track/delete";
    private const string Imported = """{"accepted":[{"trackingNo":"MATS1","orderNo":"OC1"}],"rejected":[{"trackingNo":"BAD","error":{"code":"A0400","msg":"carrierCode is wrong"}}]}""";

    private const string Shipment = """
        {"accepted":[{"trackingNo":"MATS1","type":2,"orderNo":"OC1","searchStatus":"IN_TRANSIT","carrierInfo":{"carrierCode":"matson"},"containerInfo":[
          {"containerNo":"MATU1234567","containerDetails":"40HC","transitStatus":"IN_TRANSIT","vesselName":"MAUNAWILI","voyage":"123E","trackingDetails":[
            {"eventDetails":"Vessel departed","eventTime":"2026-03-10 04:00:00","eventStatus":"DEPA","eventTimeUTC":"2026-03-09 20:00:00","locationName":"Shanghai"}]}]}],
         "rejected":[]}
        """;

    private const string Item = """{"orderNo":"OC1","trackingNo":"MATS1","type":2}""";
    private const string Reference = "[pscustomobject]@{ OrderNumber = 'OC1'; TrackingNumber = 'MATS1'; NumberType = 2 }";

    [Fact]
    public void Registration_result_and_shipment_can_be_piped_to_every_cmdlet()
    {
        this.Answer(Import, Imported);
        this.Answer(Query, Shipment, times: 2);
        this.Answer(Change, "true", times: 2);
        this.Answer(Refresh, """{"success":true,"actualRefreshTime":"2026-03-10 12:00:00"}""", times: 2);
        this.Answer(Delete, "true", times: 2);
        this.Run("$script:r = 'MATS1' | Register-Track123OceanTracking -CarrierCode matson -NumberType BillOfLading").Clean();
        var shipment = Assert.Single(
            this.Run("$script:s = $script:r | Get-Track123OceanTracking; $script:s").Clean().Output);
        Assert.Equal("Track123.OceanShipment", shipment.BaseObject.GetType().FullName);
        Assert.Equal(
            ["1", "MAUNAWILI", "Vessel departed"],
            this.Run("$script:s.Containers.Count; $script:s.Containers[0].VesselName; $script:s.LastEvent.Description").Clean().Output.Select(o => o.ToString()));

        this.Run("$script:s | Get-Track123OceanTracking").Clean();
        Assert.Empty(this.Run("$script:r, $script:s | Set-Track123OceanTracking -NewCarrierCode oocl").Clean().Output);
        Assert.Equal("Retracked", this.Run("$script:r | Restart-Track123OceanTracking").Clean().All("Status").Single());
        var retrack = Assert.Single(this.Run("$script:s | Restart-Track123OceanTracking").Clean().Output);
        Assert.Equal("Track123.OceanRetrackResult", retrack.BaseObject.GetType().FullName);
        Assert.Equal(new DateTime(2026, 3, 10, 12, 0, 0), retrack.Properties["LastRetrackTime"].Value);
        Assert.Empty(this.Run("$script:r | Remove-Track123OceanTracking -Confirm:$false; $script:s | Remove-Track123OceanTracking -Confirm:$false").Clean().Output);

        Assert.Equal([$"[{Item}]", $"[{Item}]"], this.Sent(Query));
        Assert.Equal([$$"""{"carrierCode":"oocl","details":[{{Item}},{{Item}}]}"""], this.Sent(Change));
        Assert.Equal([Item, Item], this.Sent(Refresh));
        Assert.Equal([$"[{Item}]", $"[{Item}]"], this.Sent(Delete));
    }

    [Fact]
    public void Failed_batch_is_one_error_with_its_numbers_and_the_next_batch_is_sent()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Server.Script(new { path = Query, status = 503 });
        this.Answer(Query, Shipment);
        var outcome = this.Run("(1..100 | ForEach-Object { \"N$_\" }) + 'MATS1' | Get-Track123OceanTracking -NumberType BillOfLading -OrderNumber OC1");
        Assert.Null(outcome.Thrown);
        Assert.Equal(["MATS1"], outcome.All("TrackingNumber"));
        Assert.StartsWith("ServiceUnavailable,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("100 rows", outcome.SingleError.ToString(), StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"N{i}"), (object[])outcome.SingleError.TargetObject);
    }

    [Fact]
    public void Result_of_a_failed_registration_is_an_error_in_every_cmdlet()
    {
        this.Answer(Import, Imported);
        this.Answer(Query, Shipment);
        this.Run("$script:r = 'MATS1', 'BAD', '' | Register-Track123OceanTracking -CarrierCode matson -NumberType 2 -ErrorAction SilentlyContinue");
        var told = this.Run("$script:r | Get-Track123OceanTracking");
        Assert.Equal(["MATS1"], told.All("TrackingNumber"));
        Assert.Equal(["InvalidRequest", "InvalidRequest"], Ids(told));
        Assert.Equal("'BAD': The shipment has no order number because it was not registered (Rejected). carrierCode is wrong", told.Errors[0].Exception.Message);
        foreach (var command in new[] { "Restart", "Set", "Remove" })
        {
            var extra = command == "Set" ? "-NewCarrierCode oocl" : "";
            var refused = this.Run($"$script:r | Where-Object Status -EQ Rejected | {command}-Track123OceanTracking {extra} -Confirm:$false");
            Assert.Equal(2, refused.Errors.Count);
            Assert.Equal(command == "Restart" ? 2 : 0, refused.Output.Count);
            Assert.Contains("no order number", refused.Errors[0].Exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal([$"[{Item}]"], this.Sent(Query));
    }

    [Fact]
    public void Incomplete_reference_is_an_error_and_not_sent()
    {
        var outcome = this.Run(
            "Get-Track123OceanTracking MATS1 -NumberType 2; Get-Track123OceanTracking MATS1 -OrderNumber OC1; Get-Track123OceanTracking MATS1 -OrderNumber OC1 -NumberType x;"
            + " [pscustomobject]@{ Foo = 1 } | Get-Track123OceanTracking; $null | Get-Track123OceanTracking");
        Assert.Equal(Enumerable.Repeat("InvalidRequest", 5), Ids(outcome));
        Assert.Empty(this.Server.Requests);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"accepted":null,"rejected":null}""")]
    [InlineData("""{"rejected":[{"trackingNo":"MATS1","orderNo":"OC1","error":{"code":"A0400","msg":"trackingNo not registered"}}]}""")]
    public void Unknown_shipment_is_an_error_for_its_number(string data)
    {
        this.Answer(Query, data);
        var outcome = this.Run(Reference + " | Get-Track123OceanTracking");
        Assert.Empty(outcome.Output);
        Assert.Equal(["TrackingNotRegistered"], Ids(outcome));
        Assert.Equal("MATS1", outcome.Errors[0].TargetObject.ToString());
        Assert.Contains("Register-Track123OceanTracking", outcome.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_queried_in_batches_of_100()
    {
        this.Answer(Query, "{}", times: 3);
        this.Run(
            Numbers(230) + " | Get-Track123OceanTracking -OrderNumber OC1 -NumberType 3 -ErrorAction SilentlyContinue");
        Assert.Equal([100, 100, 30], this.Server.RequestsTo(Query).Select(r => r.Json.GetArrayLength()));
    }

    [Theory]
    [InlineData("true", null)]
    [InlineData("""{"data":true}""", null)]
    [InlineData("null", null)]
    [InlineData("false", "InvalidRequest")]
    [InlineData("""{"data":false}""", "InvalidRequest")]
    public void Carrier_change_fails_if_the_service_returns_false(string data, string? error)
    {
        this.Answer(Change, data);
        var outcome = this.Run(Reference + " | Set-Track123OceanTracking -NewCarrierCode oocl");
        Assert.Empty(outcome.Output);
        Assert.Equal(error is null ? [] : [error], Ids(outcome));
    }

    [Fact]
    public void Each_row_can_have_its_own_new_carrier()
    {
        this.Answer(Change, "true", times: 2);
        var outcome = this.Run(
            "@{ TrackingNumber = 'A'; NewCarrierCode = 'one' }, @{ TrackingNumber = 'B'; NewCarrierCode = 'oocl' }, @{ TrackingNumber = 'C'; NewCarrierCode = '' }"
            + " | ForEach-Object { [pscustomobject]$_ } | Set-Track123OceanTracking -OrderNumber OC1 -NumberType 1");
        Assert.Equal(["InvalidRequest"], Ids(outcome));
        Assert.Equal(
            ["""{"carrierCode":"one","details":[{"orderNo":"OC1","trackingNo":"A","type":1}]}""", """{"carrierCode":"oocl","details":[{"orderNo":"OC1","trackingNo":"B","type":1}]}"""],
            this.Sent(Change));
    }

    [Fact]
    public void Deletion_is_confirmed_per_row_and_sent_in_one_batch()
    {
        this.Answer(Delete, "true");
        const string rows = "@{ TrackingNumber = 'A' }, @{ TrackingNumber = 'B' } | ForEach-Object { [pscustomobject]$_ }";
        var outcome = this.Run(rows + " | Remove-Track123OceanTracking -OrderNumber OC1 -NumberType 1 -Confirm:$false -Verbose").Clean();
        Assert.Equal(2, outcome.Verbose.Count(v => v.Contains("\"Delete\"", StringComparison.Ordinal)));
        Assert.Equal(["""[{"orderNo":"OC1","trackingNo":"A","type":1},{"orderNo":"OC1","trackingNo":"B","type":1}]"""], this.Sent(Delete));
        Assert.Equal("High", this.Run("(Get-Command Remove-Track123OceanTracking).ImplementingType.GetCustomAttributes($false) | ForEach-Object { if ($_ -is [Management.Automation.CmdletAttribute]) { $_.ConfirmImpact } }").Clean().Output.Single().ToString());
    }

    [Theory]
    [InlineData("false")]
    [InlineData("""{"data":false}""")]
    public void Deletion_answered_with_false_is_an_error(string data)
    {
        this.Answer(Delete, data);
        Assert.Equal(["InvalidRequest"], Ids(this.Run(Reference + " | Remove-Track123OceanTracking -Confirm:$false")));
    }

    [Fact]
    public void Deletion_of_an_unknown_shipment_is_not_an_error()
    {
        this.Answer(Delete, """{"rejected":[{"trackingNo":"MATS1","error":{"code":"A0400","msg":"trackingNo not registered"}}]}""");
        var outcome = this.Run(Reference + " | Remove-Track123OceanTracking -Confirm:$false -Verbose").Clean();
        Assert.Contains(outcome.Verbose, v => v.Contains("No deletion needed for 'MATS1'", StringComparison.Ordinal));
    }

    [Fact]
    public void WhatIf_sends_nothing()
    {
        foreach (var command in new[] { "Set-Track123OceanTracking -NewCarrierCode oocl", "Restart-Track123OceanTracking", "Remove-Track123OceanTracking" })
        {
            var outcome = this.Run($"{Reference} | {command} -WhatIf").Clean();
            Assert.Equal(
                command.StartsWith("Restart", StringComparison.Ordinal) ? ["Skipped"] : [], outcome.All("Status"));
        }

        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Rejected_key_is_one_error()
    {
        this.Server.Script(new { path = "", times = 3, body = """{"code":"A0230","msg":"Token expired"}""" });
        foreach (var command in new[] { "Get-Track123OceanTracking", "Restart-Track123OceanTracking", "Remove-Track123OceanTracking -Confirm:$false" })
        {
            var outcome = this.Run($"{Reference} | {command}");
            Assert.StartsWith(
                "AuthenticationFailed,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }
}
