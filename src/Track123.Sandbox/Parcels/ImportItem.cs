using System.Text.Json;

namespace Track123.InMemory;

/// <summary>One element of a registration, read and judged by itself.</summary>
internal sealed class ImportItem
{
    private ParcelDetails details = new();
    private bool hasDetails;

    private ImportItem()
    {
    }

    /// <summary>The number as sent; null if there was none to read.</summary>
    public string? TrackNo { get; private set; }

    /// <summary>The carrier's code: as sent, or as detected.</summary>
    public string? CourierCode { get; private set; }

    public string? OrderNo => this.details.OrderNo;

    /// <summary>The parcel, if nothing is wrong with the item.</summary>
    public Parcel? Parcel { get; private set; }

    /// <summary>The code of what is wrong; null if nothing is.</summary>
    public string? ErrorCode { get; private set; }

    /// <summary>What is wrong.</summary>
    public string? Error { get; private set; }

    /// <exception cref="RequestRefusedException">The element is not an object.</exception>
    public static ImportItem Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw RequestRefusedException.Parameter("request body must be an array of objects");

        var item = new ImportItem();
        foreach (var member in element.EnumerateObject())
            item.ReadMember(member);

        if (item.Error is null)
            item.Judge();

        return item;
    }

    /// <summary>Refuses the item. The first reason stands.</summary>
    public void Refuse(string code, string message)
    {
        if (this.Error is null)
            (this.ErrorCode, this.Error) = (code, message);
    }

    private void ReadMember(JsonProperty member)
    {
        if (member.NameEquals("trackNo"u8))
            this.TrackNo = this.Text(member);
        else if (member.NameEquals("courierCode"u8))
            this.CourierCode = this.Filled(member);
        else if (member.NameEquals("orderNo"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { OrderNo = text });
        else if (member.NameEquals("country"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { Country = text });
        else if (member.NameEquals("shipTime"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { ShipTime = text });
        else if (member.NameEquals("customerEmail"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { CustomerEmail = text });
        else if (member.NameEquals("postalCode"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { PostalCode = text });
        else if (member.NameEquals("remark"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { Remark = text });
        else if (member.NameEquals("custom1"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { Custom1 = text });
        else if (member.NameEquals("custom2"u8))
            this.Add(this.Filled(member), (kept, text) => kept with { Custom2 = text });
        else if (member.NameEquals("extendFieldMap"u8))
            this.ReadExtendFields(member.Value);
    }

    private void ReadExtendFields(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;

        if (value.ValueKind != JsonValueKind.Object)
        {
            this.Refuse(ServiceCode.Parameter, "extendFieldMap must be an object of strings");
            return;
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in value.EnumerateObject())
        {
            if (!JsonBody.TryText(field.Value, out var text))
                this.Refuse(ServiceCode.Parameter, "extendFieldMap must be an object of strings");
            else if (text is not null)
                fields.Add(new(field.Name, text));
        }

        if (fields.Count == 0)
            return;

        this.details = this.details with { ExtendFields = fields };
        this.hasDetails = true;
    }

    private void Judge()
    {
        if (this.TrackNo is null || string.IsNullOrWhiteSpace(this.TrackNo))
        {
            this.Refuse(ServiceCode.Required, "trackNo is required");
            return;
        }

        if (ImportRules.Check(this.TrackNo, this.details) is { } fault)
        {
            this.Refuse(ServiceCode.Parameter, fault);
            return;
        }

        var carrier = this.CourierCode is null
            ? CarrierDetection.Detect(this.TrackNo)
            : CarrierTable.Find(this.CourierCode);
        if (carrier is null)
        {
            // The service's own words for a failed detection: as if the number were unknown to the account.
            this.Refuse(
                ServiceCode.Parameter, this.CourierCode is null ? "trackNo not registered" : "courierCode is invalid");
            return;
        }

        this.CourierCode = carrier.Code;
        if (ImportRules.MissingField(this.TrackNo, carrier, this.details) is { } field)
        {
            this.Refuse(ServiceCode.Parameter, $"The courier requires an additional field: {field}");
            return;
        }

        this.Parcel = new Parcel(this.TrackNo, carrier, this.hasDetails ? this.details : null);
    }

    private void Add(string? text, Func<ParcelDetails, string, ParcelDetails> keep)
    {
        if (text is null)
            return;

        this.details = keep(this.details, text);
        this.hasDetails = true;
    }

    /// <summary>The text, or null if it is blank: clients send empty strings for what they don't have.</summary>
    private string? Filled(JsonProperty member) =>
        this.Text(member) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private string? Text(JsonProperty member)
    {
        if (!JsonBody.TryText(member.Value, out var text))
            this.Refuse(ServiceCode.Parameter, member.Name + " must be a string");

        return text;
    }
}
