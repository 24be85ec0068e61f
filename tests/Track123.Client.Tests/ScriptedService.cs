using System.Net;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Track123.Client.Tests;

/// <summary>
/// A fake service that records requests and answers them with a test's function. Its clock is controlled by the test.
/// </summary>
internal sealed class ScriptedService : ISandbox
{
    private readonly Func<ScriptedRequest, HttpResponseMessage> answer;
    private readonly Lock gate = new();

    public ScriptedService(Func<ScriptedRequest, HttpResponseMessage> answer) => this.answer = answer;

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero));

    public List<ScriptedRequest> Requests { get; } = [];

    /// <summary>The source that delays all responses until it completes; null for no delay.</summary>
    public TaskCompletionSource? Hold { get; init; }

    public DateTimeOffset Now => this.Clock.GetUtcNow();

    public int Credits { get; set; }

    public int TrackingCount => 0;

    public Uri? WebhookUri { get; set; }

    public string WebhookKey => "webhook-key";

    public static HttpResponseMessage Json(string body, int status = 200) =>
        new((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Success(string data) => Json($$"""{"code":"00000","data":{{data}},"msg":"Success","traceId":"t-1"}""");

    /// <summary>Returns the row with the setting of -SkipNumberCheck, because tests use short numbers.</summary>
    public static TRow WithoutNumberCheck<TRow>(TRow row)
        where TRow : class, IBatchItem => row switch
    {
        ParcelRow { NumberCheck: NumberCheck.Full, TrackingNumber.Length: < 6 } parcel =>
            (TRow)(object)(parcel with { NumberCheck = NumberCheck.CleanOnly }),
        CargoRow { NumberCheck: NumberCheck.Full, TrackingNumber.Length: < 6 } cargo =>
            (TRow)(object)(cargo with { NumberCheck = NumberCheck.CleanOnly }),
        _ => row,
    };

    public void Advance(TimeSpan time) => this.Clock.Advance(time);

    public HttpMessageHandler CreateHandler() => new Handler(this);

    public Track123Client Connect(Action<string>? verbose = null, string key = "k-0123456789abcdef", int retries = 4, TimeSpan? timeout = null) => new(
        new ConnectionOptions
        {
            ApiKey = key,
            Sandbox = this,
            BaseUri = new("https://service.example/gateway/open-api"),
            MaximumRetryCount = retries,
            OperationTimeout = timeout ?? TimeSpan.FromSeconds(100),
        },
        this.Clock);

    /// <summary>Runs a task to completion and advances the clock meanwhile.</summary>
    public async Task<T> Drive<T>(Task<T> task)
    {
        await this.Drive((Task)task);
        return await task;
    }

    /// <inheritdoc cref="Drive{T}"/>
    public async Task Drive(Task task)
    {
        for (var turn = 0; !task.IsCompleted; turn++)
        {
            Assert.True(turn < 200_000, "The task did not complete although the clock was advanced.");
            await Task.Yield();
            if (turn % 10 == 9)
            {
                this.Clock.Advance(TimeSpan.FromMilliseconds(20));
                await Task.Delay(turn % 100 == 99 ? 1 : 0);
            }
        }

        await task;
    }

    /// <summary>Advances the clock until a condition is true.</summary>
    public Task DriveUntil(Func<bool> condition)
    {
        return this.Drive(Until());

        async Task Until()
        {
            while (!condition())
            {
                await Task.Yield();
            }
        }
    }

    /// <summary>
    /// Drives a batch run as a cmdlet does: sends each full batch, collects the available results, and waits for the
    /// rest at the end.
    /// </summary>
    public Task<List<TOutcome>> Drive<TRow, TOutcome>(BatchRun<TRow, TOutcome> run, IEnumerable<TRow> rows)
        where TRow : class, IBatchItem
        where TOutcome : RowOutcome
    {
        return this.Drive(Pump());

        async Task<List<TOutcome>> Pump()
        {
            var outcomes = new List<TOutcome>();
            foreach (var row in rows)
            {
                run.Add(WithoutNumberCheck(row));
                if (run.IsBatchFull)
                {
                    await run.SendAsync(default);
                }

                Take(outcomes);
            }

            do
            {
                await run.SendAsync(default);
                while (await run.WhenReadyAsync(default))
                {
                    Take(outcomes);
                }
            }
            while (run.Waiting.Count > 0);

            return outcomes;
        }

        void Take(List<TOutcome> outcomes)
        {
            while (run.TryTake(out var ready))
            {
                outcomes.Add(ready!);
            }
        }
    }

    private sealed class Handler(ScriptedService service) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.ToDictionary(
                h => h.Key, h => string.Join(",", h.Value), StringComparer.OrdinalIgnoreCase);
            ScriptedRequest seen;
            lock (service.gate)
            {
                seen = new(service.Requests.Count + 1, service.Now, request.Method.Method, request.RequestUri!, headers, body, cancellationToken);
                service.Requests.Add(seen);
            }

            if (service.Hold is { } hold)
            {
                await hold.Task.WaitAsync(cancellationToken);
            }

            return service.answer(seen);
        }
    }
}

internal sealed record ScriptedRequest(
    int Number, DateTimeOffset Time, string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body, CancellationToken Token);

/// <summary>Collects the log messages of a client.</summary>
internal sealed class Log : ICallLog
{
    private readonly List<string> lines = [];

    public bool WantsDebug => true;

    public string All
    {
        get
        {
            lock (this.lines)
            {
                return string.Join('\n', this.lines);
            }
        }
    }

    public void Verbose(string message) => this.Append(message);

    public void Debug(string message) => this.Append(message);

    private void Append(string message)
    {
        lock (this.lines)
        {
            this.lines.Add(message);
        }
    }
}
