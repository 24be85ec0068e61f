using System.Diagnostics;
using Track123;
using Track123.Testing;

var rows = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 20_000;
var limited = args.Length < 2 || args[1] != "free";
await using var server = await TestServer.StartAsync(new TestServerOptions
{
    Credits = int.MaxValue,
    RequestsPerSecond = limited ? 5 : null,
    Latency = limited ? TimeSpan.FromSeconds(0.5) : TimeSpan.Zero,
    Jitter = limited ? TimeSpan.FromSeconds(0.1) : TimeSpan.Zero,
});
using var client = new Track123Client(new ConnectionOptions { ApiKey = TestServerOptions.DefaultApiKey, BaseUri = server.BaseUri, RequestsPerSecond = limited ? null : 1e9 });
using var run = client.BeginRegistration(new Silence(), default);
var watch = Stopwatch.StartNew();
var cpu = Process.GetCurrentProcess().TotalProcessorTime;
long done = 0, registered = 0;
for (var i = 0; i < rows; i++)
{
    run.Add(new ParcelRegistration { Row = i, TrackingNumber = $"YT{i:0000000000000000}", CarrierCode = "yunexpress" });
    if (run.IsBatchFull)
    {
        await run.SendAsync(default);
    }

    Take();
}

await run.SendAsync(default);
while (await run.WhenReadyAsync(default))
{
    Take();
}

var requests = rows / 100;
Console.WriteLine($"{rows} rows, {registered} registered, {watch.Elapsed.TotalSeconds:F2} s, cpu {(Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalSeconds:F2} s, requests {server.Requests.Received} (limited {server.Requests.Limited}), goal {1.03 * (((requests - 1) / 5.0) + 0.6):F2} s");

void Take()
{
    while (run.TryTake(out var r))
    {
        done++;
        registered += r!.Status == RegistrationStatus.Registered ? 1 : 0;
    }
}

#pragma warning disable MA0047
internal sealed class Silence : ICallLog
{
    public bool WantsDebug => false;

    public void Verbose(string message)
    {
    }

    public void Debug(string message)
    {
    }
}
