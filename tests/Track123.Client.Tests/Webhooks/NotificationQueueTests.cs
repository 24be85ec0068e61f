using System.Text;
using Track123.Webhooks;

namespace Track123.Client.Tests.Webhooks;

public sealed class NotificationQueueTests
{
    [Fact]
    public async Task Key_acknowledged_after_a_rejection_is_remembered_like_any_other()
    {
        var queue = new NotificationQueue(10, includeDuplicates: false);
        await DeliverAsync(queue, "K", isAcknowledged: false);
        for (var i = 0; i < SeenNotifications.MaxKeys - 2; i++)
        {
            await DeliverAsync(queue, $"A{i}", isAcknowledged: true);
        }

        await DeliverAsync(queue, "K", isAcknowledged: true);
        await DeliverAsync(queue, "B", isAcknowledged: true);
        Assert.True(queue.TryAdd(Notification("K"), 10, out _));
        Assert.Equal(1, queue.Duplicates);
    }

    [Fact]
    public async Task Number_of_remembered_keys_is_limited()
    {
        var queue = new NotificationQueue(10, includeDuplicates: false);
        for (var i = 0; i < SeenNotifications.MaxKeys + 1000; i++)
        {
            await DeliverAsync(queue, "X" + i, isAcknowledged: true);
        }

        var accepted = queue.Accepted;
        Assert.True(queue.TryAdd(Notification("X" + SeenNotifications.MaxKeys), size: 1, out _));
        Assert.Equal(accepted, queue.Accepted);
        Assert.True(queue.TryAdd(Notification("X0"), size: 1, out _));
        Assert.Equal(accepted + 1, queue.Accepted);
    }

    [Fact]
    public async Task Duplicate_completes_with_its_first_delivery()
    {
        var queue = new NotificationQueue(10, includeDuplicates: false);
        Assert.True(queue.TryAdd(Notification("X"), size: 1, out var first));
        Assert.True(queue.TryAdd([.. Notification("X"), .. Notification("Y")], size: 1, out var second));
        (await queue.TakeAsync(CancellationToken.None))!.Acknowledge();
        Assert.True(await first);
        Assert.False(second.IsCompleted);
        var other = await queue.TakeAsync(CancellationToken.None);
        Assert.Equal("Y", Assert.Single(other!.Notifications).TrackingNumber);
        other.Reject();
        Assert.False(await second);
    }

    [Fact]
    public async Task Closing_rejects_waiting_and_unacknowledged_deliveries()
    {
        var queue = new NotificationQueue(10, includeDuplicates: false);
        Assert.True(queue.TryAdd(Notification("X"), size: 1, out var taken));
        Assert.True(queue.TryAdd(Notification("Y"), size: 1, out var waiting));
        await queue.TakeAsync(CancellationToken.None);
        queue.Close();
        Assert.False(await taken);
        Assert.False(await waiting);
        Assert.Null(await queue.TakeAsync(CancellationToken.None));
        Assert.Null(await queue.TakeAsync(CancellationToken.None));
        Assert.False(queue.TryAdd(Notification("Z"), size: 1, out _));
    }

    [Theory]
    [InlineData(3, 1)]
    [InlineData(100, 40 * 1024 * 1024)]
    public void Queue_length_and_total_size_are_limited(int maxLength, int size)
    {
        var queue = new NotificationQueue(maxLength, includeDuplicates: false);
        Assert.True(queue.TryAdd(Notification("A"), size: 1, out _));
        Assert.True(queue.TryAdd(Notification("B"), size, out _));
        Assert.True(queue.TryAdd(Notification("C"), size: 1, out _));
        Assert.False(queue.TryAdd(Notification("D"), size, out _));

        // A duplicate uses no space in the queue.
        Assert.True(queue.TryAdd(Notification("A"), size, out _));
    }

    private static async Task DeliverAsync(NotificationQueue queue, string number, bool isAcknowledged)
    {
        Assert.True(queue.TryAdd(Notification(number), 10, out _));
        var delivery = await queue.TakeAsync(CancellationToken.None);
        if (isAcknowledged)
        {
            delivery!.Acknowledge();
        }
        else
        {
            delivery!.Reject();
        }
    }

    private static IReadOnlyList<WebhookNotification> Notification(string number) => WebhookBody.ReadNotifications(
        Encoding.UTF8.GetBytes($$$"""{"data":{"trackNo":"{{{number}}}"}}"""), null, DateTimeOffset.UnixEpoch);
}
