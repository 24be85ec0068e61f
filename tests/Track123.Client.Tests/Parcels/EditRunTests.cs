using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

/// <summary>Edits: which call each goes to, and which row hears of what went wrong.</summary>
public sealed class EditRunTests
{
    private const string NoSuchPath = """{"message":"404"}""";

    [Fact]
    public async Task One_edit_is_an_object_with_what_is_to_change_and_no_more()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var result = Assert.Single(await Edit(service, [new()
        {
            Row = 1, TrackingNumber = " LB987654321CN ", CarrierCode = "china-post", OrderNumber = "SO-1001-B", Country = "de", ShipTime = "2026-03-02",
            PhoneSuffix = "4321", Remark = "", Custom1 = " a ",
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
    public async Task Several_edits_go_out_a_hundred_at_a_time()
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
    public async Task Where_the_batch_path_is_unknown_each_goes_alone_and_it_is_not_asked_for_again(int status, string body)
    {
        var service = new ScriptedService(r => IsTo(r, "update-batch") ? ScriptedService.Json(body, status)
            : r.Body.Contains("\"N2\"", StringComparison.Ordinal) ? ScriptedService.Success(Rejected(0, "N2", "trackNo not registered"))
            : ScriptedService.Success("true"));
        using var client = service.Connect();
        using var run = client.Begin(EditOperation.Create(), new Log(), default);
        var first = await service.Drive(run, [Row(1, "N1", remark: "a"), Row(2, "N2", remark: "b"), Row(3, "N3", remark: "c")]);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Rejected, ChangeStatus.Done], first.Select(r => r.Status));
        Assert.Equal(Track123ErrorKind.TrackingNotRegistered, first[1].ErrorKind);
        Assert.Null(run.FatalError);
        await service.Drive(run, [Row(4, "N4", remark: "d"), Row(5, "N5", remark: "e")]);
        Assert.Equal(1, service.Requests.Count(r => IsTo(r, "update-batch")));
        Assert.Equal(5, service.Requests.Count(r => IsTo(r, "update")));
    }

    [Fact]
    public async Task Where_no_edit_path_is_known_the_call_ends()
    {
        var service = new ScriptedService(_ => ScriptedService.Json(NoSuchPath, 403));
        using var client = service.Connect();
        using var run = client.Begin(EditOperation.Create(), new Log(), default);
        var results = await service.Drive(run, [Row(1, "N1", remark: "a"), Row(2, "N2", remark: "b")]);
        Assert.All(results, r => Assert.Equal((ChangeStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.EndpointNotFound), (r.Status, r.ErrorKind)));
        Assert.Equal(Track123ErrorKind.EndpointNotFound, run.FatalError?.Kind);
    }

    [Fact]
    public async Task New_carrier_has_its_own_call_after_the_fields()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1", "ups", "dhl", "a"), Row(2, "N2", "ups", "dhl"), Row(3, "N3", remark: "c")]);
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
    public async Task Refused_row_of_a_batch_is_found_and_keeps_its_carrier(string rejected)
    {
        var service = new ScriptedService(r => ScriptedService.Success(IsTo(r, "update-batch") ? $$"""{"rejected":[{{rejected}}]}""" : "true"));
        var results = await Edit(service, [Row(1, "N1", "ups", "dhl"), Row(2, "N2", remark: "b"), Row(3, "N3", "ups", "dhl", "c")]);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Done, ChangeStatus.Rejected], results.Select(r => r.Status));
        Assert.Equal("N1", Number(Assert.Single(service.Requests, r => IsTo(r, "update-courier"))));
    }

    [Fact]
    public async Task A_false_for_the_batch_is_no_false_for_a_change_of_carrier()
    {
        var service = new ScriptedService(r => ScriptedService.Success(IsTo(r, "update-batch") ? "false" : "true"));
        var results = await Edit(service, [Row(1, "N1", remark: "a"), Row(2, "N2", "ups", "dhl"), Row(3, "N3", "ups", "dhl", "c")]);
        Assert.Equal([ChangeStatus.Failed, ChangeStatus.Done, ChangeStatus.Failed], results.Select(r => r.Status));
        Assert.Single(service.Requests, r => IsTo(r, "update-courier"));
    }

    [Theory]
    [InlineData(500, "", Track123ErrorKind.ServiceUnavailable, ChangeStatus.Failed)]
    [InlineData(200, """{"code":"00000","data":false}""", Track123ErrorKind.InvalidRequest, ChangeStatus.Failed)]
    [InlineData(200, """{"code":"A0400","msg":"remark is too long"}""", Track123ErrorKind.TrackingRejected, ChangeStatus.Rejected)]
    [InlineData(200, """{"code":"A0400","msg":"trackNo not registered"}""", Track123ErrorKind.TrackingNotRegistered, ChangeStatus.Rejected)]
    public async Task A_call_for_one_that_fails_is_told_as_what_it_is(int status, string body, Track123ErrorKind kind, ChangeStatus expected)
    {
        var service = new ScriptedService(r => Number(r) == "N1" ? ScriptedService.Json(body, status) : ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1", "ups", "dhl"), Row(2, "N2", "ups", "dhl")]);
        Assert.Equal((expected, (Track123ErrorKind?)kind), (results[0].Status, results[0].ErrorKind));
        Assert.Equal(ChangeStatus.Done, results[1].Status);
    }

    [Fact]
    public async Task The_same_number_with_something_else_to_change_is_sent_after_the_first()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1", remark: "a"), new() { Row = 2, TrackingNumber = "N1", PostalCode = "10115" }]);
        Assert.All(results, r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.Equal(
            ["""{"trackNo":"N1","remark":"a"}""", """{"trackNo":"N1","postalCode":"10115"}"""],
            service.Requests.Select(r => r.Body));
    }

    [Fact]
    public async Task What_was_asked_for_last_stays_even_if_the_first_had_to_be_sent_again()
    {
        var done = new List<string>();
        var service = new ScriptedService(r =>
        {
            var has = r.Body.Contains("\"old\"", StringComparison.Ordinal);
            if (r.Number == 1)
                return ScriptedService.Json("{}", 503);

            done.Add(has ? "old" : r.Body.Contains("\"new\"", StringComparison.Ordinal) ? "new" : "other");
            return ScriptedService.Success("true");
        });
        var rows = Enumerable.Range(1, 200).Select(i => Row(i, i is 1 or 150 ? "A" : $"N{i}", remark: i == 1 ? "old" : i == 150 ? "new" : "x"));
        Assert.All(await Edit(service, [.. rows]), r => Assert.Equal(ChangeStatus.Done, r.Status));
        Assert.True(done.IndexOf("old") < done.IndexOf("new"), string.Join(", ", done));
    }

    [Fact]
    public async Task An_edit_that_is_done_stays_so_when_the_change_of_another_carrier_is_refused()
    {
        var service = new ScriptedService(r => IsTo(r, "update-courier") ? ScriptedService.Json("{}", 404) : ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "A", newCarrier: "ups", remark: "r"), Row(2, "B", remark: "r")]);
        Assert.Equal([(ChangeStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.EndpointNotFound), (ChangeStatus.Done, null)], results.Select(r => (r.Status, r.ErrorKind)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_refusal_that_names_no_row_is_no_success_of_any(int rows)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":[],"rejected":[{"error":{"code":"A0400","msg":"carrier not supported"}}]}"""));
        var results = await Edit(service, [.. Enumerable.Range(1, rows).Select(i => Row(i, $"N{i}", remark: "r"))]);
        Assert.All(results, r => Assert.Contains("carrier not supported", r.Reason, StringComparison.Ordinal));
        Assert.All(results, r => Assert.Equal(rows == 1 ? ChangeStatus.Rejected : ChangeStatus.Failed, r.Status));
    }

    [Fact]
    public async Task Nothing_to_change_or_a_wrong_row_is_not_sent()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Edit(service, [Row(1, "N1"), Row(2, "N2", remark: " "), Row(3, " ", remark: "a"), new() { TrackingNumber = "N4", Country = "Germany" }]);
        Assert.All(results, r => Assert.Equal((ChangeStatus.Rejected, (Track123ErrorKind?)Track123ErrorKind.InvalidRequest), (r.Status, r.ErrorKind)));
        Assert.Empty(service.Requests);
    }

    private static ParcelRow Row(long row, string number, string? carrier = null, string? newCarrier = null, string? remark = null) =>
        new() { Row = row, TrackingNumber = number, CarrierCode = carrier, NewCarrierCode = newCarrier, Remark = remark };

    private static bool IsTo(ScriptedRequest request, string end) => request.Uri.AbsolutePath.EndsWith("/track/" + end, StringComparison.Ordinal);

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
