using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Track123.InMemory.Webhooks;

namespace Track123.Testing;

/// <summary>The options of a webhook storm.</summary>
public sealed record WebhookStormOptions
{
    /// <summary>The number of valid notifications.</summary>
    public int Count { get; init; } = 20_000;

    /// <summary>The number of the first notification. Notifications with other numbers are not duplicates.</summary>
    public int First { get; init; }

    /// <summary>The number of concurrent senders, each with one request at a time.</summary>
    public int Senders { get; init; } = 32;

    /// <summary>The key of the valid signatures.</summary>
    public string Key { get; init; } = TestServerOptions.DefaultApiKey;

    /// <summary>
    /// The percentages of requests with a wrong signature, duplicates, garbage and disconnects; default for none.
    /// </summary>
    public (int Wrong, int Repeated, int Garbage, int Broken) Faults { get; init; } = (10, 10, 5, 3);

    public int Seed { get; init; } = 1;

    /// <summary>The maximum time until everything is acknowledged.</summary>
    public TimeSpan MaxDuration { get; init; } = TimeSpan.FromMinutes(3);
}

/// <summary>A line of the senders' ledger: a valid notification and its result.</summary>
/// <param name="Number">Its tracking number.</param>
/// <param name="Sent">The start of its first attempt, in ticks of a monotonic clock.</param>
/// <param name="Acknowledged">The time of the first response with status 200; null for none.</param>
public sealed record WebhookLedgerLine(string Number, long Sent, long? Acknowledged);

/// <summary>The result of a webhook storm.</summary>
/// <param name="Ledger">Every valid notification.</param>
/// <param name="Statuses">The number of requests by response status; 0 for no response.</param>
/// <param name="Misjudged">The number of requests with an unexpected status.</param>
/// <param name="Requests">The number of requests sent.</param>
/// <param name="Seconds">The duration in seconds.</param>
public sealed record WebhookStormResult(
    IReadOnlyList<WebhookLedgerLine> Ledger, IReadOnlyDictionary<int, int> Statuses, int Misjudged, int Requests, double Seconds);

/// <summary>
/// Sends webhooks concurrently on many sockets, with every kind of sender fault, and records them in a ledger.
/// </summary>
public sealed class WebhookStorm
{
    private readonly WebhookStormOptions options;
    private readonly Uri to;
    private readonly long?[] acknowledged;
    private readonly long[] sent;
    private readonly ConcurrentDictionary<int, int> statuses = new();
    private readonly CancellationTokenSource end;
    private int next;
    private int misjudged;
    private int requests;

    private WebhookStorm(Uri to, WebhookStormOptions options, CancellationTokenSource end)
    {
        (this.to, this.options, this.end) = (to, options, end);
        this.acknowledged = new long?[options.Count];
        this.sent = new long[options.Count];
    }

    /// <summary>Sends until every valid notification is acknowledged or the time is up.</summary>
    public static async Task<WebhookStormResult> RunAsync(Uri to, WebhookStormOptions options, CancellationToken cancellationToken = default)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(options.MaxDuration);
        var storm = new WebhookStorm(to, options, over);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable.Range(0, options.Senders).Select(sender => Task.Run(() => storm.SendAllAsync(sender))));
        return new(
            [.. Enumerable.Range(0, options.Count).Where(i => storm.sent[i] != 0).Select(i => new WebhookLedgerLine(NumberOf(options.First + i), storm.sent[i], storm.acknowledged[i]))],
            new SortedDictionary<int, int>(storm.statuses),
            storm.misjudged,
            storm.requests,
            watch.Elapsed.TotalSeconds);
    }

    public static string NumberOf(int index) => "STORM" + index.ToString("D8", CultureInfo.InvariantCulture);

    private static string Record(int index) =>
        $$$"""{"id":{{{412255084490768411 + index}}},"trackNo":"{{{NumberOf(index)}}}","orderNo":"SO-1","createTime":"2026-03-02 09:20:36","shipFrom":"CN","shipTo":"DE","transitStatus":"{{{(index % 2 == 0 ? "DELIVERED" : "IN_TRANSIT")}}}","transitSubStatus":null,"lastTrackingTime":"2026-03-09 11:42:00","localLogisticsInfo":{"courierCode":"china-post","courierNameCN":"中国邮政","courierNameEN":"China Post","courierHomePage":"https://www.ems.com.cn/","trackingDetails":[{"address":"Berlin","timezone":"+01:00","eventDetail":"Delivered","eventTime":"2026-03-09 11:42:00","eventTimeZeroUTC":"2026-03-09T10:42:00Z","transitSubStatus":"DELIVERED_01"},{"address":"Shenzhen","timezone":"+08:00","eventDetail":"Accepted","eventTime":"2026-03-02 18:10:10","eventTimeZeroUTC":"2026-03-02T10:10:10Z","transitSubStatus":"IN_TRANSIT_01"}]}}""";

    private static byte[] Compose(int index, string key) =>
        WebhookMessage.Compose(
            Record(index), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), key);

    private static byte[] Garbage(Random random, byte[] body)
    {
        switch (random.Next(4))
        {
            case 0:
                return body[..^random.Next(1, 40)];
            case 1:
                return Encoding.UTF8.GetBytes(new string('[', 2000));
            case 2:
                var noise = new byte[random.Next(1, 3000)];
                random.NextBytes(noise);
                return noise;
            default:
                return """{"data":{"trackingNumber":"X"},"verify":"none"}"""u8.ToArray()[..20];
        }
    }

    private async Task SendAllAsync(int sender)
    {
        var random = new Random(this.options.Seed + sender);
        using var socket = new WebhookSocket(this.to);
        var (wrong, repeated, garbage, broken) = this.options.Faults;
        while (!this.end.IsCancellationRequested && Interlocked.Increment(ref this.next) - 1 is var index && index < this.options.Count)
        {
            var body = Compose(this.options.First + index, this.options.Key);
            var chance = random.Next(100);
            if (chance < wrong)
            {
                await this.ExpectAsync(socket, Compose(this.options.First + index, "another-key"), 401);
            }
            else if (chance < wrong + garbage)
            {
                await this.ExpectAsync(socket, Garbage(random, body), 400);
            }
            else if (chance < wrong + garbage + broken)
            {
                await this.BreakAsync(socket, random, index, body);
            }

            await this.DeliverAsync(socket, index, body);
            if (random.Next(100) < repeated)
            {
                await this.ExpectAsync(socket, body, 200);
            }
        }
    }

    private async Task BreakAsync(WebhookSocket socket, Random random, int index, byte[] body)
    {
        Interlocked.Increment(ref this.requests);
        if (random.Next(2) == 0)
        {
            await socket.BreakOffAsync(body, random.Next(1, body.Length));
        }
        else
        {
            // The request may arrive, but its response is never read.
            this.MarkSent(index);
            await socket.LeaveAsync(body);
        }
    }

    // Like the service, retries until the response is 2xx, only sooner.
    private async Task DeliverAsync(WebhookSocket socket, int index, byte[] body)
    {
        while (!this.end.IsCancellationRequested)
        {
            this.MarkSent(index);
            if (await this.PostAsync(socket, body) is >= 200 and < 300)
            {
                this.acknowledged[index] ??= Stopwatch.GetTimestamp();
                return;
            }

            await Task.Delay(20);
        }
    }

    private void MarkSent(int index)
    {
        if (this.sent[index] == 0)
        {
            this.sent[index] = Stopwatch.GetTimestamp();
        }
    }

    // A missing response or a full queue does not show how the request was checked.
    private async Task ExpectAsync(WebhookSocket socket, byte[] body, int status)
    {
        if (await this.PostAsync(socket, body) is { } answered && answered != status && answered != 503)
        {
            Interlocked.Increment(ref this.misjudged);
        }
    }

    private async Task<int?> PostAsync(WebhookSocket socket, byte[] body)
    {
        Interlocked.Increment(ref this.requests);
        var status = await socket.PostAsync(body);
        this.statuses.AddOrUpdate(status ?? 0, 1, (_, count) => count + 1);
        return status;
    }
}
