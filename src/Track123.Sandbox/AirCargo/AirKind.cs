using System.Text.Json;

namespace Track123.InMemory;

/// <summary>What is air's own: waybills and flights.</summary>
internal sealed class AirKind(int seed) : CargoKind
{
    public override IReadOnlyList<CargoCarrier> Carriers => Airlines.All;

    // The carrier narrows a name where it is given; only a refresh must have it.
    public override CargoName ReadName(JsonElement element, bool isRefresh)
    {
        var trackingNo = RequestFields.RequiredText(element, "trackingNo");
        var carrierCode = isRefresh
            ? RequestFields.RequiredText(element, "carrierCode")
            : RequestFields.Text(element, "carrierCode");
        return new CargoName(trackingNo, OrderNo: null, Type: null, carrierCode);
    }

    public override (ItemError? Error, int Type) Judge(string trackingNo, JsonElement element)
    {
        if (!IsAirWaybill(trackingNo))
            return (ItemError.Parameter("trackingNo is not an air waybill number"), 0);

        return (AirPlans.Of(trackingNo) is null ? ItemError.Parameter("trackingNo format is not supported") : null, 0);
    }

    // Under a name of our own: the service's is unknown, and a client must keep what it does not know.
    public override void WriteCarrierFields(Utf8JsonWriter writer, CargoCarrier carrier) =>
        writer.WriteString("awbPrefix"u8, ((Airline)carrier).AwbPrefix);

    public override void WriteEchoFields(Utf8JsonWriter writer, CargoShipment shipment)
    {
    }

    public override void WriteShipment(Utf8JsonWriter writer, CargoShipment shipment, DateTimeOffset now)
    {
        var hash = StableHash.Of(shipment.TrackingNo, seed);
        var plan = AirPlans.Of(shipment.TrackingNo) ?? CargoPlan.NoRecord;
        var duration = TimeSpan.FromHours((24 * 4) + (int)((hash >> 16) % 36));
        var way = new CargoWay(shipment, plan, hash, duration, now);
        writer.WriteStartObject();
        writer.WriteString("trackingNo"u8, shipment.TrackingNo);
        writer.WriteString("carrierCode"u8, shipment.Carrier.Code);
        writer.WriteString("aviationStatus"u8, StatusOf(way));
        WireTime.WriteRecordTime(writer, "createTime"u8, shipment.Registered);
        writer.WriteString("customerEmail"u8, shipment.CustomerEmail);
        writer.WriteStartObject("carrierInfo"u8);
        this.WriteCarrier(writer, shipment.Carrier);
        writer.WriteEndObject();
        if (way.Happened == 0)
            writer.WriteNull("trackingDetails"u8);
        else
            WriteEvents(writer, way, new AirRoute((Airline)shipment.Carrier, hash));
        writer.WriteEndObject();
    }

    private static string StatusOf(CargoWay way) => way switch
    {
        { IsAsked: false } => "INIT",
        { IsExpired: true } => "EXPIRED",
        { Happened: 0 } => "NO_RECORD",
        _ => way.Plan.Steps[way.Happened - 1].Code,
    };

    private static void WriteEvents(Utf8JsonWriter writer, CargoWay way, AirRoute route)
    {
        writer.WriteStartArray("trackingDetails"u8);
        for (var i = way.Happened - 1; i >= 0; i--)
        {
            var step = way.Plan.Steps[i];
            var airport = route.Airport(step.Stop);
            var time = way.TimeOf(i);
            writer.WriteStartObject();
            writer.WriteString("status"u8, step.Code);
            WireTime.WriteLocal(writer, "eventTime"u8, time + airport.Zone);
            WireTime.WriteUtc(writer, "eventTimeUTC"u8, time);
            writer.WriteString("eventDetails"u8, step.Text);
            writer.WriteString("locationName"u8, airport.ToString());
            writer.WriteString("flight"u8, step.Leg is { } leg ? route.Flight(leg) : null);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Three digits, a hyphen, seven digits and what they leave when divided by seven.</summary>
    private static bool IsAirWaybill(string text)
    {
        if (text.Length != 12 || text[3] != '-')
            return false;

        var serial = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (i != 3 && text[i] is < '0' or > '9')
                return false;
            if (i is > 3 and < 11)
                serial = (serial * 10) + text[i] - '0';
        }

        return serial % 7 == text[11] - '0';
    }
}
