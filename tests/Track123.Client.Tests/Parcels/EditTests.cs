using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

/// <summary>Tests which request each edit is sent in, and which row a failure is reported for.</summary>
public sealed class EditTests
{
    private const string NoSuchPath = """{"message":"404"}""";

    [Fact]
    public async Task Single_edit_is_an_object_with_only_the_changed_fields()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var result = Assert.Single(await Edit(service, [new()
        {
            Row = 1, TrackingNumber = " LB987654321CN ", CarrierCode = "china-post", OrderNumber = "SO-1001-B", Country = "de", ShipTime = "2026-03-02 00:00:00",
            PhoneSuffix = "+49 170 123-4321", Remark = null, Custom1 = " a ",
        }]));
        Assert.Equal(ChangeStatus.Done, result.Status);
        var request = Assert.Single(service.Requests);
        Assert.EndsWith("/tk/v2.1/track/update", request.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal(
            """
            {"trackNo":"LB987654321CN","courierCode":"china-post","orderNo":"SO-1001-B","country":"DE","shipTime":"2026-03-02 00:00:00","extendFieldMap":{"phoneSuffix":"4321"},"custom1":"a"}
            """,
            request.Body);
    }

    [Fact]
    public async Task Empty_text_is_sent_to_clear_a_field_and_null_is_not_sent()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        Assert.Single(await Edit(service, [new()
        {
            Row = 1, TrackingNumber = "N1", CarrierCode = " ", OrderNumber = "", Country = "", ShipTime = "", CustomerEmail = "",
            PostalCode = "", PhoneSuffix = "", Remark = " ", Custom1 = "", Custom2 = null,
        }]));
        Assert.Equal(
            """
            {"trackNo":"N1","orderNo":"","country":"","shipTime":"","customerEmail":"","postalCode":"","extendFieldMap":{"phoneSuffix":""},"remark":"","custom1":""}
            """,
            Assert.Single(service.Requests).Body);
    }

    [Fact]
    public async Task Several_edits_are_sent_in_batches_of_100()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[],"rejected":[]}"""));
        var results = await Edit(service, Enumerable.Range(1, 250).Select(i => Row(i, $"N{i}", remark: $"r{i}")));
        Assert.Equal(Enumerable.Range(1, 250).Select(i => (long)i), results.Select(r => r.Row));
        Assert.All(results, r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.All(service.Requests, r => Assert.EndsWith("/track/update-batch", r.Uri.AbsolutePath, StringComparison.Ordinal));
        Assert.Equal([100, 100, 50], service.Requests.Select(Count).OrderDescending());
    }

    [Theory]
    [InlineData(403, NoSuchPath)]
    [InlineData(404, "")]
    [InlineData(200, """{"code":"C0113"}""")]
    public async Task Unknown_batch_path_is_tried_once_and_each_edit_is_sent_alone(int status, string body)
    {
        var service = new ScriptedService(r => IsTo(r, "update-batch") ? ScriptedService.Json(body, status)
            : r.Body.Contains("\"N2\"", StringComparison.Ordinal) ? ScriptedService.Success(Rejected(0, "N2", "trackNo not registered"))
            : ScriptedService.Success("true"));
        using var client = service.Connect();
        using var run = client.Begin(EditOperation.Create(), new Log(), default);
        var first = await service.Drive(
            run, [Row(1, "N1", remark: "a"), Row(2, "N2", remark: "b"), Row(3, "N3", remark: "c")]);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Rejected, ChangeStatus.Done], first.Select(r => r.Status));
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, first[1].ErrorKind);
        Assert.Null(run.FatalError);
        await service.Drive(run, [Row(4, "N4", remark: "d"), Row(5, "N5", remark: "e")]);
        Assert.Equal(1, service.Requests.Count(r => IsTo(r, "update-batch")));
        Assert.Equal(5, service.Requests.Count(r => IsTo(r, "update")));
    }

    [Fact]
    public async Task Edit_fails_when_no_edit_path_is_known()
    {
        var service = new ScriptedService(_ => ScriptedService.Json(NoSuchPath, 403));
        using var client = service.Connect();
        using var run = client.Begin(EditOperation.Create(), new Log(), default);
        var results = await service.Drive(run, [Row(1, "N1", remark: "a"), Row(2, "N2", remark: "b")]);
        Assert.All(results, r => Assert.Equal((ChangeStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.EndpointNotFound), (r.Status, r.ErrorKind)));
        Assert.Equal(Track123ErrorKind.EndpointNotFound, run.FatalError?.Kind);
    }

    [Fact]
    public async Task New_carrier_is_sent_in_its_own_request_after_the_fields()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(
            service, [Row(1, "N1", "ups", "dhl", "a"), Row(2, "N2", "ups", "dhl"), Row(3, "N3", remark: "c")]);
        Assert.All(results, r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.Equal("""[{"trackNo":"N1","courierCode":"ups","remark":"a"},{"trackNo":"N3","remark":"c"}]""", service.Requests[0].Body);
        Assert.Equal(
            ["""{"trackNo":"N1","courierCode":"ups","newCourierCode":"dhl"}""", """{"trackNo":"N2","courierCode":"ups","newCourierCode":"dhl"}"""],
            service.Requests.Where(r => IsTo(r, "update-courier")).Select(r => r.Body).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("""{"index":1,"trackNo":"N3","error":{"code":"A0400","msg":"no"}}""")]
    [InlineData("""{"trackNo":"N3","error":{"code":"A0400","msg":"no"}}""")]
    [InlineData("""{"index":0,"trackNo":"N3","error":{"code":"A0400","msg":"no"}}""")]
    public async Task Rejected_row_of_a_batch_is_matched_and_its_carrier_is_not_changed(string rejected)
    {
        var service = new ScriptedService(r => ScriptedService.Success(IsTo(r, "update-batch") ? $$"""{"rejected":[{{rejected}}]}""" : "true"));
        var results = await Edit(
            service, [Row(1, "N1", "ups", "dhl"), Row(2, "N2", remark: "b"), Row(3, "N3", "ups", "dhl", "c")]);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Done, ChangeStatus.Rejected], results.Select(r => r.Status));
        Assert.Equal("N1", Number(Assert.Single(service.Requests, r => IsTo(r, "update-courier"))));
    }

    [Fact]
    public async Task False_for_the_batch_does_not_fail_a_separate_carrier_change()
    {
        var service = new ScriptedService(r => ScriptedService.Success(IsTo(r, "update-batch") ? "false" : "true"));
        var results = await Edit(
            service, [Row(1, "N1", remark: "a"), Row(2, "N2", "ups", "dhl"), Row(3, "N3", "ups", "dhl", "c")]);
        Assert.Equal([ChangeStatus.Failed, ChangeStatus.Done, ChangeStatus.Failed], results.Select(r => r.Status));
        Assert.Single(service.Requests, r => IsTo(r, "update-courier"));
    }

    [Theory]
    [InlineData(500, "", Track123ErrorKind.ServiceUnavailable, ChangeStatus.Failed)]
    [InlineData(200, """{"code":"00000","data":false}""", Track123ErrorKind.InvalidRequest, ChangeStatus.Failed)]
    [InlineData(200, """{"code":"A0400","msg":"remark is too long"}""", Track123ErrorKind.TrackingRejected, ChangeStatus.Rejected)]
    [InlineData(200, """{"code":"A0400","msg":"trackNo not registered"}""", Track123ErrorKind.TrackingNotRegistered, ChangeStatus.Rejected)]
    public async Task Failure_of_a_single_request_sets_status_and_kind_of_its_row(int status, string body, Track123ErrorKind kind, ChangeStatus expected)
    {
        var service = new ScriptedService(r => Number(r) == "N1" ? ScriptedService.Json(body, status) : ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1", "ups", "dhl"), Row(2, "N2", "ups", "dhl")]);
        Assert.Equal((expected, (Track123ErrorKind?)kind), (results[0].Status, results[0].ErrorKind));
        Assert.Equal(ChangeStatus.Done, results[1].Status);
    }

    [Fact]
    public async Task Different_edits_of_one_number_are_sent_one_after_the_other()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(
            service, [Row(1, "N1", remark: "a"), new() { Row = 2, TrackingNumber = "N1", PostalCode = "10115" }]);
        Assert.All(results, r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.Equal(
            ["""{"trackNo":"N1","remark":"a"}""", """{"trackNo":"N1","postalCode":"10115"}"""],
            service.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task Last_edit_of_a_number_is_applied_last_even_after_a_retry()
    {
        var done = new List<string>();
        var service = new ScriptedService(r =>
        {
            var has = r.Body.Contains("\"old\"", StringComparison.Ordinal);
            if (r.Number == 1)
            {
                return ScriptedService.Json("{}", 503);
            }

            done.Add(has ? "old" : r.Body.Contains("\"new\"", StringComparison.Ordinal) ? "new" : "other");
            return ScriptedService.Success("true");
        });
        var rows = Enumerable.Range(1, 200).Select(i => Row(i, i is 1 or 150 ? "A" : $"N{i}", remark: i == 1 ? "old" : i == 150 ? "new" : "x"));
        Assert.All(await Edit(service, [.. rows]), r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.True(done.IndexOf("old") < done.IndexOf("new"), string.Join(", ", done));
    }

    [Fact]
    public async Task Completed_edit_stays_done_when_another_carrier_change_fails()
    {
        var service = new ScriptedService(r => IsTo(r, "update-courier") ? ScriptedService.Json("{}", 404) : ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "A", newCarrier: "ups", remark: "r"), Row(2, "B", remark: "r")]);
        Assert.Equal([(ChangeStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.EndpointNotFound), (ChangeStatus.Done, null)], results.Select(r => (r.Status, r.ErrorKind)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Rejection_without_a_number_leaves_no_row_successful(int rows)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[],"rejected":[{"error":{"code":"A0400","msg":"carrier not supported"}}]}"""));
        var results = await Edit(service, [.. Enumerable.Range(1, rows).Select(i => Row(i, $"N{i}", remark: "r"))]);
        Assert.All(results, r => Assert.Contains("carrier not supported", r.Reason, StringComparison.Ordinal));
        Assert.All(results, r => Assert.Equal(rows == 1 ? ChangeStatus.Rejected : ChangeStatus.Failed, r.Status));
    }

    [Fact]
    public async Task Row_without_changes_or_with_an_invalid_value_is_rejected_and_not_sent()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1"), Row(2, " ", remark: "a"), new() { TrackingNumber = "N3", Country = "Atlantis" }]);
        Assert.All(results, r => Assert.Equal((ChangeStatus.Rejected, (Track123ErrorKind?)Track123ErrorKind.InvalidRequest), (r.Status, r.ErrorKind)));
        Assert.Empty(service.Requests);
    }

    private static ParcelRow Row(long row, string number, string? carrier = null, string? newCarrier = null, string? remark = null) =>
        new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NewCarrierCode = newCarrier, Remark = remark };

    private static bool IsTo(ScriptedRequest request, string end) =>
        request.Uri.AbsolutePath.EndsWith("/track/" + end, StringComparison.Ordinal);

    private static string Rejected(int index, string number, string message) =>
        $$$"""{"rejected":[{"index":{{{index}}},"trackNo":"{{{number}}}","error":{"code":"A0400","msg":"{{{message}}}"}}]}""";

    private static int Count(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetArrayLength();
    }

    private static string Number(ScriptedRequest request)
    {
        using var body = JsonDocument.Parse(request.Body);
        return body.RootElement.GetProperty("trackNo").GetString()!;
    }

    private static async Task<List<ChangeResult>> Edit(ScriptedService service, IEnumerable<ParcelRow> rows)
    {
        using var client = service.Connect();
        using var run = client.Begin(EditOperation.Create(), new Log(), default);
        return await service.Drive(run, rows);
    }
}
