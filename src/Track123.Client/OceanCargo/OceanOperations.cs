using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Cargo;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.OceanCargo;

/// <summary>What can be done with ocean shipments in batches.</summary>
internal static class OceanOperations
{
    /// <summary>Registers ocean shipments (<c>ocean/track/import</c>, 100 credits each).</summary>
    public static BatchOperation<CargoRow, OceanRegistrationResult> Register { get; } =
        CargoOperations.Register(Endpoints.RegisterOcean, ValidateRegistration, static (row, result) => new OceanRegistrationResult(row, result));

    /// <summary>Refreshes ocean shipments (<c>ocean/track/refresh</c>).</summary>
    public static BatchOperation<CargoRow, RetrackResult> Retrack { get; } =
        CargoOperations.Retrack(Endpoints.RetrackOcean, Validate, static (row, result) => new OceanRetrackResult(row, result));

    /// <summary>Changes the carrier of ocean shipments (<c>ocean/track/update-carrier</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> ChangeCarrier { get; } =
        CargoOperations.ChangeCarrier(Endpoints.ChangeOceanCarrier, Validate, static row => row.TrackingNumber ?? "");

    /// <summary>Deletes ocean shipments (<c>ocean/track/delete</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> Delete { get; } =
        CargoOperations.Delete(Endpoints.DeleteOcean, Validate, static row => row.TrackingNumber ?? "");

    /// <summary>Looks ocean shipments up (<c>ocean/track/query</c>).</summary>
    public static BatchOperation<CargoRow, LookupOutcome<OceanShipment>> Lookup { get; } = CargoOperations.Lookup(
        Endpoints.QueryOcean,
        Validate,
        OceanJson.Lenient.EnvelopeAnswerOceanShipment,
        static s => new() { TrackingNo = s.TrackingNumber, OrderNumber = s.OrderNumber },
        static (s, readAt) => s.RetrievedAt = readAt);

    // A shipment is named by order number, number and type, all three needed [doc].
    private static (CargoRow? Item, string Reason) Validate(CargoRow row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null ? (null, reason)
            : row.NumberType == OceanNumberType.Unknown ? (null, "The number type is missing. Use Booking, BillOfLading or Container.")
            : RowCheck.Clean(row.OrderNumber) is not { } order
                ? (null, "The order number is missing. Use the OrderNumber of the registration result.")
            : CargoOperations.CheckTexts(new()
            {
                Row = row.Row,
                OrderNumber = order,
                TrackingNumber = number,
                NumberType = row.NumberType,
                NewCarrierCode = RowCheck.Clean(row.NewCarrierCode),
            });
    }

    private static (CargoRow? Item, string Reason) ValidateRegistration(CargoRow row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null ? (null, reason)
            : RowCheck.Clean(row.CarrierCode) is not { } carrier ? (null, "The carrier code is missing. The service does not detect ocean carriers.")
            : row.NumberType == OceanNumberType.Unknown ? (null, "The number type is missing. Use Booking, BillOfLading or Container.")
            : CargoOperations.CheckTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = carrier,
                NumberType = row.NumberType,
                CustomerEmail = RowCheck.Clean(row.CustomerEmail),
            });
    }
}

/// <summary>The JSON of ocean shipments.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OceanShipment))]
[JsonSerializable(typeof(OceanContainer))]
[JsonSerializable(typeof(CargoEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<Answer<OceanShipment>>))]
internal sealed partial class OceanJson : JsonSerializerContext
{
    public static OceanJson Lenient { get; } = new(LenientJson.CreateOptions(
        new AnswerConverter<OceanShipment>(),
        new ItemsConverter<ItemEcho>(),
        new ItemsConverter<OceanShipment>(),
        new ItemsConverter<OceanContainer>(),
        new ItemsConverter<CargoEvent>()));
}
