using System.Net.Sockets;

namespace Track123.Client.Tests.Parcels;

public sealed class InstantTrackingTests
{
    [Fact]
    public async Task Query_sends_the_documented_body_and_returns_one_record()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"accepted":{"trackNo":"N1","transitStatus":"IN_TRANSIT","localLogisticsInfo":{"courierCode":"ups","trackingDetails":[
              {"eventTime":"2026-03-07 06:30:00","timezone":"+01:00","eventDetail":"Angekommen","eventDetailTranslation":"Arrived"}]}},"rejected":null}
            """));
        using var client = service.Connect();
        var parcel = new ParcelRow { TrackingNumber = " N1 ", NumberCheck = NumberCheck.CleanOnly, CarrierCode = "ups", PostalCode = "10115", PhoneSuffix = "4321", Language = "en" };
        var tracking = await service.Drive(client.GetInstantTrackingAsync(parcel, new Log(), default));
        Assert.Equal((TransitStatus.InTransit, "Arrived"), (tracking!.TransitStatus, Assert.Single(tracking.Events).Translation));
        Assert.Equal(service.Now, tracking.RetrievedTime);
        var request = Assert.Single(service.Requests);
        Assert.EndsWith("/tk/v2.1/track/query-realtime", request.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("""{"trackNo":"N1","courierCode":"ups","postalCode":"10115","extendFieldMap":{"phoneSuffix":"4321"},"lang":"en"}""", request.Body);
    }

    [Theory]
    [InlineData("""{"accepted":null,"rejected":[]}""")]
    [InlineData("""{"accepted":[]}""")]
    [InlineData("""{"accepted":{"content":[]}}""")]
    [InlineData("null")]
    public async Task Unknown_number_returns_null(string data)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        Assert.Null(await Ask(service, "N1"));
        Assert.Equal("""{"trackNo":"N1"}""", Assert.Single(service.Requests).Body);
    }

    [Theory]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.NetworkDown)]
    [InlineData(SocketError.ConnectionReset)]
    public async Task Request_is_not_retried_after_a_network_failure(SocketError error)
    {
        var service = new ScriptedService(_ => throw new HttpRequestException("sending", new IOException("reading", new SocketException((int)error))));
        using var client = service.Connect();
        var lost = await Assert.ThrowsAsync<Track123Exception>(() => service.Drive(
            client.GetInstantTrackingAsync(new() { TrackingNumber = "N1", NumberCheck = NumberCheck.CleanOnly }, new Log(), default)));
        Assert.Single(service.Requests);
        Assert.Contains("may have processed", lost.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("additional field postalCode", Track123ErrorKind.ExtraFieldRequired)]
    [InlineData("unknown format", Track123ErrorKind.TrackingRejected)]
    public async Task Rejection_throws_an_exception_with_its_kind(string message, Track123ErrorKind kind)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            $$$"""{"accepted":null,"rejected":{"trackNo":"N1","error":{"code":"A0400","msg":"{{{message}}}"}} }"""));
        var refused = await Assert.ThrowsAsync<Track123Exception>(() => Ask(service, "N1"));
        Assert.Equal((kind, "A0400", "t-1"), (refused.Kind, refused.Code, refused.TraceId));
        Assert.False(refused.IsFatal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("N\u00071")]
    public async Task Invalid_number_is_rejected_and_not_sent(string number)
    {
        var service = new ScriptedService(_ => ScriptedService.Success("null"));
        var refused = await Assert.ThrowsAsync<Track123Exception>(() => Ask(service, number));
        Assert.Equal(Track123ErrorKind.InvalidRequest, refused.Kind);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Requests_are_at_least_a_second_apart()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""{"accepted":{"trackNo":"N"}}"""));
        using var client = service.Connect();
        await service.Drive(Task.WhenAll(Enumerable.Range(1, 4).Select(
            i => client.GetInstantTrackingAsync(new() { TrackingNumber = $"N{i}", NumberCheck = NumberCheck.CleanOnly }, new Log(), default))));
        var times = service.Requests.ConvertAll(r => r.Time);
        Assert.Equal(4, times.Count);
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromSeconds(1), $"{pair.Second - pair.First} apart"));
    }

    [Fact]
    public async Task Request_is_not_retried_after_a_lost_response()
    {
        var service = new ScriptedService(_ => throw new HttpRequestException("reset"));
        var failed = await Assert.ThrowsAsync<Track123Exception>(() => Ask(service, "N1"));
        Assert.Equal(Track123ErrorKind.ConnectionFailed, failed.Kind);
        Assert.Single(service.Requests);
    }

    private static async Task<Tracking?> Ask(ScriptedService service, string number)
    {
        using var client = service.Connect();
        return await service.Drive(
            client.GetInstantTrackingAsync(new() { TrackingNumber = number, NumberCheck = NumberCheck.CleanOnly }, new Log(), default));
    }
}
