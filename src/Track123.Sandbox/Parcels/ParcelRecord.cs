using System.Globalization;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Parcels;

/// <summary>Creates the tracking records of one moment.</summary>
/// <param name="now">The moment, in UTC.</param>
/// <param name="seed">The account's seed.</param>
internal sealed class ParcelRecord(DateTime now, int seed)
{
    // Above 2^53, so that a client that reads it as a double gets a wrong id.
    private const long FirstId = 412_255_084_490_768_411;

    private static readonly TimeSpan LookupInterval = TimeSpan.FromHours(6);

    private static readonly string[] AccountFields =
        ["id", "createTime", "nextUpdateTime", "orderNo", "customerEmail", "remark"];

    /// <summary>True for the v2 path, whose records lack the fields that v2.1 added.</summary>
    public bool IsV2 { get; init; }

    /// <summary>True if the id is a number, as it is in webhooks.</summary>
    public bool HasNumericId { get; init; }

    /// <summary>The language that events are translated into; null for none.</summary>
    public string? Language { get; init; }

    public JsonObject Create(Parcel parcel) => this.Create(parcel, new ParcelJourney(parcel, seed, now));

    /// <summary>
    /// Creates the record of an instant lookup, without the fields of a registration; null if the carrier has no
    /// information.
    /// </summary>
    public JsonObject? CreateInstant(Parcel parcel)
    {
        var journey = new ParcelJourney(parcel, seed, now, isAskedNow: true);
        if (journey.LastEvent is null)
        {
            return null;
        }

        var record = this.Create(parcel, journey);
        Array.ForEach(AccountFields, field => record.Remove(field));
        return record;
    }

    private static int? Days(DateTime? from, DateTime? until) => (int?)(until - from)?.TotalDays;

    private JsonObject Create(Parcel parcel, ParcelJourney journey)
    {
        var details = parcel.Details;
        var last = journey.LastEvent;
        var received = journey.FindTime("IN_TRANSIT");
        var delivered = journey.FindTime("DELIVERED");
        var isExpected = journey.Plan.Delivers && last is not null && delivered is null;
        var end = journey.End + journey.Destination.Zone;
        var record = new JsonObject
        {
            ["id"] = this.CreateId(parcel),
            ["trackNo"] = parcel.Number,
            ["createTime"] = WireTime.Record(parcel.Registered),
            ["nextUpdateTime"] = WireTime.Record(this.GetNextLookup(parcel, journey)),
            ["orderNo"] = parcel.OrderNo ?? "",
            ["customerEmail"] = details?.CustomerEmail,
            ["shipFrom"] = journey.IsAsked ? journey.Origin.Code : null,
            ["shipTo"] = details?.Country ?? (journey.IsAsked ? journey.Destination.Code : null),
            ["trackingStatus"] = !journey.IsAsked ? null : last is null ? "002" : "001",
            ["transitStatus"] = journey.Status,
            ["transitSubStatus"] = last?.Step.Code,
            ["shipTime"] = details?.ShipTime ?? WireTime.Record(received),
            ["orderTime"] = WireTime.Record(journey.FindTime("INFO_RECEIVED")),
            ["receiptTime"] = WireTime.Record(received),
            ["deliveredTime"] = WireTime.Record(delivered),
            ["lastTrackingTime"] = WireTime.Record(last?.Time),
            ["transitDays"] = Days(received, delivered ?? now),
            ["stayDays"] = Days(delivered is null ? last?.Time : null, now),
            ["deliveredDays"] = Days(received, delivered),
            ["receiptDays"] = Days(received, now),
            ["remark"] = details?.Remark,
            ["expectedDelivery"] = isExpected ? WireTime.Date(end) : null,
            ["expectedDeliveryTime"] = !isExpected || journey.Status != "WAITING_DELIVERY" ? null : new JsonObject
            {
                ["start"] = WireTime.Local(end.AddHours(-1)),
                ["end"] = WireTime.Local(end.AddHours(2)),
                ["timezone"] = WireTime.Zone(journey.Destination.Zone),
            },
            ["shipmentType"] = null,
            ["extraInfo"] = last is null ? null : new JsonObject
            {
                ["pieces"] = 1,
                ["signedBy"] = last.Step.Code == "DELIVERED_03" ? "RECIPIENT" : null,
                ["serviceCode"] = null,
                ["dimensions"] = null,
                ["weight"] = "0.42 kg",
            },

            // Both forms were observed: before the first lookup, the list of events is empty; without information from
            // the carrier, it is null.
            ["localLogisticsInfo"] = this.CreateLeg(
                parcel.ParcelCarrier, journey, isLastMile: false, hasEvents: last is not null || !journey.IsAsked),

            // Null without a hand-over. Between landing and hand-over, it has no events.
            ["lastMileInfo"] = !journey.IsLastMileKnown ? null : new JsonObject
            {
                ["lmTrackNo"] = journey.LastMileNumber,
                ["openApiWayBillInfo"] = this.CreateLeg(
                    journey.Destination.LastMileCarrier, journey, isLastMile: true, hasEvents: true),
            },
        };
        if (this.IsV2)
        {
            record.Remove("expectedDeliveryTime");
        }

        return record;
    }

    private JsonNode CreateId(Parcel parcel)
    {
        var id = FirstId + parcel.Sequence;
        return this.HasNumericId ? id : id.ToString(CultureInfo.InvariantCulture);
    }

    private DateTime? GetNextLookup(Parcel parcel, ParcelJourney journey)
    {
        var lookups = (now - parcel.Registered).Ticks / LookupInterval.Ticks;
        return journey.Status is "EXPIRED" or "DELIVERED"
            ? null
            : parcel.Registered.AddTicks((lookups + 1) * LookupInterval.Ticks);
    }

    private JsonObject CreateLeg(ParcelCarrier carrier, ParcelJourney journey, bool isLastMile, bool hasEvents)
    {
        var leg = carrier.ToJson("courier");
        if (!this.IsV2)
        {
            leg["courierTrackingLink"] = carrier.Link;
        }

        leg["trackingDetails"] = !hasEvents ? null : journey.Events
            .Where(one => one.Step.LastMile == isLastMile)
            .Reverse()
            .Select(one => this.CreateEvent(journey, one))
            .ToJsonArray();
        return leg;
    }

    private JsonObject CreateEvent(ParcelJourney journey, JourneyEvent one)
    {
        var (country, place) = journey.GetPlace(one.Step);
        var json = new JsonObject
        {
            ["address"] = place,
            ["eventTime"] = WireTime.Local(one.Time + country.Zone),
            ["eventTimeZeroUTC"] = WireTime.Utc(one.Time),
            ["timezone"] = WireTime.Zone(country.Zone),
            ["eventDetail"] = one.Step.Text,
            ["eventDetailTranslation"] = $"[{this.Language}] {one.Step.Text}",
            ["transitSubStatus"] = one.Step.Code,
        };
        if (this.IsV2)
        {
            json.Remove("eventTimeZeroUTC");
        }

        if (this.Language is null)
        {
            json.Remove("eventDetailTranslation");
        }

        return json;
    }
}
