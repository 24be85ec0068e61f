using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Cargo;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.AirCargo;

/// <summary>What can be done with air waybills in batches.</summary>
internal static class AirOperations
{
    /// <summary>Registers air waybills (<c>aviation/track/import</c>, 100 credits each).</summary>
    public static BatchOperation<CargoRow, AirRegistrationResult> Register { get; } =
        CargoOperations.Register(Endpoints.RegisterAir, ValidateRegistration, static (row, result) => new AirRegistrationResult(row, result));

    /// <summary>Refreshes air waybills (<c>aviation/track/refresh</c>).</summary>
    public static BatchOperation<CargoRow, RetrackResult> Retrack { get; } = CargoOperations.Retrack(
        Endpoints.RetrackAir, Validate, static (row, result) => new(row.Row, AirWaybill.Normalize(row.TrackingNumber), row.CarrierCode, result));

    /// <summary>Changes the airline of air waybills (<c>aviation/track/update-carrier</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> ChangeCarrier { get; } =
        CargoOperations.ChangeCarrier(Endpoints.ChangeAirCarrier, Validate, static row => AirWaybill.Normalize(row.TrackingNumber));

    /// <summary>Deletes air waybills (<c>aviation/track/delete</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> Delete { get; } =
        CargoOperations.Delete(Endpoints.DeleteAir, Validate, static row => AirWaybill.Normalize(row.TrackingNumber));

    /// <summary>Looks air waybills up (<c>aviation/track/query</c>).</summary>
    public static BatchOperation<CargoRow, LookupOutcome<AirShipment>> Lookup { get; } = CargoOperations.Lookup(
        Endpoints.QueryAir,
        Validate,
        AirJson.Lenient.EnvelopeAnswerAirShipment,
        static s => new() { TrackingNo = s.TrackingNumber, CargoCarrierCode = s.CarrierCode },
        static (s, readAt) => s.RetrievedAt = readAt);

    private static (CargoRow? Item, string Reason) Validate(CargoRow row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber);
        return number is null
            ? (null, reason)
            : CargoOperations.CheckTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = RowCheck.Clean(row.CarrierCode),
                NewCarrierCode = RowCheck.Clean(row.NewCarrierCode),
            });
    }

    private static (CargoRow? Item, string Reason) ValidateRegistration(CargoRow row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber);
        return number is null ? (null, reason)
            : RowCheck.Clean(row.CarrierCode) is not { } carrier ? (null, "The carrier code is missing. The service does not detect airlines.")
            : CargoOperations.CheckTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = carrier,
                CustomerEmail = RowCheck.Clean(row.CustomerEmail),
            });
    }
}

/// <summary>The JSON of air shipments.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AirShipment))]
[JsonSerializable(typeof(CargoEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<Answer<AirShipment>>))]
internal sealed partial class AirJson : JsonSerializerContext
{
    public static AirJson Lenient { get; } = new(LenientJson.CreateOptions(
        new AnswerConverter<AirShipment>(), new ItemsConverter<ItemEcho>(), new ItemsConverter<AirShipment>(), new ItemsConverter<CargoEvent>()));
}
