using System.Text;
using Microsoft.Extensions.Time.Testing;
using Track123.InMemory;
using Track123.InMemory.Webhooks;
using Track123.InMemory.Wire;
using Track123.Webhooks;

namespace Track123.Client.Tests;

public sealed class SandboxWebhookTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly SandboxAccount account;
    private readonly List<byte[]> posted = [];
    private readonly List<WebhookAttempt> attempts = [];
    private int? status = 200;

    public SandboxWebhookTests()
    {
        this.account = new SandboxAccount(new SandboxOptions(), this.time);
        this.account.Webhooks.Post = (_, body) =>
        {
            this.posted.Add(body);
            return Task.FromResult(this.status);
        };
        this.account.Webhooks.Attempted = this.attempts.Add;
        this.account.WebhookUri = new Uri("http://localhost:1/hook");
    }

    [Fact]
    public async Task Each_event_of_a_parcel_is_posted_once_and_in_order()
    {
        this.Register("SBDELIVERED1");
        await this.AdvanceAsync(TimeSpan.FromDays(10));
        await this.AdvanceAsync(TimeSpan.FromDays(1));
        var signature = new WebhookSignature(
            this.account.WebhookKey, WebhookAlgorithm.HmacSha256, WebhookSignature.DefaultMaximumAge, () => this.account.Now);
        var notifications = this.posted.SelectMany(body => WebhookBody.ReadNotifications(body, signature, this.account.Now)).ToList();
        Assert.True(notifications.Count > 5);
        Assert.All(notifications, n => Assert.True(n.SignatureResult.IsValid));
        Assert.Equal("412255084490768411", notifications[0].Tracking!.Id);
        Assert.Contains(
            "\"id\":412255084490768411,", Encoding.UTF8.GetString(this.posted[0]), StringComparison.Ordinal);
        Assert.Equal(TransitStatus.Delivered, notifications[^1].Tracking!.TransitStatus);
        Assert.Equal(notifications.Count, notifications.Select(n => n.DeduplicationKey).Distinct().Count());
        Assert.Equal(notifications.Select(n => n.Tracking!.Events.Count), notifications.Select(n => n.Tracking!.Events.Count).Order());
    }

    [Fact]
    public async Task Failed_webhook_is_retried_at_the_intervals_and_then_dropped()
    {
        this.status = 500;
        this.Register("SBNOTFOUND1");
        await this.AdvanceAsync(TimeSpan.FromSeconds(3));
        var first = this.attempts.Single();
        foreach (var interval in WebhookOutbox.Intervals.Skip(1))
        {
            var before = this.attempts.Count(a => a.Message == 1);
            await this.AdvanceAsync(interval - TimeSpan.FromSeconds(1));
            Assert.Equal(before, this.attempts.Count(a => a.Message == 1));
            this.status = before % 2 == 0 ? null : 503;
            await this.AdvanceAsync(TimeSpan.FromSeconds(1));
            Assert.Equal(before + 1, this.attempts.Count(a => a.Message == 1));
        }

        var all = this.attempts.Where(a => a.Message == 1).ToList();
        Assert.Equal(7, all.Count);
        Assert.Equal(TimeSpan.FromSeconds(193_200), all[^1].At - first.At);
        await this.AdvanceAsync(TimeSpan.FromDays(9));
        Assert.Equal(7, this.attempts.Count(a => a.Message == 1));
    }

    [Fact]
    public async Task Retried_webhook_has_the_same_bytes()
    {
        this.status = 503;
        this.Register("SBNOTFOUND1");
        await this.AdvanceAsync(TimeSpan.FromSeconds(3));
        this.status = 200;
        await this.AdvanceAsync(TimeSpan.FromMinutes(10));
        await this.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(2, this.posted.Count);
        Assert.Equal(this.posted[0], this.posted[1]);
    }

    [Fact]
    public async Task Signature_is_accepted_although_the_clock_is_advanced_by_days_during_the_attempts()
    {
        var signature = new WebhookSignature(
            this.account.WebhookKey, WebhookAlgorithm.HmacSha256, WebhookSignature.DefaultMaximumAge, () => this.account.Now);
        this.account.Webhooks.Post = (_, body) =>
        {
            this.posted.Add(body);
            if (this.posted.Count == 1)
            {
                for (var day = 0; day < 4; day++)
                {
                    this.account.Advance(TimeSpan.FromDays(1));
                }
            }

            var isValid = WebhookBody.CheckSignature(body, signature).IsValid;
            return Task.FromResult<int?>(isValid ? 200 : 401);
        };
        this.Register("SBDELIVERED1");
        await this.AdvanceAsync(TimeSpan.FromDays(10));
        await this.AdvanceAsync(TimeSpan.FromMinutes(10));

        // The clock was advanced while the first attempt was under way.
        Assert.Equal([401], this.attempts.Where(a => a.Status != 200).Select(a => a.Status));
        Assert.Equal(200, this.attempts.Last(a => a.Message == 1).Status);
        Assert.True(this.attempts.Count > 5);
    }

    [Theory]
    [InlineData("http://hooks.example.com/")]
    [InlineData("https://localhost/")]
    [InlineData("http://localhost/?a=b")]
    public void Address_other_than_loopback_or_with_a_query_is_rejected(string address) =>
        Assert.Throws<ArgumentException>(() => this.account.WebhookUri = new Uri(address));

    private void Register(string number)
    {
        var body = Encoding.UTF8.GetBytes($$$"""[{"trackNo":"{{{number}}}"}]""");
        this.account.Handle(new SandboxRequest("POST", "/tk/v2.1/track/import", new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = "application/json" }, body));
        Assert.Equal(1, this.account.TrackingCount);
    }

    private Task AdvanceAsync(TimeSpan by)
    {
        this.account.Advance(by);
        return this.account.Webhooks.RunAsync();
    }
}
