using System.Text.Json;

namespace Track123.InMemory.Parcels;

/// <summary>
/// The optional fields of a registration. They are immutable, so that a record can be written while another caller
/// edits the parcel.
/// </summary>
internal sealed record ParcelDetails
{
    private const int MaxPostalCodeLength = 15;

    public string? OrderNo { get; init; }

    public string? Country { get; init; }

    public string? ShipTime { get; init; }

    public string? CustomerEmail { get; init; }

    public string? PostalCode { get; init; }

    public string? Remark { get; init; }

    public string? Custom1 { get; init; }

    public string? Custom2 { get; init; }

    public IReadOnlyDictionary<string, string>? ExtendFields { get; init; }

    private bool HasPhoneSuffix => this.ExtendFields is { } fields
        && fields.TryGetValue("phoneSuffix", out var suffix) && suffix.Length == 4 && suffix.All(IsDigit);

    /// <summary>Reads the fields.</summary>
    /// <param name="item">The JSON object.</param>
    /// <param name="isEdit">
    /// Whether an empty text removes a field. In a registration, an empty text is the same
    /// as a missing field, because clients send empty texts for fields without a value.
    /// </param>
    /// <exception cref="RefusedException">A field has the wrong type.</exception>
    public static ParcelDetails Read(JsonElement item, bool isEdit)
    {
        return new ParcelDetails
        {
            OrderNo = Text("orderNo"),
            Country = Text("country"),
            ShipTime = Text("shipTime"),
            CustomerEmail = Text("customerEmail"),
            PostalCode = Text("postalCode"),
            Remark = Text("remark"),
            Custom1 = Text("custom1"),
            Custom2 = Text("custom2"),
            ExtendFields = ReadExtendFields(item) is { } fields && (fields.Count > 0 || isEdit) ? fields : null,
        };

        string? Text(string name) => item.RawText(name) is not { } text ? null
            : !string.IsNullOrWhiteSpace(text) ? text
            : isEdit ? ""
            : null;
    }

    /// <summary>Validates that the fields that the carrier or the number's prefix requires are present.</summary>
    /// <exception cref="RefusedException">A field is missing.</exception>
    public static void ValidateRequired(string number, ParcelCarrier carrier, ParcelDetails? details)
    {
        ExtraField[] needs = [carrier.Needs, ParcelPlans.FindPrefix(number)?.Needs ?? ExtraField.None];
        var missing = needs.Contains(ExtraField.PostalCode) && details?.PostalCode is null ? "postalCode"
            : needs.Contains(ExtraField.PhoneSuffix) && details is not { HasPhoneSuffix: true } ? "phoneSuffix"
            : null;
        if (missing is not null)
        {
            throw RefusedException.NotDone("The courier requires an additional field: " + missing);
        }
    }

    /// <summary>Returns the fields after an edit: null in the edit keeps a field, an empty value removes it.</summary>
    public ParcelDetails With(ParcelDetails edit) => new()
    {
        OrderNo = Apply(this.OrderNo, edit.OrderNo),
        Country = Apply(this.Country, edit.Country),
        ShipTime = Apply(this.ShipTime, edit.ShipTime),
        CustomerEmail = Apply(this.CustomerEmail, edit.CustomerEmail),
        PostalCode = Apply(this.PostalCode, edit.PostalCode),
        Remark = Apply(this.Remark, edit.Remark),
        Custom1 = Apply(this.Custom1, edit.Custom1),
        Custom2 = Apply(this.Custom2, edit.Custom2),
        ExtendFields = edit.ExtendFields is not { } fields ? this.ExtendFields : fields.Count == 0 ? null : fields,
    };

    /// <summary>Validates the formats. Empty texts, which an edit may have, are valid.</summary>
    /// <exception cref="RefusedException">A field is invalid.</exception>
    public void Validate()
    {
        if (!string.IsNullOrEmpty(this.Country) && !(this.Country!.Length == 2 && this.Country.All(IsLetter)))
        {
            throw RefusedException.Invalid("country must be an ISO 3166-1 alpha-2 code");
        }

        if (!string.IsNullOrEmpty(this.ShipTime) && WireTime.Read(this.ShipTime!) is null)
        {
            throw RefusedException.Invalid("shipTime must be yyyy-MM-dd HH:mm:ss");
        }

        if (!string.IsNullOrEmpty(this.PostalCode) && !(this.PostalCode!.Length <= MaxPostalCodeLength
            && this.PostalCode.All(c => IsLetter(c) || IsDigit(c) || c is '+' or '-' or ' ')))
        {
            throw RefusedException.Invalid("postalCode is invalid");
        }
    }

    private static string? Apply(string? text, string? edit) => edit is null ? text : edit.Length == 0 ? null : edit;

    private static Dictionary<string, string>? ReadExtendFields(JsonElement item)
    {
        const string invalid = "extendFieldMap must be an object of strings";
        if (item.Member("extendFieldMap") is not { } map)
        {
            return null;
        }

        if (map.ValueKind != JsonValueKind.Object)
        {
            throw RefusedException.Invalid(invalid);
        }

        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in map.EnumerateObject())
        {
            if (field.Value.AsText(invalid) is { Length: > 0 } text)
            {
                fields[field.Name] = text;
            }
        }

        return fields;
    }

    private static bool IsLetter(char c) => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z');

    private static bool IsDigit(char c) => c is >= '0' and <= '9';
}
