using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Parcels;

/// <summary>
/// The endpoints of parcels. Each processes the request's body and returns the reply's data, or throws a
/// <see cref="RefusedException"/>.
/// </summary>
internal sealed class ParcelEndpoints(ParcelStore store, CreditBalance credits, SandboxClock clock, int seed)
{
    private readonly DateTime createdTime = clock.UtcNow;

    /// <summary>Registers parcels.</summary>
    public JsonNode Register(JsonElement body)
    {
        var items = body.AsItems().Select(element => BatchItem<Parcel>.Read(element, ReadNew)).ToList();
        store.Register(items, clock.UtcNow);
        return items.ToResult(
            item => Echo(item.Shipment!),
            (item, error, i) => item.Name.ToRejection(FieldNames.Parcel, error, i));
    }

    /// <summary>Returns a page of tracking records.</summary>
    /// <param name="body">The request's body.</param>
    /// <param name="isV2">Whether the request was sent to the v2 path, whose records lack some fields.</param>
    public JsonNode Query(JsonElement body, bool isV2)
    {
        var criteria = ParcelCriteria.Read(body);
        var page = store.Find(criteria);
        var record = new ParcelRecord(clock.UtcNow, seed) { IsV2 = isV2 };
        var isLast = page.Start + page.Parcels.Count >= page.Total;
        var content = new JsonObject
        {
            ["content"] = page.Parcels.Select(record.Create).ToJsonArray(),

            // The service was observed to send counters as text, which is harder to read for clients than numbers.
            ["totalElements"] = Text(page.Total),
            ["totalPages"] = Text((page.Total + criteria.PageSize - 1) / criteria.PageSize),
            ["currentPage"] = Text(1 + (page.Start / criteria.PageSize)),
            ["cursor"] = isLast ? "" : ParcelCriteria.CreateCursor(page.Parcels[page.Parcels.Count - 1]),
        };
        return BatchResult.Create(
            content,
            criteria.AfterSequence >= 0 ? [] : page.Unknown.Select(
                name => name.ToRejection(FieldNames.Parcel, FieldNames.Parcel.NotRegistered())));

        static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Looks up a number at the carrier for one credit, without registering it. A registered parcel returns its own
    /// journey. Any other number returns the journey of a parcel that was registered when the account was created. An
    /// invalid number is rejected and costs nothing.
    /// </summary>
    public JsonNode QueryInstantly(JsonElement body)
    {
        var language = body.AsObject().Text("lang");
        var item = BatchItem<Parcel>.Read(body, ReadNew);
        if (item.Error is { Code: ServiceCode.MissingParameter } missing)
        {
            throw missing;
        }

        if (item.Error is { } error)
        {
            var name = item.Name with { OrderNo = null };
            return BatchResult.Create(accepted: null, [name.ToRejection(FieldNames.Parcel, error)]);
        }

        if (!credits.TrySpend(1))
        {
            throw RefusedException.OutOfCredit();
        }

        var parcel = item.Shipment!;
        if (store.Find(new ShipmentName(parcel.Number, parcel.Carrier.Code)) is [var known, ..])
        {
            parcel = known;
        }
        else
        {
            parcel.SetRegistered(sequence: 0, this.createdTime);
        }

        var record = new ParcelRecord(clock.UtcNow, seed) { Language = language };
        return BatchResult.Create(record.CreateInstant(parcel), []);
    }

    /// <summary>Changes the carrier of one parcel.</summary>
    public JsonNode ChangeCarrier(JsonElement body)
    {
        var name = Require(ReadName(body.AsObject()));
        var carrier = CarrierTable.Find(body.RequiredText("newCourierCode"))
            ?? throw RefusedException.Invalid("newCourierCode is invalid");
        store.ChangeCarrier([name], carrier);
        return true;
    }

    /// <summary>Refreshes one parcel.</summary>
    public JsonNode Refresh(JsonElement body) =>
        store.Refresh(Require(ReadName(body.AsObject())), clock.UtcNow).ToJson();

    /// <summary>
    /// Refreshes up to 100 parcels. An item whose parcel was refreshed less than six hours ago is accepted but not
    /// refreshed, because the reply can't express the difference.
    /// </summary>
    public JsonNode RefreshMany(JsonElement body) =>
        ForEach(body, (_, name) => store.Refresh(Require(name), clock.UtcNow));

    /// <summary>
    /// Edits one parcel, or several if the body is an array. An item without a field to edit is valid and changes
    /// nothing.
    /// </summary>
    public JsonNode Edit(JsonElement body, IReadOnlyList<JsonElement> items)
    {
        if (body.ValueKind == JsonValueKind.Array)
        {
            return ForEach(body, this.Edit);
        }

        this.Edit(items[0], ReadName(items[0]));
        return true;
    }

    /// <summary>Edits up to 100 parcels, independently of each other.</summary>
    public JsonNode EditMany(JsonElement body) => ForEach(body, this.Edit);

    /// <summary>Deletes parcels, all of them or none.</summary>
    public JsonNode Delete(IReadOnlyList<JsonElement> items)
    {
        store.Delete([.. items.Select(item => Require(ReadName(item)))]);
        return true;
    }

    private static Parcel ReadNew(JsonElement element, BatchItem<Parcel> item)
    {
        item.Name = new ShipmentName(element.RawText("trackNo"));
        item.Name = item.Name with { CarrierCode = element.Text("courierCode") };
        item.Name = item.Name with { OrderNo = element.Text("orderNo") };
        var details = ParcelDetails.Read(element, isEdit: false);
        if (item.Name is not { Number: { } number } || string.IsNullOrWhiteSpace(number))
        {
            throw RefusedException.Missing("trackNo is required");
        }

        if (number.Any(char.IsControl))
        {
            throw RefusedException.Invalid("trackNo is invalid");
        }

        if (ParcelPlans.FindPrefix(number) is { IsRejected: true })
        {
            throw RefusedException.Invalid("trackNo format is not supported");
        }

        details.Validate();

        // The service returns the same text for a failed detection and for a number that is not registered.
        var carrier = item.Name.CarrierCode is { } code
            ? CarrierTable.Find(code) ?? throw RefusedException.Invalid("courierCode is invalid")
            : CarrierDetection.Detect(number) ?? throw FieldNames.Parcel.NotRegistered();
        item.Name = item.Name with { CarrierCode = carrier.Code };
        ParcelDetails.ValidateRequired(number, carrier, details);
        return new Parcel(number, carrier, details == new ParcelDetails() ? null : details);
    }

    private static ShipmentName ReadName(JsonElement element) =>
        new(element.Text("trackNo") ?? "", element.Text("courierCode") ?? "");

    private static ShipmentName Require(ShipmentName name) =>
        name.Number == "" ? throw RefusedException.Missing("trackNo is required")
        : name.CarrierCode == "" ? throw RefusedException.Missing("courierCode is required")
        : name;

    // The contract only guesses these replies: they have the form of registration replies.
    private static JsonObject ForEach(JsonElement body, Action<JsonElement, ShipmentName> process)
    {
        var items = body.AsItems().Select(element => BatchItem<Parcel>.Read(element, (one, item) =>
        {
            item.Name = new ShipmentName(one.Text("trackNo") ?? "");
            item.Name = ReadName(one);
            process(one, item.Name);
            return null;
        })).ToList();
        return items.ToResult(
            item => new JsonObject { ["trackNo"] = item.Name.Number, ["courierCode"] = item.Name.CarrierCode },
            (item, error, i) => item.Name.ToRejection(FieldNames.Parcel, error, i));
    }

    // Custom fields are stored but not returned, as in the documented reply.
    private static JsonObject Echo(Parcel parcel)
    {
        var details = parcel.Details ?? new ParcelDetails();
        return new JsonObject
        {
            ["trackNo"] = parcel.Number,
            ["courierCode"] = parcel.Carrier.Code,
            ["postalCode"] = details.PostalCode,
            ["orderNo"] = details.OrderNo,
            ["country"] = details.Country,
            ["shipTime"] = details.ShipTime,
            ["customerEmail"] = details.CustomerEmail,
            ["remark"] = details.Remark,
            ["extendFieldMap"] = details.ExtendFields is not { } fields
                ? null
                : new JsonObject(fields.Select(field => new KeyValuePair<string, JsonNode?>(field.Key, field.Value))),
        };
    }

    private void Edit(JsonElement element, ShipmentName name)
    {
        var edit = ParcelDetails.Read(element, isEdit: true);
        Require(name);
        edit.Validate();
        store.Edit(name, edit);
    }
}
