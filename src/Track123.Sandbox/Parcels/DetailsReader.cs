using System.Text.Json;

namespace Track123.InMemory;

/// <summary>Reads the optional fields that registration and edit have in common.</summary>
/// <param name="keepsBlanks">
/// Whether a blank text stands for an empty value. If not, it is as good as absent: clients send empty strings for what
/// they do not have.
/// </param>
internal sealed class DetailsReader(bool keepsBlanks)
{
    private ParcelDetails? details;

    /// <summary>What was read; null if nothing was.</summary>
    public ParcelDetails? Details => this.details;

    /// <summary>What is wrong with the fields so far, in words; the first reason stands.</summary>
    public string? Fault { get; private set; }

    private ParcelDetails Filled => this.details ??= new ParcelDetails();

    /// <summary>Reads one member, if it is one of ours.</summary>
    public void Read(JsonProperty member)
    {
        if (member.NameEquals("orderNo"u8))
            this.Filled.OrderNo = this.Value(member);
        else if (member.NameEquals("country"u8))
            this.Filled.Country = this.Value(member);
        else if (member.NameEquals("shipTime"u8))
            this.Filled.ShipTime = this.Value(member);
        else if (member.NameEquals("customerEmail"u8))
            this.Filled.CustomerEmail = this.Value(member);
        else if (member.NameEquals("postalCode"u8))
            this.Filled.PostalCode = this.Value(member);
        else if (member.NameEquals("remark"u8))
            this.Filled.Remark = this.Value(member);
        else if (member.NameEquals("custom1"u8))
            this.Filled.Custom1 = this.Value(member);
        else if (member.NameEquals("custom2"u8))
            this.Filled.Custom2 = this.Value(member);
        else if (member.NameEquals("extendFieldMap"u8))
            this.ReadExtendFields(member.Value);
    }

    /// <summary>Reads a text as it is.</summary>
    public string? Text(JsonProperty member)
    {
        if (!JsonBody.TryText(member.Value, out var text))
            this.Fault ??= member.Name + " must be a string";

        return text;
    }

    /// <summary>Reads a text; one that is blank is as good as absent, always.</summary>
    public string? TextOrNull(JsonProperty member) =>
        this.Text(member) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private string? Value(JsonProperty member)
    {
        var text = this.Text(member);
        return string.IsNullOrWhiteSpace(text) ? (keepsBlanks && text is not null ? "" : null) : text;
    }

    private void ReadExtendFields(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;

        if (value.ValueKind != JsonValueKind.Object)
        {
            this.Fault ??= "extendFieldMap must be an object of strings";
            return;
        }

        var fields = new List<KeyValuePair<string, string>>();
        foreach (var field in value.EnumerateObject())
        {
            if (!JsonBody.TryText(field.Value, out var text))
                this.Fault ??= "extendFieldMap must be an object of strings";
            else if (text is not null)
                fields.Add(new(field.Name, text));
        }

        if (fields.Count > 0 || keepsBlanks)
            this.Filled.ExtendFields = fields;
    }
}
