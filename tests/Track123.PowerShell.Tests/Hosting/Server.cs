using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>
/// The test server, in a process of its own: what the module sends travels over a socket and is judged there.
/// </summary>
public sealed class Server : IDisposable
{
    private readonly Process process;
    private readonly HttpClient control = new();

    public Server()
    {
        string[] arguments =
        [
            Places.TestServer, "--port", "0", "--latency", "0", "--jitter", "0", "--rate", "none", "--api-key", this.Key, "--exit-with-stdin",
        ];
        this.process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = this.process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The test server did not start.");
        this.Address = line["listening on ".Length..];
    }

    /// <summary>The one key it accepts, new for each server: pacing is by key.</summary>
    public string Key { get; } = Guid.NewGuid().ToString("N");

    public string Address { get; }

    /// <summary>What it received, carrier list included.</summary>
    public IReadOnlyList<Received> Requests => JsonSerializer.Deserialize<List<Received>>(this.Get("/_test/requests"), JsonSerializerOptions.Web)!;

    /// <summary>The account's ledger: how many parcels it has, and how many credits are left.</summary>
    public Ledger Account => JsonSerializer.Deserialize<Ledger>(this.Get("/_test/account"), JsonSerializerOptions.Web)!;

    /// <summary>What its account did to deliver webhooks.</summary>
    public IReadOnlyList<WebhookAttempt> WebhookAttempts =>
        JsonSerializer.Deserialize<List<WebhookAttempt>>(this.Get("/_test/webhooks"), JsonSerializerOptions.Web)!;

    /// <summary>What it received at a path that ends so.</summary>
    public IReadOnlyList<Received> RequestsTo(string path) => [.. this.Requests.Where(r => r.Path.EndsWith(path, StringComparison.Ordinal))];

    public void Settings(object settings) => this.Post("settings", settings);

    public void Advance(TimeSpan time) => this.Post("advance", new { seconds = time.TotalSeconds });

    public void Script(object fault) => this.Post("script", fault);

    /// <summary>Waits until it has received so many requests at a path.</summary>
    public void WaitFor(int count, string path) => WaitUntil(() => this.RequestsTo(path).Count >= count);

    public static void WaitUntil(Func<bool> condition)
    {
        var waited = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(20), "What was waited for did not happen.");
            Thread.Sleep(20);
        }
    }

    public void Dispose()
    {
        this.process.Kill();
        this.process.Dispose();
        this.control.Dispose();
    }

    private Uri ControlAddress(string path) => new(new Uri(this.Address), path);

    private string Get(string path) => this.control.GetStringAsync(this.ControlAddress(path)).GetAwaiter().GetResult();

    public void Post(string what, object body)
    {
        using var answer = this.control.PostAsync(this.ControlAddress("/_test/" + what), JsonContent.Create(body)).GetAwaiter().GetResult();
        answer.EnsureSuccessStatusCode();
    }
}

/// <summary>What the account has.</summary>
public sealed record Ledger(int TrackingCount, int Credits);

/// <summary>One attempt to deliver a webhook.</summary>
public sealed record WebhookAttempt(int Message, string TrackingNumber, int Attempt, int? Status);

/// <summary>A request as the server saw it.</summary>
public sealed record Received(string Method, string Path, Dictionary<string, string> Headers, string Body, int? Status, bool Aborted)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(this.Body);
}
