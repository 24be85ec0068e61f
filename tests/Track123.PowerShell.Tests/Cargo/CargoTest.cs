using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Cargo;

/// <summary>Base of the tests of cargo, whose answers are scripted: what is sent is looked at byte for byte.</summary>
public abstract class CargoTest : ServerTest
{
    /// <summary>Lets the service answer the next calls of an endpoint with success and this content.</summary>
    protected void Answer(string path, string data, int times = 1) =>
        this.Server.Script(new { path, times, body = $$"""{"code":"00000","data":{{data}},"msg":"Success","traceId":"t-1"}""" });

    /// <summary>The bodies an endpoint received, as text.</summary>
    protected string[] Sent(string path) => [.. this.Server.RequestsTo(path).Select(r => r.Body)];

    private protected static string[] Ids(Outcome outcome) => [.. outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0])];
}
