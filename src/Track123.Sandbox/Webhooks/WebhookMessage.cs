using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Track123.InMemory.Webhooks;

/// <summary>One notification and the state of its delivery.</summary>
/// <param name="sequence">The number of the notification, from 1.</param>
/// <param name="trackingNumber">The number of the shipment.</param>
/// <param name="record">The record in the body.</param>
/// <param name="due">The time of the first attempt.</param>
/// <param name="key">The key of the signature.</param>
internal sealed class WebhookMessage(
    int sequence, string trackingNumber, string record, DateTimeOffset due, string key)
{
    // More than the time between the first attempt and the last.
    private static readonly TimeSpan MaxSignatureAge = TimeSpan.FromHours(60);

    private byte[] body = [];
    private DateTimeOffset signedAt;

    public int Sequence { get; } = sequence;

    public string TrackingNumber { get; } = trackingNumber;

    /// <summary>The number of attempts so far.</summary>
    public int Attempts { get; set; }

    /// <summary>The time of the next attempt.</summary>
    public DateTimeOffset Due { get; set; } = due;

    /// <summary>Creates the body of a webhook: the record and the HMAC-SHA256 signature of the timestamp.</summary>
    public static byte[] Compose(string record, string timestamp, string key)
    {
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var hash = hmac.ComputeHash(Encoding.UTF8.GetBytes(timestamp));
        var signature = string.Concat(hash.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        return Encoding.UTF8.GetBytes(
            $$$"""{"data":{{{record}}},"verify":{"signature":"{{{signature}}}","timestamp":"{{{timestamp}}}"}}""");
    }

    /// <summary>
    /// Returns the body, signed at the first attempt. Retries have the same signature: whether the service signs them
    /// again is unknown, and this case is harder for a receiver. If the clock was advanced by days, the body is signed
    /// again, because receivers would reject it as too old.
    /// </summary>
    public byte[] GetBody(DateTimeOffset now)
    {
        if (now - this.signedAt > MaxSignatureAge)
        {
            this.signedAt = now;
            this.body = Compose(record, now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), key);
        }

        return this.body;
    }
}

/// <summary>One attempt to deliver a notification.</summary>
/// <param name="Message">The notification's number.</param>
/// <param name="TrackingNumber">The number of the shipment.</param>
/// <param name="Attempt">The number of the attempt, from 1.</param>
/// <param name="At">The time, by the account's clock.</param>
/// <param name="Status">The HTTP status; null without a response.</param>
internal sealed record WebhookAttempt(int Message, string TrackingNumber, int Attempt, DateTimeOffset At, int? Status);
