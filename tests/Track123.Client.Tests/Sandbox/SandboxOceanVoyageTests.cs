using System.Text.Json;

namespace Track123.Client.Tests;

public sealed class SandboxOceanVoyageTests
{
    private const string Import = "tk/v2.1/ocean/track/import";
    private const string Query = "tk/v2.1/ocean/track/query";
    private const string Bill = """{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2}""";
    private const string Name = """{"orderNo":"OC202603020001","trackingNo":"MATS1234567890","type":2}""";

    [Fact]
    public async Task Shipment_has_every_documented_field()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        caller.Account.Advance(TimeSpan.FromDays(15));
        var answer = await caller.PostAsync(Query, $"[{Name}]");
        var shipment = Assert.Single(answer.Accepted.EnumerateArray());
        Assert.Equal(
            [
                "trackingNo", "type", "searchStatus", "orderNo", "createTime", "customerEmail", "carrierInfo",
                "containerInfo",
            ],
            Members(shipment));
        Assert.Equal("IN_TRANSIT", shipment.GetProperty("searchStatus").GetString());
        Assert.Equal("2026-03-02 09:20:36", shipment.GetProperty("createTime").GetString());
        var container = shipment.GetProperty("containerInfo")[0];
        Assert.Equal(
            [
                "containerNo", "containerSize", "containerType", "containerDetails", "lastTrackingTime",
                "transitStatus", "transitSubStatus", "vesselName", "voyage", "currentStatus", "trackingDetails",
            ],
            Members(container));
        Assert.Matches("^MATU[0-9]{7}$", container.GetProperty("containerNo").GetString());
        Assert.Null(ContainerNumber.GetWarning(container.GetProperty("containerNo").GetString()));
        Assert.Equal(
            ["eventDetails", "eventTime", "eventTimeUTC", "locationName", "locationType"],
            Members(container.GetProperty("currentStatus")));
        var latest = container.GetProperty("trackingDetails")[0];
        Assert.Equal(
            [
                "eventDetails", "eventTime", "eventTimeUTC", "eventStatus", "locationName", "locationType",
                "transitStatus", "transitSubStatus", "vesselName", "voyage",
            ],
            Members(latest));
        Assert.Matches("^2026-03-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$", latest.GetProperty("eventTimeUTC").GetString());

        static IEnumerable<string> Members(JsonElement parent) =>
            parent.EnumerateObject().Select(member => member.Name);
    }

    [Fact]
    public async Task Shipment_goes_from_INIT_to_FINAL()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $"[{Bill}]");
        var shipment = await ShipmentAsync(caller, Name);
        Assert.Equal("INIT", shipment.GetProperty("searchStatus").GetString());
        Assert.Equal(JsonValueKind.Null, shipment.GetProperty("containerInfo").ValueKind);
        caller.Account.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("IN_TRANSIT", Status(await ShipmentAsync(caller, Name)));
        caller.Account.Advance(TimeSpan.FromDays(23));
        Assert.Equal("IN_TRANSIT", Status(await ShipmentAsync(caller, Name)));
        caller.Account.Advance(TimeSpan.FromDays(4));
        shipment = await ShipmentAsync(caller, Name);
        Assert.Equal("FINAL", Status(shipment));
        foreach (var container in shipment.GetProperty("containerInfo").EnumerateArray())
        {
            Assert.Equal("DELIVERED", container.GetProperty("transitStatus").GetString());
            var events = container.GetProperty("trackingDetails").EnumerateArray().ToList();
            Assert.Equal(
                [
                    "STRP", "GTOT", "RELS", "CUST", "DISC", "BERT", "ARRI", "DEPA", "LOAD", "UNKNOWN", "DISC", "ARRI",
                    "DEPA", "LOAD", "GTIN", "STUF",
                ],
                events.Select(step => step.GetProperty("eventStatus").GetString()));
            Assert.Equal(
                ["PDE", "POD", "POT", "POL", "PRE"],
                events.Select(step => step.GetProperty("locationType").GetString()).Distinct());
            var times = events.Select(step => step.GetProperty("eventTimeUTC").GetString()!).ToList();
            Assert.Equal(times.OrderDescending(StringComparer.Ordinal), times);
            Assert.Equal("DELIVERED", events[0].GetProperty("transitStatus").GetString());
            Assert.Equal("IN_TRANSIT", events[1].GetProperty("transitStatus").GetString());
        }
    }

    [Fact]
    public async Task Number_has_the_same_voyage_in_every_account()
    {
        var texts = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            using var caller = new SandboxCaller();
            await caller.PostAsync(Import, $"[{Bill}]");
            caller.Account.Advance(TimeSpan.FromDays(12));
            texts.Add((await ShipmentAsync(caller, Name)).GetRawText());
        }

        Assert.Equal(texts[0], texts[1]);
    }

    [Theory]
    [InlineData("SBFINAL1", 0, "FINAL", "STRP")]
    [InlineData("SBTRANSIT1", 60, "IN_TRANSIT", "DEPA")]
    [InlineData("sbhold1", 60, "IN_TRANSIT", "HOLD")]
    [InlineData("SBNOTFOUND1", 60, "NO_RECORD", null)]
    [InlineData("SBEXPIRED1", 29, "NO_RECORD", null)]
    [InlineData("SBEXPIRED1", 30, "EXPIRED", null)]
    public async Task Prefix_selects_the_voyage(string number, int days, string status, string? latest)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(Import, $$"""[{"trackingNo":"{{number}}","carrierCode":"one","type":3}]""");
        caller.Account.Advance(TimeSpan.FromDays(days) + TimeSpan.FromSeconds(2));
        var shipment = await ShipmentAsync(
            caller, $$"""{"orderNo":"OC202603020001","trackingNo":"{{number}}","type":3}""");
        Assert.Equal(status, Status(shipment));
        if (latest is null)
        {
            Assert.Equal(JsonValueKind.Null, shipment.GetProperty("containerInfo").ValueKind);
            return;
        }

        // A shipment registered by container number has only this container.
        var container = Assert.Single(shipment.GetProperty("containerInfo").EnumerateArray());
        Assert.Equal(number, container.GetProperty("containerNo").GetString());
        Assert.Equal(latest, container.GetProperty("trackingDetails")[0].GetProperty("eventStatus").GetString());
    }

    private static string? Status(JsonElement shipment) => shipment.GetProperty("searchStatus").GetString();

    private static async Task<JsonElement> ShipmentAsync(SandboxCaller caller, string name) =>
        Assert.Single((await caller.PostAsync(Query, $"[{name}]")).Accepted.EnumerateArray());
}
