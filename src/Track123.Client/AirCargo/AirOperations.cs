using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Track123.Batches;
using Track123.Cargo;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.AirCargo;

/// <summary>The batch operations on air waybills.</summary>
internal static class AirOperations
{
    /// <summary>Registers air waybills (<c>aviation/track/import</c>, 100 credits each).</summary>
    public static BatchOperation<CargoRow, AirRegistrationResult> Register { get; } =
        CargoOperations.Register(
            Endpoints.RegisterAir,
            ValidateRegistration,
            static (row, number, result) => new AirRegistrationResult(row, number, result),
            FindRegisteredAsync);

    /// <summary>Refreshes air waybills (<c>aviation/track/refresh</c>).</summary>
    public static BatchOperation<CargoRow, RetrackResult> Retrack { get; } = CargoOperations.Retrack(
        Endpoints.RetrackAir,
        Validate,
        static (row, number, result) => new(row.Row, number, row.CarrierCode, result));

    /// <summary>Changes the airline of air waybills (<c>aviation/track/update-carrier</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> ChangeCarrier { get; } =
        CargoOperations.ChangeCarrier(Endpoints.ChangeAirCarrier, Validate);

    /// <summary>Deletes air waybills (<c>aviation/track/delete</c>).</summary>
    public static BatchOperation<CargoRow, ChangeResult> Delete { get; } =
        CargoOperations.Delete(Endpoints.DeleteAir, Validate);

    /// <summary>Looks up air waybills (<c>aviation/track/query</c>).</summary>
    public static BatchOperation<CargoRow, LookupOutcome<AirShipment>> Lookup { get; } = CargoOperations.Lookup(
        Endpoints.QueryAir,
        Validate,
        GetQueryBodyForms,
        AirJson.Lenient.EnvelopeResponseDataAirShipment,
        static s => new() { TrackingNo = s.TrackingNumber, CargoCarrierCode = s.CarrierCode },
        static (s, readAt, account) => (s.RetrievedTime, s.Account) = (readAt, account));

    // Contract 5.3.
    private static IReadOnlyList<BodyForm> GetQueryBodyForms(IReadOnlyList<CargoRow> rows)
    {
        return
        [
            new("array", () => CargoOperations.ToArray(rows)),
            BodyForm.Member("trackingNoInfos", () => CargoOperations.ToArray(rows)),
            BodyForm.Member("trackNoInfos", () => ToArray(r => new JsonObject { ["trackNo"] = r.TrackingNumber })),
            BodyForm.Member("trackNos", () => ToArray(r => r.TrackingNumber)),
        ];

        JsonArray ToArray(Func<CargoRow, JsonNode?> toNode) => new([.. rows.Select(toNode)]);
    }

    private static async Task<IReadOnlyList<bool?>> FindRegisteredAsync(
        IReadOnlyList<CargoRow> rows, BatchContext context)
    {
        var results = await Lookup.SendAsync(
            [.. rows.Select(r => new CargoRow { TrackingNumber = r.TrackingNumber, CarrierCode = r.CarrierCode })],
            context).ConfigureAwait(false);
        return [.. results.Select(r => r.Kind == RowResultKind.Done ? true
            : r.ErrorKind == Track123ErrorKind.TrackingNotRegistered ? false
            : (bool?)null)];
    }

    private static (CargoRow? Item, string Reason) Validate(CargoRow row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber, row.NumberCheck);
        return number is null
            ? (null, reason)
            : CargoOperations.ValidateTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = InputText.TrimToNull(row.CarrierCode),
                NewCarrierCode = InputText.TrimToNull(row.NewCarrierCode),
            });
    }

    private static (CargoRow? Item, string Reason) ValidateRegistration(CargoRow row)
    {
        var (number, reason) = AirWaybill.Read(row.TrackingNumber, row.NumberCheck);
        return number is null ? (null, reason)
            : InputText.TrimToNull(row.CarrierCode) is not { } carrier
                ? (null, "The carrier code is missing. Specify it, because an airline can't be detected.")
            : CargoOperations.ValidateTexts(new()
            {
                Row = row.Row,
                TrackingNumber = number,
                CarrierCode = carrier,
                CustomerEmail = InputText.TrimToNull(row.CustomerEmail),
            });
    }
}

/// <summary>The JSON context of air shipments.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(AirShipment))]
[JsonSerializable(typeof(CargoEvent))]
[JsonSerializable(typeof(ItemEcho))]
[JsonSerializable(typeof(Envelope<ResponseData<AirShipment>>))]
internal sealed partial class AirJson : JsonSerializerContext
{
    public static AirJson Lenient { get; } = new(LenientJson.CreateOptions(
        new ResponseDataConverter<AirShipment>(),
        new ItemsConverter<ItemEcho>(),
        new ItemsConverter<AirShipment>(),
        new ItemsConverter<CargoEvent>()));
}
