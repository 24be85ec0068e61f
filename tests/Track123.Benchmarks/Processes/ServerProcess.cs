using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Serialization;

namespace Track123.Benchmarks.Processes;

/// <summary>The test server in a separate process, so that its time and memory are not measured.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const string Listening = "listening on ";

    private readonly Process process;
    private readonly HttpClient control = new();

    private ServerProcess(Process process, Uri address) => (this.process, this.Address) = (process, address);

    /// <summary>The only key it accepts, different for each server.</summary>
    public string Key { get; private init; } = "";

    public Uri Address { get; }

    /// <summary>Starts a server that allows 5 requests per second and responds after about half a second.</summary>
    public static Task<ServerProcess> StartLimitedAsync() =>
        StartAsync("--rate", "5", "--latency", "500", "--jitter", "100");

    /// <summary>Starts a server without rate limit and latency that only counts requests.</summary>
    public static Task<ServerProcess> StartFreeAsync(params string[] more) =>
        StartAsync(["--rate", "none", "--latency", "0", "--jitter", "0", "--record", "counts", .. more]);

    public static async Task<ServerProcess> StartAsync(params string[] more)
    {
        var key = Guid.NewGuid().ToString("N");
        var credits = int.MaxValue.ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            Places.TestServer, "--port", "0", "--api-key", key, "--credits", credits, "--exit-with-stdin",
            "--max-minutes", "30", .. more,
        ];
        var started = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var line = await started.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return line?.StartsWith(Listening, StringComparison.Ordinal) == true
            ? new ServerProcess(started, new Uri(line[Listening.Length..])) { Key = key }
            : throw new InvalidOperationException("The test server did not start.");
    }

    /// <summary>
    /// Measures the round-trip time with plain requests to an endpoint that the measured work does not use.
    /// </summary>
    public async Task<TimeSpan> MeasureRoundTripAsync()
    {
        var times = new List<double>();
        for (var i = 0; i < 5; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, this.Address + "/tk/v2.1/courier/list");
            request.Headers.Add("Track123-Api-Secret", this.Key);
            var watch = Stopwatch.StartNew();
            using var response = await this.control.SendAsync(request);
            times.Add(watch.Elapsed.TotalSeconds);
        }

        return TimeSpan.FromSeconds(new Figures.Samples(times).Median);
    }

    /// <summary>Returns the requests received at a path; none if the server only counts.</summary>
    public async Task<IReadOnlyList<Received>> RequestsToAsync(string path)
    {
        var all = await this.control.GetFromJsonAsync(
            new Uri(this.Address, "/_test/requests"), ServerJson.Default.ListReceived) ?? [];
        return all.FindAll(r => r.Path.EndsWith(path, StringComparison.Ordinal));
    }

    public async Task<Counts> CountAsync() =>
        (await this.control.GetFromJsonAsync(new Uri(this.Address, "/_test/counts"), ServerJson.Default.Counts))!;

    public void Dispose()
    {
        this.control.Dispose();
        this.process.StandardInput.Close();
        if (!this.process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            this.process.Kill();
        }

        this.process.Dispose();
    }
}

/// <summary>A request as recorded by the server.</summary>
internal sealed record Received(string Path, double ArrivedMs, bool Limited);

/// <summary>The numbers of requests of the server.</summary>
internal sealed record Counts(int Received, int Limited);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<Received>))]
[JsonSerializable(typeof(Counts))]
internal sealed partial class ServerJson : JsonSerializerContext;
