using System.Text.Json;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>A request as the server received it.</summary>
public sealed record ReceivedRequest(
    string Method, string Path, Dictionary<string, string> Headers, string Body, int? Status, bool Aborted)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(this.Body);
}
