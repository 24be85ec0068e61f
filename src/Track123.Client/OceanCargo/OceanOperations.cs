using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Cargo;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.OceanCargo;

/// <summary>The batch operations on ocean shipments.</summary>
internal static class OceanOperations
{
    private const string MissingNumberType = "The number type is missing. Specify Booking, BillOfLading or Container.";

    /// <summary>Registers ocean shipments (<c>ocean/track/import</c>, 100 credits each).</summary>
    public static BatchOperation<CargoRow, OceanRegistrationResult> Register { get; } =
        CargoOperations.Register(
            Endpoints.RegisterOcean,
            ValidateRegistration,
            static (row, number, result) => new OceanRegistrationResult(row, number, result),

            // A look-up needs the order number, which only the response to the registration contains.
            findRegistered: null);

    /// <summary>Refreshes ocean shipments (<c>ocean/track/refresh</c>).</summary>
    public static BatchOperation<CargoRow, RetrackResult> Retrack { get; } =
        CargoOperations.Retrack(
            Endpoints.RetrackOcean, Validate, static (row, number, result) => new OceanRetrackResult(
                row, number, result));

    /// <summary>Changes the carrier of ocean shipments (<c>ocean/track/update-carrier</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> ChangeCarrier { get; } =
        CargoOperations.ChangeCarrier(Endpoints.ChangeOceanCarrier, Validate);

    /// <summary>Deletes ocean shipments (<c>ocean/track/delete</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> Delete { get; } =
        CargoOperations.Delete(Endpoints.DeleteOcean, Validate);

    /// <summary>Looks up ocean shipments (<c>ocean/track/query</c>).</summary>
    public static BatchOperation<CargoRow, LookupOutcome<OceanShipment>> Lookup { get; } = CargoOperations.Lookup(
        Endpoints.QueryOcean,
        Validate,
        static rows => [new("array", () => CargoOperations.ToArray(rows))],
        OceanJson.Lenient.EnvelopeResponseDataOceanShipment,
        static s => new() { TrackingNo = s.TrackingNumber, OrderNumber = s.OrderNumber },
        static (s, readAt, account) => (s.RetrievedTime, s.Account) = (readAt, account));

    // Order number, number and type identify a shipment. All three are required [doc].
    private static (CargoRow? Item, string Reason) Validate(CargoRow row)
    {
        var (number, reason) = NumberValidation.Validate(row.TrackingNumber, row.NumberCheck);
        return number is null ? (null, reason)
            : row.NumberType == OceanNumberType.Unknown ? (null, MissingNumberType)
            : InputText.TrimToNull(row.OrderNumber) is not { } order
                ? (null, "The order number is missing. Specify the order number from the registration result.")
            : CargoOperations.ValidateTexts(new()
            {
                Row = row.Row,
                OrderNumber = order,
                TrackingNumber = number,
                NumberType = row.NumberType,
                NewCarrierCode = InputText.TrimToNull(row.NewCarrierCode),
            });
    }

    private static (CargoRow? Item, string Reason) ValidateRegistration(CargoRow row)
    {
        var (number, reason) = NumberValidation.Validate(row.TrackingNumber, row.NumberCheck);
        return number is null ? (null, reason)
            : InputText.TrimToNull(row.CarrierCode) is not { } carrier
                ? (null, "The carrier code is missing. Specify it, because an ocean carrier can't be detected.")
            : row.NumberType == OceanNumberType.Unknown ? (null, MissingNumberType)
            : CargoOperations.ValidateTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = carrier,
                NumberType = row.NumberType,
                CustomerEmail = InputText.TrimToNull(row.CustomerEmail),
            });
    }
}

/// <summary>The JSON context of ocean shipments.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(OceanShipment))]
[JsonSerializable(typeof(OceanContainer))]
[JsonSerializable(typeof(CargoEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<ResponseData<OceanShipment>>))]
internal sealed partial class OceanJson : JsonSerializerContext
{
    public static OceanJson Lenient { get; } = new(LenientJson.CreateOptions(
        new ResponseDataConverter<OceanShipment>(),
        new ItemsConverter<ItemEcho>(),
        new ItemsConverter<OceanShipment>(),
        new ItemsConverter<OceanContainer>(),
        new ItemsConverter<CargoEvent>()));
}
