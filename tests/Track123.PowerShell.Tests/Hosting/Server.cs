using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace Track123.PowerShell.Tests.Hosting;

/// <summary>
/// A test server with its own port, key and account. All test servers run in one separate process, so that requests use
/// a socket and tests do not wait for a process to start. The process ends when its standard input ends, at the latest
/// when this process ends.
/// </summary>
public sealed class Server : IDisposable
{
    private static readonly HttpClient Control = new();
    private static readonly Process Host = DotNetProcess.Start(
        Places.TestServer, "--port", "0", "--latency", "0", "--jitter", "0", "--rate", "none", "--exit-with-stdin");

    private static readonly Uri HostAddress = ReadAddress();

    private readonly Uri address;

    public Server(string? key = null)
    {
        this.Key = key ?? Guid.NewGuid().ToString("N");
        using var response = Send(HostAddress, "start", new { apiKey = this.Key });
        this.address = response.Content.ReadFromJsonAsync<Started>().GetAwaiter().GetResult()!.BaseUri;
    }

    /// <summary>The only key that the server accepts. Rate limits are by key and address.</summary>
    public string Key { get; }

    public string Address => this.address.AbsoluteUri;

    /// <summary>The received requests, including those for the carrier list.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => this.Get<List<ReceivedRequest>>("requests");

    /// <summary>The account's number of parcels and its credits.</summary>
    public Ledger Account => this.Get<Ledger>("account");

    /// <summary>The account's attempts to deliver webhooks.</summary>
    public IReadOnlyList<WebhookAttempt> WebhookAttempts => this.Get<List<WebhookAttempt>>("webhooks");

    /// <summary>Returns the requests to paths that end with this text.</summary>
    public IReadOnlyList<ReceivedRequest> RequestsTo(string path) =>
        [.. this.Requests.Where(r => r.Path.EndsWith(path, StringComparison.Ordinal))];

    public void Settings(object settings) => this.Post("settings", settings);

    public void Advance(TimeSpan time) => this.Post("advance", new { seconds = time.TotalSeconds });

    public void Script(object fault) => this.Post("script", fault);

    public void Post(string what, object body) => Send(this.address, what, body).Dispose();

    /// <summary>Waits until this number of requests has been received at a path since the start.</summary>
    public void WaitFor(int count, string path) => this.Wait($"count={Text(count)}&path={path}");

    /// <summary>Waits until the client has aborted this number of requests at a path.</summary>
    public void WaitForAborted(int count, string path) => this.Wait($"count={Text(count)}&path={path}&aborted=true");

    /// <summary>Waits until this number of webhook deliveries has been attempted.</summary>
    public void WaitForWebhookAttempts(int count) => this.Wait($"webhooks={Text(count)}");

    public void Dispose() => Send(HostAddress, "stop", new { baseUri = this.Address }).Dispose();

    private static Uri ReadAddress()
    {
        var line = Host.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("The test server did not start: " + Host.StandardError.ReadToEnd());
        return new Uri(line["listening on ".Length..]);
    }

    private static HttpResponseMessage Send(Uri address, string what, object body)
    {
        var response = Control.PostAsync(ControlAddress(address, what), JsonContent.Create(body)).GetAwaiter().GetResult();
        return Checked(response);
    }

    private static HttpResponseMessage Checked(HttpResponseMessage response)
    {
        Assert.True(response.IsSuccessStatusCode, response.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        return response;
    }

    private static Uri ControlAddress(Uri address, string what) => new(address, "/_test/" + what);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Wait(string condition) =>
        Checked(Control.GetAsync(ControlAddress(this.address, "wait?" + condition)).GetAwaiter().GetResult()).Dispose();

    private T Get<T>(string what) =>
        Control.GetFromJsonAsync<T>(ControlAddress(this.address, what), JsonSerializerOptions.Web).GetAwaiter().GetResult()!;

    private sealed record Started(Uri BaseUri);
}
