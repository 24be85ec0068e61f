namespace Track123.Client.Tests.Cargo;

public sealed class OceanOperationTests
{
    private const string Accepted =
        """{"accepted":[{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2,"orderNo":"OC202603020001"}],"rejected":[]}""";

    [Fact]
    public async Task Registration_sends_the_documented_request_and_returns_the_order_number()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(Accepted));
        var result = Assert.Single(await service.Run(c => c.Begin(OceanOperations.Register, new Log(), default), Row("MATS1234567890", email: "ops@example.com")));
        var request = Assert.Single(service.Requests);
        Assert.Equal(("POST", "tk/v2.1/ocean/track/import"), (request.Method, request.Path()));
        Assert.Equal("""[{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2,"customerEmail":"ops@example.com"}]""", request.Body);
        Assert.Equal((RegistrationStatus.Registered, "OC202603020001"), (result.Status, result.OrderNumber));
        Assert.Equal(("matson", OceanNumberType.BillOfLading, "ops@example.com"), (result.CarrierCode, result.NumberType, result.CustomerEmail));
    }

    [Fact]
    public async Task Duplicate_is_already_registered_with_its_order_number()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"rejected":[{"trackingNo":"A1","orderNo":"OC9","error":{"code":"A0400","msg":"The order number has been imported"}}]}"""));
        var results = await service.Run(
            c => c.Begin(OceanOperations.Register, new Log(), default), Row("A1"), Row("A1"));
        Assert.All(
            results, r => Assert.Equal((RegistrationStatus.AlreadyRegistered, "OC9"), (r.Status, r.OrderNumber)));
    }

    [Fact]
    public async Task Invalid_row_is_rejected_and_not_sent()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(Accepted));
        var results = await service.Run(
            c => c.Begin(OceanOperations.Register, new Log(), default),
            Row(""),
            Row("A", carrier: " "),
            Row("A", type: OceanNumberType.Unknown),
            Row("A", carrier: "x\uD83D"),
            Row("A", email: "\uDE00@example.com"));
        Assert.Equal(5, results.Count);
        Assert.All(
            results.Zip(["number is blank", "carrier code", "number type", "damaged text", "damaged text"]),
            pair => Assert.Contains(pair.Second, pair.First.Reason, StringComparison.Ordinal));
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Rejected, r.Status));
        Assert.Empty(service.Requests);
    }

    [Theory]
    [InlineData("mats1234567890")]
    [InlineData("MATS-123456-7890")]
    public async Task Number_echoed_in_another_spelling_is_matched(string echoed)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            $$$"""{"accepted":[{"trackingNo":"{{{echoed}}}","orderNo":"OC1"}],"rejected":[{"trackingNo":"b-2","error":{"code":"A0400","msg":"bad"}}]}"""));
        var results = await service.Run(
            c => c.Begin(OceanOperations.Register, new Log(), default), Row("B2"), Row("MATS1234567890"));
        Assert.Equal([RegistrationStatus.Rejected, RegistrationStatus.Registered], results.Select(r => r.Status));
        Assert.Equal("OC1", results[1].OrderNumber);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"accepted":null,"rejected":null}""")]
    public async Task Row_missing_from_the_response_is_failed(string data)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        Assert.Equal(RegistrationStatus.Failed, Assert.Single(await service.Run(c => c.Begin(OceanOperations.Register, new Log(), default), Row("A"))).Status);
    }

    [Fact]
    public async Task Remaining_batches_are_not_sent_when_out_of_credit()
    {
        var service = new ScriptedService(_ => ScriptedService.Json("""{"code":"101107","msg":"no credit"}"""));
        var results = await service.Run(c => c.Begin(OceanOperations.Register, new Log(), default), [.. Enumerable.Range(1, 1000).Select(i => Row($"N{i}"))]);
        Assert.All(results, r => Assert.Equal((RegistrationStatus.Failed, Track123ErrorKind.OutOfCredit), (r.Status, r.ErrorKind)));
        Assert.Equal(1000, results.Count);

        // One batch, and one of its rows to see whether the balance is zero.
        Assert.Equal([100, 1], service.Requests.Select(r => r.Body.Split("trackingNo").Length - 1));
    }

    [Theory]
    [InlineData("true", ChangeStatus.Done)]
    [InlineData("false", ChangeStatus.Failed)]
    [InlineData("""{"data":true}""", ChangeStatus.Done)]
    [InlineData("""{"data":false}""", ChangeStatus.Failed)]
    [InlineData("null", ChangeStatus.Done)]
    [InlineData("{}", ChangeStatus.Done)]
    public async Task Carrier_change_and_deletion_take_their_status_from_the_boolean(string data, ChangeStatus status)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        Assert.Equal(status, Assert.Single(await service.Run(c => c.Begin(OceanOperations.ChangeCarrier, new Log(), default), Reference("A", carrier: "oocl"))).Status);
        Assert.Equal(status, Assert.Single(await service.Run(c => c.Begin(OceanOperations.Delete, new Log(), default), Reference("A"))).Status);
        Assert.Equal(["tk/v2.1/ocean/track/update-carrier", "tk/v2.1/ocean/track/delete"], service.Requests.Select(r => r.Path()));
        Assert.Equal(
            ["""{"carrierCode":"oocl","details":[{"orderNo":"OC-A","trackingNo":"A","type":3}]}""", """[{"orderNo":"OC-A","trackingNo":"A","type":3}]"""],
            service.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task Rows_with_the_same_new_carrier_share_a_batch()
    {
        var service = new ScriptedService(r => r.Body.Contains("\"carrierCode\":\"one\"", StringComparison.Ordinal)
            ? ScriptedService.Success("""{"rejected":[{"index":1,"trackingNo":"C","error":{"code":"A0400","msg":"trackNo not registered"}}]}""")
            : ScriptedService.Json("""{"code":"A0400","msg":"carrier is wrong"}""", 400));
        var results = await service.Run(
            c => c.Begin(OceanOperations.ChangeCarrier, new Log(), default),
            Reference("A", carrier: "one"), Reference("B", carrier: "oocl"), Reference("C", carrier: "ONE"), Reference("D", carrier: "oocl"), Reference("A", carrier: "two"));
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Failed, ChangeStatus.Rejected, ChangeStatus.Failed, ChangeStatus.Rejected], results.Select(r => r.Status));
        Assert.Equal(
            [2, 2, 1], service.Requests.Select(r => CargoService.Json(r.Body).GetProperty("details").GetArrayLength()));
    }

    [Fact]
    public async Task Rejected_key_ends_a_carrier_change_after_one_request()
    {
        var service = new ScriptedService(_ => ScriptedService.Json("""{"code":"A0230","msg":"expired"}"""));
        var results = await service.Run(c => c.Begin(OceanOperations.ChangeCarrier, new Log(), default), Reference("A", carrier: "one"), Reference("B", carrier: "two"));
        Assert.All(results, r => Assert.Equal((ChangeStatus.Failed, Track123ErrorKind.AuthenticationFailed), (r.Status, r.ErrorKind)));
        Assert.Single(service.Requests);
    }

    [Theory]
    [InlineData("""{"success":true,"actualRefreshTime":"2026-03-10 12:00:00"}""", RetrackStatus.Retracked, true)]
    [InlineData("""{"executed":false,"lastTime":"2026-03-10 12:00:00"}""", RetrackStatus.NotDue, true)]
    [InlineData("true", RetrackStatus.Retracked, false)]
    [InlineData("false", RetrackStatus.NotDue, false)]
    [InlineData("""{"data":true}""", RetrackStatus.Retracked, false)]
    [InlineData("null", RetrackStatus.Retracked, false)]
    public async Task Retrack_sends_one_request_per_row_and_returns_its_status(string data, RetrackStatus status, bool hasTime)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        var results = await service.Run(
            c => c.Begin(OceanOperations.Retrack, new Log(), default), Reference("A"), Reference("B"));
        Assert.All(results, r => Assert.Equal((status, hasTime ? new DateTime(2026, 3, 10, 12, 0, 0) : null), (r.Status, r.LastRetrackTime)));
        Assert.All(service.Requests, r => Assert.Equal("tk/v2.1/ocean/track/refresh", r.Path()));
        Assert.Equal(
            ["""{"orderNo":"OC-A","trackingNo":"A","type":3}""", """{"orderNo":"OC-B","trackingNo":"B","type":3}"""],
            service.Requests.Select(r => r.Body).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"code":"A0400","msg":"trackNo not registered"}""", 200)]
    [InlineData("""{"code":"00000","data":{"rejected":[{"trackingNo":"A","error":{"code":"A0400","msg":"trackingNo not registered"}}]}}""", 200)]
    public async Task Deleting_an_unknown_number_is_already_done_and_retracking_it_is_rejected(string body, int status)
    {
        var service = new ScriptedService(_ => ScriptedService.Json(body, status));
        Assert.Equal(ChangeStatus.AlreadyDone, Assert.Single(await service.Run(c => c.Begin(OceanOperations.Delete, new Log(), default), Reference("A"))).Status);
        var retrack = Assert.Single(
            await service.Run(c => c.Begin(OceanOperations.Retrack, new Log(), default), Reference("A")));
        Assert.Equal(
            (RetrackStatus.Rejected, Track123ErrorKind.TrackingNotRegistered), (retrack.Status, retrack.ErrorKind));
    }

    [Fact]
    public async Task Batch_rejected_for_unknown_numbers_is_split_until_they_are_found()
    {
        var service = new ScriptedService(r => r.Body.Contains("\"N7\"", StringComparison.Ordinal) || r.Body.Contains("\"N8\"", StringComparison.Ordinal)
            ? ScriptedService.Json("""{"code":"A0400","msg":"trackingNo not registered","traceId":"t-9"}""", 400)
            : ScriptedService.Success("true"));
        CargoRow[] rows = [.. Enumerable.Range(1, 16).Select(i => Reference($"N{i}", carrier: "oocl"))];
        var deleted = await service.Run(c => c.Begin(OceanOperations.Delete, new Log(), default), rows);
        Assert.Equal(Enumerable.Range(1, 16).Select(i => i is 7 or 8 ? ChangeStatus.AlreadyDone : ChangeStatus.Done), deleted.Select(r => r.Status));
        Assert.True(service.Requests.Count < 12);
        var changed = await service.Run(c => c.Begin(OceanOperations.ChangeCarrier, new Log(), default), rows);
        Assert.Equal(Enumerable.Range(1, 16).Select(i => i is 7 or 8 ? ChangeStatus.Rejected : ChangeStatus.Done), changed.Select(r => r.Status));
    }

    [Fact]
    public async Task Reference_without_order_number_tracking_number_or_type_is_rejected()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await service.Run(
            c => c.Begin(OceanOperations.Delete, new Log(), default),
            new CargoRow { TrackingNumber = "A", NumberType = OceanNumberType.Container },
            new CargoRow { TrackingNumber = "A", OrderNumber = "O" },
            new CargoRow { OrderNumber = "O", NumberType = OceanNumberType.Container });
        Assert.All(results, r => Assert.Equal(ChangeStatus.Rejected, r.Status));
        Assert.Empty(service.Requests);
        var change = Assert.Single(await service.Run(c => c.Begin(OceanOperations.ChangeCarrier, new Log(), default), Reference("A", carrier: " ")));
        Assert.Equal((ChangeStatus.Rejected, Track123ErrorKind.InvalidRequest), (change.Status, change.ErrorKind));
    }

    private static CargoRow Row(
        string number, string carrier = "matson", OceanNumberType type = OceanNumberType.BillOfLading, string? email = null) =>
        new() { TrackingNumber = number, CarrierCode = carrier, NumberType = type, CustomerEmail = email };

    private static CargoRow Reference(string number, string? carrier = null) =>
        new() { OrderNumber = "OC-" + number, TrackingNumber = number, NumberType = OceanNumberType.Container, NewCarrierCode = carrier };
}
