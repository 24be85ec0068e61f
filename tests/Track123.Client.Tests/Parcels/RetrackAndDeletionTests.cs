namespace Track123.Client.Tests.Parcels;

public sealed class RetrackAndDeletionTests
{
    [Fact]
    public async Task Single_retrack_sends_an_object_to_refresh()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"success":true,"actualRefreshTime":"2026-03-09 10:00:00"}"""));
        var result = Assert.Single(await Retrack(service, [Row(1, " N1 ", "ups")]));
        Assert.Equal(RetrackStatus.Retracked, result.Status);
        Assert.Equal(new DateTime(2026, 3, 9, 10, 0, 0), result.LastRetrackTime);
        var request = Assert.Single(service.Requests);
        Assert.EndsWith("/tk/v2.1/track/refresh", request.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""{"trackNo":"N1","courierCode":"ups"}""", request.Body);
    }

    [Fact]
    public async Task Several_retracks_are_sent_in_a_batch_and_each_row_has_its_result()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"accepted":[{"trackNo":"N1"}],"rejected":[
              {"trackNo":"N3","error":{"code":"A0400","msg":"trackNo not registered"}},
              {"index":1,"trackNo":"N2","error":{"code":"A0400","msg":"only once in 6 hours"}}]}
            """));
        var results = await Retrack(
            service, [Row(1, "N1", "ups"), Row(2, "N2"), Row(3, "N3"), Row(4, ""), Row(5, "N1", "UPS")]);
        Assert.Equal(
            [RetrackStatus.Retracked, RetrackStatus.NotDue, RetrackStatus.Rejected, RetrackStatus.Rejected, RetrackStatus.NotDue],
            results.Select(r => r.Status));
        var request = Assert.Single(service.Requests);
        Assert.EndsWith("/tk/v2.1/track/refresh-batch", request.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""[{"trackNo":"N1","courierCode":"ups"},{"trackNo":"N2"},{"trackNo":"N3"}]""", request.Body);
    }

    [Theory]
    [InlineData(200, """{"code":"00000","data":{"done":false,"at":"2026-03-10 09:00:00"}}""")]
    [InlineData(200, """{"code":"A0400","msg":"It can be refreshed once every 6 hours"}""")]
    [InlineData(400, """{"code":"A0400","msg":"Once in 6 Hours"}""")]
    [InlineData(200, """{"code":"00000","data":{"rejected":[{"trackNo":"N1","error":{"code":"A0400","msg":"once in 6 hours"}}]}}""")]
    public async Task Retrack_within_six_hours_is_not_due(int status, string body)
    {
        var service = new ScriptedService(_ => ScriptedService.Json(body, status));
        var result = Assert.Single(await Retrack(service, [Row(1, "N1", "ups")]));
        Assert.Equal((RetrackStatus.NotDue, (Track123ErrorKind?)null), (result.Status, result.ErrorKind));
    }

    [Theory]
    [InlineData("""{"code":"A0400","msg":"trackNo not registered"}""", RetrackStatus.Rejected, Track123ErrorKind.TrackingNotRegistered)]
    [InlineData("""{"code":"A0410","msg":"courierCode is required"}""", RetrackStatus.Rejected, Track123ErrorKind.TrackingRejected)]
    [InlineData("""{"code":"A0230","msg":"expired"}""", RetrackStatus.Failed, Track123ErrorKind.AuthenticationFailed)]
    public async Task Rejected_retrack_has_status_and_error_kind(string body, RetrackStatus status, Track123ErrorKind kind)
    {
        var service = new ScriptedService(_ => ScriptedService.Json(body));
        var result = Assert.Single(await Retrack(service, [Row(1, "N1")]));
        Assert.Equal((status, (Track123ErrorKind?)kind), (result.Status, result.ErrorKind));
    }

    [Fact]
    public async Task Deletion_sends_an_array_of_one_per_row()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("true"));
        var results = await Delete(service, [Row(1, "N1", "ups"), Row(2, "N2"), Row(3, " ")]);
        Assert.Equal([ChangeStatus.Done, ChangeStatus.Done, ChangeStatus.Rejected], results.Select(r => r.Status));
        Assert.All(service.Requests, r => Assert.EndsWith("/tk/v2.1/track/delete", r.Uri.AbsolutePath, StringComparison.Ordinal));
        Assert.Equal(
            ["""[{"trackNo":"N1","courierCode":"ups"}]""", """[{"trackNo":"N2"}]"""],
            service.Requests.Select(r => r.Body).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(200, """{"code":"A0400","msg":"trackNo not registered"}""")]
    [InlineData(400, """{"code":"A0400","msg":"trackNo not registered"}""")]
    [InlineData(200, """{"code":"00000","data":{"rejected":[{"trackNo":"N1","error":{"code":"A0400","msg":"trackNo not registered"}}]}}""")]
    public async Task Deleting_an_unknown_number_is_already_done(int status, string body)
    {
        var service = new ScriptedService(_ => ScriptedService.Json(body, status));
        var result = Assert.Single(await Delete(service, [Row(1, "N1", "ups")]));
        Assert.Equal((ChangeStatus.AlreadyDone, (Track123ErrorKind?)null), (result.Status, result.ErrorKind));
    }

    [Fact]
    public async Task Deletion_is_retried_after_a_lost_response()
    {
        var service = new ScriptedService(r => r.Number == 1
            ? throw new HttpRequestException("reset")
            : ScriptedService.Json("""{"code":"A0400","msg":"trackNo not registered"}"""));
        Assert.Equal(ChangeStatus.AlreadyDone, Assert.Single(await Delete(service, [Row(1, "N1", "ups")])).Status);
        Assert.Equal(2, service.Requests.Count);
    }

    [Fact]
    public async Task Deletion_answered_with_false_is_failed()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("false"));
        Assert.Equal(ChangeStatus.Failed, Assert.Single(await Delete(service, [Row(1, "N1", "ups")])).Status);
    }

    [Fact]
    public async Task Nothing_more_is_sent_after_the_key_is_rejected()
    {
        var service = new ScriptedService(r => r.Number == 1 ? ScriptedService.Success("true") : ScriptedService.Json("""{"code":"A0230"}"""));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Delete, new Log(), default);
        var results = await service.Drive(run, Enumerable.Range(1, 200).Select(i => Row(i, $"N{i}")));
        Assert.Equal(200, results.Count);
        Assert.Equal(1, results.Count(r => r.Status == ChangeStatus.Done));
        Assert.Equal(Track123ErrorKind.AuthenticationFailed, run.FatalError?.Kind);
        Assert.Equal(2, service.Requests.Count);
    }

    private static ParcelRow Row(long row, string number, string? carrier = null) => new() { Row = row, TrackingNumber = number, CarrierCode = carrier };

    private static async Task<List<RetrackResult>> Retrack(ScriptedService service, IEnumerable<ParcelRow> rows)
    {
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Retrack, new Log(), default);
        return await service.Drive(run, rows);
    }

    private static async Task<List<ChangeResult>> Delete(ScriptedService service, IEnumerable<ParcelRow> rows)
    {
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Delete, new Log(), default);
        return await service.Drive(run, rows);
    }
}
