using System.Text.Json;

namespace Track123.InMemory;

/// <summary>What is wrong with one item of a request, whose others may be right.</summary>
internal sealed record ItemError(string Code, string Message)
{
    public const string NotRegistered = "trackNo not registered";

    public const string Imported = "The order number has been imported";

    public static ItemError Parameter(string message) => new(ServiceCode.Parameter, message);

    public static ItemError Required(string name) => new(ServiceCode.Required, name + " is required");

    /// <summary>Writes it as the member <c>error</c> of a rejected item.</summary>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("error"u8);
        writer.WriteString("code"u8, this.Code);
        writer.WriteString("msg"u8, this.Message);
        writer.WriteEndObject();
    }
}
