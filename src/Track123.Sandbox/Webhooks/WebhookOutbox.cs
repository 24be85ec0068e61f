namespace Track123.InMemory;

/// <summary>
/// Posts the account's news as webhooks, one at a time and in order, and repeats what was not answered with 2xx on the service's schedule (contract
/// 6.1), all by the account's clock.
/// </summary>
internal sealed class WebhookOutbox
{
    /// <summary>From one attempt to the next; the first is made at once.</summary>
    public static readonly IReadOnlyList<TimeSpan> Intervals =
        [.. new[] { 0, 600, 1800, 3600, 14_400, 43_200, 129_600 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    private readonly object gate = new();
    private readonly List<WebhookMessage> waiting = [];
    private readonly WebhookNews news;
    private readonly SandboxClock clock;
    private readonly TimeProvider time;
    private readonly Func<string> key;
    private Task round = Task.CompletedTask;
    private ITimer? timer;
    private Uri? uri;
    private int sequence;

    public WebhookOutbox(WebhookNews news, SandboxClock clock, TimeProvider time, Func<string> key) =>
        (this.news, this.clock, this.time, this.key) = (news, clock, time, key);

    /// <summary>Where to; null for nowhere.</summary>
    public Uri? Uri
    {
        get
        {
            lock (this.gate)
                return this.uri;
        }

        set
        {
            if (value is not null && (!value.IsAbsoluteUri || !value.IsLoopback || value.Scheme != Uri.UriSchemeHttp || value.Query.Length > 0))
            {
                throw new ArgumentException(
                    "Webhooks of a sandbox go to loopback, as http://localhost:8080/hook. The service takes no address with a query.", nameof(value));
            }

            lock (this.gate)
            {
                this.uri = value;
                this.timer?.Dispose();
                this.timer = value is null ? null : this.time.CreateTimer(_ => this.Wake(), state: null, LookEvery, LookEvery);
            }

            this.Wake();
        }
    }

    /// <summary>Posts a body and gives the status; null if there was no answer. Another can be put in its place.</summary>
    public Func<Uri, byte[], Task<int?>> Post { get; set; } = WebhookPost.SendAsync;

    /// <summary>Called after each attempt, one at a time.</summary>
    public Action<WebhookAttempt>? Attempted { get; set; }

    /// <summary>Has what is due posted, without waiting for it.</summary>
    public void Wake()
    {
        // Where a round is under way, the timer comes again.
        lock (this.gate)
        {
            if (this.uri is not null && this.round.IsCompleted)
                _ = this.RunAsync();
        }
    }

    /// <summary>Gathers the news and posts all that is due now, after what is under way.</summary>
    public Task RunAsync()
    {
        lock (this.gate)
        {
            this.round = this.round.ContinueWith(
                _ => this.GoRoundAsync(), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();
            return this.round;
        }
    }

    private async Task GoRoundAsync()
    {
        if (this.Uri is null)
            return;

        var now = this.clock.Now;
        foreach (var (number, record) in this.news.Gather(now))
        {
            this.waiting.Add(new WebhookMessage(++this.sequence, number, record, now, this.key()));
        }

        foreach (var message in this.waiting.Where(m => m.Due <= now).ToList())
        {
            // The address may be taken away, or be another, in between.
            if (this.Uri is not { } to)
                return;

            await this.AttemptAsync(message, to).ConfigureAwait(false);
        }
    }

    private async Task AttemptAsync(WebhookMessage message, Uri to)
    {
        var at = this.clock.Now;
        var status = await this.Post(to, message.Body).ConfigureAwait(false);
        message.Attempts++;
        this.Attempted?.Invoke(new WebhookAttempt(message.Sequence, message.TrackingNumber, message.Attempts, at, status));
        if (status is >= 200 and < 300 || message.Attempts == Intervals.Count)
            this.waiting.Remove(message);
        else
            message.Due = at + Intervals[message.Attempts];
    }
}
