using System.Net.Http.Headers;

namespace Track123.InMemory.Webhooks;

/// <summary>
/// Posts the account's changes as webhooks, one at a time and in order. It retries webhooks that were not acknowledged
/// with 2xx at the service's intervals (contract 6.1), by the account's clock.
/// </summary>
internal sealed class WebhookOutbox(WebhookNews news, SandboxClock clock, TimeProvider time, Func<string> getKey)
{
    /// <summary>The intervals between the attempts. The first attempt has no delay.</summary>
    public static readonly IReadOnlyList<TimeSpan> Intervals =
        [.. new[] { 0, 600, 1800, 3600, 14_400, 43_200, 129_600 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);

    private static readonly Lazy<HttpClient> Client = new(() =>
        new HttpClient(new HttpClientHandler { UseProxy = false, AllowAutoRedirect = false })
        {
            Timeout = TimeSpan.FromSeconds(40),
        });

    private readonly object gate = new();
    private readonly List<WebhookMessage> waiting = [];
    private Task round = Task.CompletedTask;
    private ITimer? timer;
    private Uri? uri;
    private int sequence;

    /// <summary>The address that webhooks are posted to; null for none.</summary>
    public Uri? Uri
    {
        get
        {
            lock (this.gate)
            {
                return this.uri;
            }
        }

        set
        {
            if (value is not null && !(value.IsAbsoluteUri && value.IsLoopback && value.Scheme == "http"
                && value.Query.Length == 0))
            {
                throw new ArgumentException(
                    $"The webhook address '{value}' is invalid. Specify a loopback address without a query, such as "
                    + "http://localhost:8080/hook.",
                    nameof(value));
            }

            lock (this.gate)
            {
                this.uri = value;
                this.timer?.Dispose();
                this.timer = value is null
                    ? null
                    : time.CreateTimer(_ => this.Wake(), state: null, PollInterval, PollInterval);
            }

            this.Wake();
        }
    }

    /// <summary>Posts a body and returns the HTTP status; null without a response. Tests replace it.</summary>
    public Func<Uri, byte[], Task<int?>> Post { get; set; } = SendAsync;

    /// <summary>Called after each attempt, one at a time.</summary>
    public Action<WebhookAttempt>? Attempted { get; set; }

    /// <summary>Starts posting the webhooks that are due, without waiting for completion.</summary>
    public void Wake()
    {
        lock (this.gate)
        {
            // No round starts while another is running. The timer calls this method again.
            if (this.uri is not null && this.round.IsCompleted)
            {
                _ = this.RunAsync();
            }
        }
    }

    /// <summary>Gathers changes and posts the webhooks that are due, after the round in progress, if any.</summary>
    public Task RunAsync()
    {
        lock (this.gate)
        {
            return this.round = this.round.ContinueWith(
                _ => this.RunDeliveryRoundAsync(),
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default).Unwrap();
        }
    }

    private static async Task<int?> SendAsync(Uri address, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using var response = await Client.Value.PostAsync(address, content).ConfigureAwait(false);
            return (int)response.StatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private async Task RunDeliveryRoundAsync()
    {
        if (this.Uri is null)
        {
            return;
        }

        var now = clock.Now;
        foreach (var (number, record) in news.Gather(now.UtcDateTime))
        {
            this.waiting.Add(new WebhookMessage(++this.sequence, number, record, now, getKey()));
        }

        foreach (var message in this.waiting.Where(message => message.Due <= now).ToList())
        {
            // The address may change during the round.
            if (this.Uri is not { } address)
            {
                return;
            }

            await this.AttemptAsync(message, address).ConfigureAwait(false);
        }
    }

    private async Task AttemptAsync(WebhookMessage message, Uri address)
    {
        var at = clock.Now;
        var status = await this.Post(address, message.GetBody(at)).ConfigureAwait(false);
        message.Attempts++;
        this.Attempted?.Invoke(
            new WebhookAttempt(message.Sequence, message.TrackingNumber, message.Attempts, at, status));
        if (status is >= 200 and < 300 || message.Attempts == Intervals.Count)
        {
            this.waiting.Remove(message);
        }
        else
        {
            message.Due = at + Intervals[message.Attempts];
        }
    }
}
