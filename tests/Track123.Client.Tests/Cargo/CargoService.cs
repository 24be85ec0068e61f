using System.Text.Json;

namespace Track123.Client.Tests.Cargo;

/// <summary>Helpers for cargo tests against a scripted service.</summary>
internal static class CargoService
{
    public static async Task<List<TOutcome>> Run<TRow, TOutcome>(
        this ScriptedService service, Func<Track123Client, BatchRun<TRow, TOutcome>> begin, params TRow[] rows)
        where TRow : class, IBatchItem
        where TOutcome : RowOutcome
    {
        using var client = service.Connect(retries: 1);
        using var run = begin(client);
        return await service.Drive(run, rows);
    }

    public static string Path(this ScriptedRequest request) => request.Uri.AbsolutePath["/gateway/open-api/".Length..];

    public static JsonElement Json(string text) => JsonSerializer.Deserialize<JsonElement>(text);
}
