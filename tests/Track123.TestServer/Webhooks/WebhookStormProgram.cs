using System.Globalization;
using System.Text.Json;

namespace Track123.Testing;

/// <summary>
/// Runs a storm as a program: <c>webhooks URL KEY [FIRST+]COUNT SENDERS plain|faults|slow</c>. It prints the result
/// with the ledger as one line of JSON, and ends early when its standard input ends. Slow senders end only this way and
/// have no result.
/// </summary>
internal static class WebhookStormProgram
{
    public const string Verb = "webhooks";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is not [var url, var key, var count, var senders, var faults])
        {
            await Console.Error.WriteLineAsync("webhooks URL KEY COUNT SENDERS plain|faults|slow");
            return 2;
        }

        var options = new WebhookStormOptions
        {
            Key = key,
            First = count.Split('+') is [var first, _] ? int.Parse(first, CultureInfo.InvariantCulture) : 0,
            Count = int.Parse(count.Split('+')[^1], CultureInfo.InvariantCulture),
            Senders = int.Parse(senders, CultureInfo.InvariantCulture),
        };
        if (faults == "plain")
        {
            options = options with { Faults = default };
        }

        using var end = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            Console.OpenStandardInput().CopyTo(Stream.Null);
            end.Cancel();
        });
        if (faults == "slow")
        {
            await SlowWebhookSenders.RunAsync(new Uri(url), options.Senders, end.Token);
            return 0;
        }

        var result = await WebhookStorm.RunAsync(new Uri(url), options, end.Token);
        Console.WriteLine(JsonSerializer.Serialize(result));
        return 0;
    }
}
