using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Cargo;

/// <summary>Base class of cargo tests with scripted responses, which compare the sent bodies byte for byte.</summary>
public abstract class CargoTest : ServerTest
{
    /// <summary>Scripts a successful response with this data for the next requests to a path.</summary>
    protected void Answer(string path, string data, int times = 1) =>
        this.Server.Script(new { path, times, body = $$"""{"code":"00000","data":{{data}},"msg":"Success","traceId":"t-1"}""" });

    /// <summary>Returns the bodies received at a path, as text.</summary>
    protected string[] Sent(string path) => [.. this.Server.RequestsTo(path).Select(r => r.Body)];

    private protected static string[] Ids(Outcome outcome) =>
        [.. outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])];
}
