using System.Text;
using Track123.Webhooks;

namespace Track123.Client.Tests.Webhooks;

public sealed class WebhookBodyTests
{
    private const string Record =
        """{"id":412255084490768411,"trackNo":"LB987654321CN","orderNo":"SO-1001","shipFrom":"CN","transitStatus":"DELIVERED","stayDays":1,"localLogisticsInfo":{"courierCode":"china-post"}}""";

    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Documented_body_is_read()
    {
        var notification = Read($$$"""{"data":{{{Record}}},"verify":{"signature":"ab","timestamp":"1773052925000"}}""").Single();
        Assert.Equal(CarrierType.Parcel, notification.Kind);
        Assert.Equal("412255084490768411", notification.Tracking!.Id);
        Assert.Equal(TransitStatus.Delivered, notification.Tracking.TransitStatus);
        Assert.Equal("china-post", notification.CarrierCode);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1773052925000), notification.Timestamp);
        Assert.Equal(Now, notification.Tracking.RetrievedTime);
        Assert.Equal(WebhookSignatureStatus.NotChecked, notification.SignatureResult.Status);
    }

    [Fact]
    public void Other_body_forms_are_read()
    {
        Assert.Equal("LB987654321CN", Read(Record).Single().TrackingNumber);
        Assert.Equal("LB987654321CN", Read("\uFEFF " + Record + "\n").Single().TrackingNumber);
        Assert.Equal(["LB987654321CN", "X2"], Read($$$"""{"verify":null,"data":[{{{Record}}},null,{"trackNo":"X2"}]}""").Select(n => n.TrackingNumber));
        var lower = Read("""{"data":{"trackNo":"X","shipfrom":"CN","updateTime":"2026-03-02 09:20:36"}}""").Single().Tracking!;
        Assert.Equal("CN", lower.ShipFrom);
        Assert.Equal("2026-03-02 09:20:36", lower.AdditionalData["updateTime"]);
        Assert.DoesNotContain("shipfrom", lower.AdditionalData.Keys);
    }

    [Fact]
    public void Record_without_envelope_can_contain_its_signature()
    {
        var body = """{"trackNo":"X","verify":{"timestamp":1773052925000,"signature":"no"}}""";
        var notification = Read(body).Single();
        Assert.Equal(1773052925000, notification.Timestamp!.Value.ToUnixTimeMilliseconds());
        Assert.Empty(notification.Tracking!.AdditionalData);
    }

    [Fact]
    public void Ocean_air_and_parcel_records_are_distinguished()
    {
        var ocean = Read("""{"data":{"trackingNo":"MATU1234567","searchStatus":"IN_TRANSIT","containerInfo":[{"containerNo":"MATU1234567"}]}}""").Single();
        Assert.Equal((CarrierType.Ocean, "IN_TRANSIT"), (ocean.Kind, ocean.StatusText));
        Assert.Single(ocean.OceanShipment!.Containers);
        var air = Read("""{"data":{"trackingNo":"160-12345675","carrierCode":"cathay-pacific","aviationStatus":"ARRIVED"}}""").Single();
        Assert.Equal((CarrierType.Air, AirStatus.Arrived), (air.Kind, air.AirShipment!.Status));
        Assert.Equal(CarrierType.Air, Read("""{"data":{"trackingNo":"160-12345675"}}""").Single().Kind);
        Assert.Equal(CarrierType.Ocean, Read("""{"data":{"trackingNo":"BOOKING77"}}""").Single().Kind);
    }

    [Fact]
    public void Body_of_the_Shopify_app_is_rejected_with_a_hint() => Assert.Contains(
        "Shopify", ReadError("""{"trackingNumber":"X","orderName":"#1","transitStatus":"Delivered","trackInfo":[]}"""), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":"text"}""")]
    [InlineData("""{"data":[1]}""")]
    [InlineData("""{"data":{"trackNo":""}}""")]
    [InlineData("""{"data":{"trackNo":null}}""")]
    [InlineData("""{"data":{"trackNo":"X"}} x""")]
    [InlineData("""{"data":{"trackNo":"X"}""")]
    [InlineData("""{"data":{"trackNo":"X","localLogisticsInfo":5}}""")]
    [InlineData("""{"data":{"trackNo":"X","field":"\ud800"}}""")]
    [InlineData("""{"data":{"trackNo":"X","\udc00":1}}""")]
    public void Invalid_body_throws_only_the_WebhookInvalid_error(string body) => Assert.NotEmpty(ReadError(body));

    [Fact]
    public void Too_deep_too_large_or_too_many_records_are_rejected()
    {
        ReadError(new string('[', 100_000));
        ReadError("""{"data":{"trackNo":"X","a":""" + new string('[', 100) + new string(']', 100) + "}}");
        ReadError($$$"""{"data":{"trackNo":"X","remark":"{{{new string('x', WebhookBody.MaxBytes)}}}"}}""");
        ReadError("""{"data":[""" + string.Join(",", Enumerable.Repeat("""{"trackNo":"X"}""", 101)) + "]}");
    }

    [Fact]
    public void Random_bytes_throw_only_the_WebhookInvalid_error()
    {
        var random = new Random(6);
        var good = Encoding.UTF8.GetBytes($$$"""{"data":{{{Record}}},"verify":{"signature":"ab","timestamp":"1773052925000"}}""");
        var check = new WebhookSignature("k", WebhookAlgorithm.HmacSha256, TimeSpan.FromHours(1), () => Now);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])good.Clone();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                foreach (var notification in WebhookBody.ReadNotifications(bytes, signature: null, Now))
                {
                    _ = notification.Tracking?.AdditionalData.Count + notification.Tracking?.Events.Count;
                }
            }
            catch (Track123Exception e)
            {
                Assert.Equal(Track123ErrorKind.WebhookInvalid, e.Kind);
            }

            Assert.NotNull(WebhookBody.CheckSignature(bytes, check).Reason);
        }
    }

    [Fact]
    public void Deduplication_key_changes_only_with_the_news_in_a_record()
    {
        var key = Read($$$"""{"data":{{{Record}}},"verify":{"signature":"ab","timestamp":"1"}}""").Single().DeduplicationKey;
        Assert.Equal(32, key.Length);
        Assert.Equal(key, Read($$$"""{"verify":{"signature":"cd","timestamp":"2"},"data": {{{Record}}} }""").Single().DeduplicationKey);
        Assert.Equal(key, Read(Record.Replace("\"stayDays\":1", "\"stayDays\":2", StringComparison.Ordinal)).Single().DeduplicationKey);
        Assert.Equal(key, Read(Record[..^1] + ",\"nextUpdateTime\":\"2026-03-02 09:20:36\",\"verify\":{}}").Single().DeduplicationKey);
        Assert.NotEqual(
            key, Read(Record.Replace("DELIVERED", "IN_TRANSIT", StringComparison.Ordinal)).Single().DeduplicationKey);
        Assert.NotEqual(
            key, Read(Record.Replace("china-post", "china-ems", StringComparison.Ordinal)).Single().DeduplicationKey);
    }

    private static IReadOnlyList<WebhookNotification> Read(string body) =>
        WebhookBody.ReadNotifications(Encoding.UTF8.GetBytes(body), signature: null, Now);

    private static string ReadError(string body)
    {
        var error = Assert.Throws<Track123Exception>(() => Read(body));
        Assert.Equal(Track123ErrorKind.WebhookInvalid, error.Kind);
        return error.Message;
    }
}
