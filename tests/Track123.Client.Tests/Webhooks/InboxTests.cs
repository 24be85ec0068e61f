using System.Text;

namespace Track123.Client.Tests.Webhooks;

public sealed class InboxTests
{
    [Fact]
    public void A_key_that_was_refused_first_is_remembered_as_long_as_any()
    {
        var inbox = new WebhookInbox(10, includeDuplicates: false);
        Pass(inbox, "K", isHandedOn: false);
        for (var i = 0; i < WebhookInbox.MostKeys - 2; i++)
        {
            Pass(inbox, $"A{i}", isHandedOn: true);
        }

        Pass(inbox, "K", isHandedOn: true);
        Pass(inbox, "B", isHandedOn: true);
        inbox.Offer([Notification("K")], 10);
        Assert.Equal(1, inbox.Repeated);
    }

    private static void Pass(WebhookInbox inbox, string number, bool isHandedOn)
    {
        inbox.Offer([Notification(number)], 10);
        Assert.True(inbox.TryTake(out var delivery));
        if (isHandedOn)
            delivery!.Acknowledge();
        else
            delivery!.Refuse();
    }

    private static WebhookNotification Notification(string number) =>
        WebhookReader.Read(Encoding.UTF8.GetBytes($$$"""{"data":{"trackNo":"{{{number}}}"}}"""), null, DateTimeOffset.UnixEpoch)[0];
}
