using System.Net;
using System.Text;
using Track123.Csv;
using Track123.Http;
using Track123.Parcels;
using Track123.Validation;
using Track123.Webhooks;

namespace Track123.Testing.Framework;

/// <summary>The tests that need .NET Framework or Mono: loading, binding, sending, reading and cancellation.</summary>
internal sealed class Suite(string libraries, string serverFile)
{
    private const string Key = "test-key-0123456789";
    private readonly Log log = new();

    private IReadOnlyList<(string Name, Func<Uri, Task> Run)> Tests =>
    [
        ("Rows are registered in four requests with a result each, and read back in pages", this.RegisterAsync),
        ("Parcels are queried with their events", this.LookUpAsync),
        ("Carrier list is read", this.ReadCarriersAsync),
        ("Rejected key is an authentication error", this.RejectKeyAsync),
        ("Unavailable service is retried", this.RetryAsync),
        ("Refused connection is a connection error", _ => this.FailAsync(new("http://127.0.0.1:1/"), Track123ErrorKind.ConnectionFailed)),
        ("Cancellation ends a call at once", this.CancelAsync),
        ("Body is sent without Expect: 100-continue", _ => this.SendWithoutExpectAsync()),
        ("Sixteen calls run concurrently", _ => this.SendConcurrentlyAsync()),
        ("TLS 1.2 is enabled", _ => this.EnableTlsAsync()),
        ("CSV rows are read", _ => ReadCsvAsync()),
        ("Webhook signature is checked", _ => CheckSignatureAsync()),
        ("Every library is loaded from the module", _ => this.CheckLibraryPathsAsync()),
    ];

    /// <summary>Runs all tests and returns 0 if none failed.</summary>
    public int Run(string results)
    {
        using var server = new ServerProcess(serverFile, $"--latency 2 --jitter 1 --rate none --api-key {Key}");
        var tap = new StringBuilder("TAP version 13\n");
        var failed = 0;
        foreach (var (name, run) in this.Tests)
        {
            Exception? error = null;
            try
            {
                var test = Task.Run(() => run(server.BaseUri));
                if (!test.Wait(TimeSpan.FromSeconds(20)))
                {
                    error = new TimeoutException("The test did not end within 20 s.");
                }
            }
            catch (AggregateException e)
            {
                error = e.InnerException;
            }

            failed += error is null ? 0 : 1;
            var line = $"{(error is null ? "ok" : "not ok")} {tap.ToString().Split('\n').Count(l => l.Contains("ok ")) + 1} - {name}";
            tap.Append(line).Append('\n');
            Console.WriteLine(error is null ? line : $"{line}\n{error}");
        }

        File.WriteAllText(results, tap.ToString());
        return failed == 0 ? 0 : 1;
    }

    private static Track123Client Connect(Uri address, string key = Key) =>
        new(new ConnectionOptions { ApiKey = key, BaseUri = address, RetryInterval = TimeSpan.FromMilliseconds(20) });

    private static void Check(bool condition, string message)
    {
        if (!condition)
        {
            throw new InvalidOperationException(message);
        }
    }

    private static async Task ControlAsync(Uri server, string control, string json)
    {
        using var http = new System.Net.Http.HttpClient();
        using var body = new System.Net.Http.StringContent(json);
        var response = await http.PostAsync(new Uri(server, $"/_test/{control}"), body).ConfigureAwait(false);
        Check(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync().ConfigureAwait(false));
    }

    private static Task CheckSignatureAsync()
    {
        var now = DateTimeOffset.UtcNow;
        var time = now.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var hash = new System.Security.Cryptography.HMACSHA256(Encoding.UTF8.GetBytes(Key));
        var signature = string.Concat(
            hash.ComputeHash(Encoding.UTF8.GetBytes(time)).Select(b => b.ToString("x2", null)));
        var signatureCheck = new WebhookSignature(Key, default, WebhookSignature.DefaultMaximumAge, () => now);
        Check(signatureCheck.Check(time, signature).IsValid, signatureCheck.Check(time, signature).ToString()!);
        Check(!signatureCheck.Check(time, signature.Replace(signature[0], 'x')).IsValid, "A wrong signature is valid.");
        return Task.CompletedTask;
    }

    private static Task ReadCsvAsync()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "Tracking Number,Remark\r\nA1,\"one, two\"\r\nA2,\"three\r\nfour\"\r\n");
            using var table = CsvTable.Open(file, new(), default);
            Check(table.Read() && table[1] == "one, two" && table.Read() && table[1] == "three\r\nfour" && !table.Read(), "The rows are different.");

            File.WriteAllBytes(file, [.. "N,Stadt\r\nA1,K"u8, 0xf6, .. "ln\r\n"u8]);
            var ansi = new CsvTableOptions { Encoding = EncodingNames.Find("1252") };
            using var encoded = CsvTable.Open(file, ansi, default);
            Check(encoded.Read() && encoded[1] == "K\u00f6ln", "The encoding is different.");
        }
        finally
        {
            File.Delete(file);
        }

        return Task.CompletedTask;
    }

    private async Task RegisterAsync(Uri server)
    {
        using var client = Connect(server);
        using var run = client.Begin(ParcelOperations.Register, this.log, default);
        for (var row = 1; row <= 350; row++)
        {
            run.Add(new ParcelRow { Row = row, TrackingNumber = row == 200 ? "" : $"SBDELIVERED{row}", CarrierCode = "usps" });
            if (row % 100 == 0)
            {
                await run.SendAsync(default).ConfigureAwait(false);
            }
        }

        await run.SendAsync(default).ConfigureAwait(false);
        var outcomes = new List<RegistrationResult>();
        while (await run.WhenReadyAsync(default).ConfigureAwait(false))
        {
            while (run.TryTake(out var outcome))
            {
                outcomes.Add(outcome!);
            }
        }

        Check(outcomes.Select(o => o.Row).SequenceEqual(Enumerable.Range(1, 350).Select(r => (long)r)), "Rows are missing or out of order.");
        var kinds = string.Join(", ", outcomes.GroupBy(o => o.Status).Select(g => $"{g.Key} {g.Count()}"));
        Check(outcomes.All(o => o.Status == (o.Row == 200 ? RegistrationStatus.Rejected : RegistrationStatus.Registered)), kinds);

        var read = new HashSet<string>(StringComparer.Ordinal);
        var pager = client.BeginQuery(null, null, this.log, default);
        while (await pager.ReadPageAsync().ConfigureAwait(false) is { } page)
        {
            read.UnionWith(page.Accepted.Content.Select(p => p.TrackingNumber));
        }

        Check(read.Count == 349, $"{read.Count} parcels read back.");
    }

    private async Task LookUpAsync(Uri server)
    {
        await ControlAsync(server, "advance", "{\"seconds\":259200}").ConfigureAwait(false);
        using var client = Connect(server);
        using var run = client.Begin(ParcelOperations.Lookup, this.log, default);
        run.Add(new ParcelRow { TrackingNumber = "SBDELIVERED7" });
        await run.SendAsync(default).ConfigureAwait(false);
        await run.WhenReadyAsync(default).ConfigureAwait(false);
        Check(run.TryTake(out var found) && found!.Records.Count == 1, "Not found.");
        Check(found!.Records[0].Events is { Count: > 0 } events && events.All(e => e.Time is not null), "No events, or events without a time.");
    }

    private async Task ReadCarriersAsync(Uri server)
    {
        using var client = Connect(server);
        var carriers = await client.GetCarriersAsync(CarrierType.Parcel, this.log, default).ConfigureAwait(false);
        Check(carriers.Any(c => c.CarrierCode == "usps"), $"{carriers.Count} carriers, no usps.");
    }

    private Task RejectKeyAsync(Uri server) =>
        this.FailAsync(server, Track123ErrorKind.AuthenticationFailed, "another-key");

    private async Task RetryAsync(Uri server)
    {
        await ControlAsync(server, "script", "{\"path\":\"courier/list\",\"status\":503,\"times\":2}").ConfigureAwait(false);
        var before = this.log.Lines;
        using var client = Connect(server);
        await client.GetCarriersAsync(CarrierType.Parcel, this.log, default).ConfigureAwait(false);
        Check(this.log.Lines >= before + 3, $"{this.log.Lines - before} lines for three attempts.");
    }

    private async Task FailAsync(Uri server, Track123ErrorKind kind, string key = Key)
    {
        using var client = Connect(server, key);
        try
        {
            await client.GetCarriersAsync(CarrierType.Parcel, this.log, default).ConfigureAwait(false);
        }
        catch (Track123Exception e) when (e.Kind == kind)
        {
            Check(!e.ToString().Contains(key), "The key is in the error.");
            return;
        }

        Check(false, "The call did not fail.");
    }

    private async Task CancelAsync(Uri server)
    {
        using var silent = new RawServer(responseThreshold: int.MaxValue);
        using var client = Connect(silent.BaseUri);
        using var stop = new CancellationTokenSource();
        var call = client.GetCarriersAsync(CarrierType.Parcel, this.log, stop.Token);
        while (silent.Requests.Count == 0)
        {
            await Task.Yield();
        }

        stop.Cancel();
        Check(await Task.WhenAny(call, Task.Delay(TimeSpan.FromSeconds(5))).ConfigureAwait(false) == call && call.IsCanceled, $"The call is {call.Status}.");
    }

    private async Task SendWithoutExpectAsync()
    {
        using var raw = new RawServer(responseThreshold: 1);
        using var client = Connect(raw.BaseUri);
        try
        {
            await client.DetectCarrierAsync("SBTRANSIT1", NumberCheck.Full, this.log, default).ConfigureAwait(false);
        }
        catch (Track123Exception)
        {
            // Only the request matters.
        }

        var sent = raw.Requests[0];
        Check(sent.StartsWith("POST ", StringComparison.Ordinal) && sent.Contains("SBTRANSIT1"), sent);
        Check(sent.IndexOf("Expect", StringComparison.OrdinalIgnoreCase) < 0, sent);

        // Mono never sends Expect and has no limit, so the setting itself is checked.
        Check(!ServicePointManager.FindServicePoint(raw.BaseUri).Expect100Continue, "The service point would send Expect.");
    }

    private async Task SendConcurrentlyAsync()
    {
        const int Calls = 16;
        using var raw = new RawServer(Calls);
        var clients = Enumerable.Range(0, Calls).Select(i => Connect(raw.BaseUri, $"key-{i}")).ToList();
        var calls = clients.Select(c => c.DetectCarrierAsync("SBTRANSIT1", NumberCheck.Full, this.log, default)).ToList();
        var all = Task.WhenAll(calls);
        await Task.WhenAny(all, Task.Delay(TimeSpan.FromSeconds(8))).ConfigureAwait(false);
        Check(all.IsCompleted, $"Only {raw.Requests.Count} of {Calls} arrived before the first response.");
        var limit = ServicePointManager.FindServicePoint(raw.BaseUri).ConnectionLimit;
        Check(limit >= Calls, $"The service point's limit is {limit}.");
        clients.ForEach(c => c.Dispose());
    }

#pragma warning disable CA5364 // Windows PowerShell may start with this setting.
    private async Task EnableTlsAsync()
    {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls11;
        using var client = new Track123Client(new ConnectionOptions
        {
            ApiKey = Key,
            BaseUri = new("https://service.example/"),
            Proxy = new("http://127.0.0.1:1/"),
            ProxyCredential = new NetworkCredential("user", "word"),
            MaximumRetryCount = 0,
        });
        try
        {
            await client.GetCarriersAsync(CarrierType.Parcel, this.log, default).ConfigureAwait(false);
        }
        catch (Track123Exception)
        {
            // The proxy does not exist.
        }

        Check(ServicePointManager.SecurityProtocol == (SecurityProtocolType.Tls11 | SecurityProtocolType.Tls12), $"{ServicePointManager.SecurityProtocol}");
    }
#pragma warning restore CA5364

    private Task CheckLibraryPathsAsync()
    {
        var loaded = AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic).ToDictionary(a => a.GetName().Name);
        foreach (var file in Directory.GetFiles(libraries, "*.dll"))
        {
            // Mono always loads its own System.Numerics.Vectors.
            var name = Path.GetFileNameWithoutExtension(file);
            if (name != "System.Numerics.Vectors" && loaded.TryGetValue(name, out var assembly))
            {
                Check(assembly.Location == file, $"{assembly.FullName} is from {assembly.Location}.");
            }
        }

        foreach (var name in new[] { "System.Text.Json", "Polly.Core", "Microsoft.Extensions.Http", "System.Memory", "CsvHelper", "Track123.Client" })
        {
            Check(loaded.ContainsKey(name), $"{name} was not loaded.");
        }

        return Task.CompletedTask;
    }

    private sealed class Log : ICallLog
    {
        private int lines;

        public int Lines => Volatile.Read(ref this.lines);

        public bool WantsDebug => true;

        public void Verbose(string message) => Interlocked.Increment(ref this.lines);

        public void Debug(string message)
        {
        }
    }
}
