using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Writes containers and their events, newest first.</summary>
internal static class ContainerWriter
{
    public static void Write(Utf8JsonWriter writer, OceanContainer container, OceanRoute route)
    {
        var way = container.Way;
        writer.WriteStartObject();
        writer.WriteString("containerNo"u8, container.Number);
        writer.WriteString("containerSize"u8, container.Size);
        writer.WriteString("containerType"u8, container.Type);
        writer.WriteString("containerDetails"u8, container.Size + container.Type);
        if (way.LastTime() is { } last)
            WireTime.WriteRecordTime(writer, "lastTrackingTime"u8, new DateTimeOffset(last, TimeSpan.Zero));
        else
            writer.WriteNull("lastTrackingTime"u8);

        writer.WriteString("transitStatus"u8, StatusAfter(way, way.Happened));
        writer.WriteNull("transitSubStatus"u8);
        WriteVoyage(writer, route, LatestLeg(way));
        WriteCurrent(writer, way, route);
        WriteEvents(writer, way, route);
        writer.WriteEndObject();
    }

    private static void WriteEvents(Utf8JsonWriter writer, CargoWay way, OceanRoute route)
    {
        if (way.Happened == 0)
        {
            writer.WriteNull("trackingDetails"u8);
            return;
        }

        writer.WriteStartArray("trackingDetails"u8);
        for (var i = way.Happened - 1; i >= 0; i--)
            WriteEvent(writer, way, route, i);
        writer.WriteEndArray();
    }

    private static void WriteCurrent(Utf8JsonWriter writer, CargoWay way, OceanRoute route)
    {
        if (way.Happened == 0)
        {
            writer.WriteNull("currentStatus"u8);
            return;
        }

        var step = way.Plan.Steps[way.Happened - 1];
        writer.WriteStartObject("currentStatus"u8);
        WriteWhatAndWhen(writer, way, route, way.Happened - 1);
        WriteWhere(writer, route, step);
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, CargoWay way, OceanRoute route, int index)
    {
        var step = way.Plan.Steps[index];
        writer.WriteStartObject();
        WriteWhatAndWhen(writer, way, route, index);
        writer.WriteString("eventStatus"u8, step.Code);
        WriteWhere(writer, route, step);
        writer.WriteString("transitStatus"u8, StatusAfter(way, index + 1));
        writer.WriteNull("transitSubStatus"u8);
        WriteVoyage(writer, route, step.Leg);
        writer.WriteEndObject();
    }

    private static void WriteWhatAndWhen(Utf8JsonWriter writer, CargoWay way, OceanRoute route, int index)
    {
        var step = way.Plan.Steps[index];
        var time = way.TimeOf(index);
        writer.WriteString("eventDetails"u8, step.Text);
        WireTime.WriteLocal(writer, "eventTime"u8, time + route.Place(step.Stop).Zone);

        // Without a mark that it is UTC, as in the contract's sample; air cargo has the other form.
        WireTime.WriteLocal(writer, "eventTimeUTC"u8, time);
    }

    private static void WriteWhere(Utf8JsonWriter writer, OceanRoute route, CargoStep step)
    {
        writer.WriteString("locationName"u8, route.Place(step.Stop).Name);
        writer.WriteString("locationType"u8, OceanRoute.TypeOf(step.Stop));
    }

    private static void WriteVoyage(Utf8JsonWriter writer, OceanRoute route, int? leg)
    {
        writer.WriteString("vesselName"u8, leg is { } ship ? route.Ship(ship) : null);
        writer.WriteString("voyage"u8, leg is { } voyage ? route.Voyage(voyage) : null);
    }

    private static string StatusAfter(CargoWay way, int steps) => steps == 0 ? "NO_RECORD"
        : way.Plan.Delivers && steps == way.Plan.Steps.Length ? "DELIVERED"
        : "IN_TRANSIT";

    /// <summary>The voyage it is on, or was on last; null before the first.</summary>
    private static int? LatestLeg(CargoWay way)
    {
        for (var i = way.Happened - 1; i >= 0; i--)
        {
            if (way.Plan.Steps[i].Leg is { } leg)
                return leg;
        }

        return null;
    }
}
