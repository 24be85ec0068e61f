using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Track123.InMemory;

/// <summary>One notification and how far its delivery is.</summary>
/// <param name="sequence">Its number, from 1.</param>
/// <param name="trackingNumber">What it is about.</param>
/// <param name="record">The record it carries.</param>
/// <param name="signedAt">
/// When it was signed. Repetitions carry the same signature: whether the service signs anew is unknown, and this is the harder of both for a receiver.
/// </param>
/// <param name="key">What it is signed with.</param>
internal sealed class WebhookMessage(int sequence, string trackingNumber, string record, DateTimeOffset signedAt, string key)
{
    public int Sequence { get; } = sequence;

    public string TrackingNumber { get; } = trackingNumber;

    /// <summary>Attempts made.</summary>
    public int Attempts { get; set; }

    /// <summary>When the next is to be made.</summary>
    public DateTimeOffset Due { get; set; } = signedAt;

    public byte[] Body { get; } = Compose(record, signedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), key);

    /// <summary>Signs a timestamp the default way: HMAC-SHA256 with the API key, in lower-case hexadecimal digits.</summary>
    public static string Sign(string timestamp, string key)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var signature = hmac.ComputeHash(Encoding.UTF8.GetBytes(timestamp));
        return string.Concat(signature.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
    }

    /// <summary>Puts a record in the frame that webhooks have.</summary>
    public static byte[] Compose(string record, string timestamp, string key) => Encoding.UTF8.GetBytes(
        $$$"""{"data":{{{record}}},"verify":{"signature":"{{{Sign(timestamp, key)}}}","timestamp":"{{{timestamp}}}"}}""");
}

/// <summary>One attempt to deliver a notification.</summary>
/// <param name="Message">The notification's number.</param>
/// <param name="TrackingNumber">What it is about.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="At">When, by the account's clock.</param>
/// <param name="Status">What was answered; null for no answer.</param>
internal sealed record WebhookAttempt(int Message, string TrackingNumber, int Attempt, DateTimeOffset At, int? Status);
