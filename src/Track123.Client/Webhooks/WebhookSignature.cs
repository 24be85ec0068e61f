using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Track123.Webhooks;

/// <summary>
/// Checks signatures with one key by one algorithm: trying both would make a forgery easier. A signature covers the
/// timestamp only (contract 6.3), so it proves only that the sender knew the key at that time. Safe to use from several
/// threads.
/// </summary>
internal sealed class WebhookSignature
{
    /// <summary>
    /// The default maximum age of a timestamp. The service's last retry comes 53 h 40 min after the first attempt, and
    /// whether it gets a new timestamp is unknown.
    /// </summary>
    public static readonly TimeSpan DefaultMaximumAge = TimeSpan.FromHours(72);

    // Milliseconds have 12 digits or more since 1973, and seconds will have 12 only in the year 5138.
    private const long MinMilliseconds = 100_000_000_000;

    private static readonly long MaxMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly byte[] key;
    private readonly WebhookAlgorithm algorithm;
    private readonly TimeSpan maximumAge;
    private readonly Func<DateTimeOffset> clock;

    /// <summary>Creates a check.</summary>
    /// <param name="key">The API key.</param>
    /// <param name="algorithm">The algorithm.</param>
    /// <param name="maximumAge">The maximum difference between the timestamp and now.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="ArgumentException">The key is empty, so anyone could create valid signatures.</exception>
    public WebhookSignature(string key, WebhookAlgorithm algorithm, TimeSpan maximumAge, Func<DateTimeOffset> clock)
    {
        if (string.IsNullOrEmpty(key))
        {
            throw new ArgumentException("The key is empty.", nameof(key));
        }

        this.key = Encoding.UTF8.GetBytes(key);
        (this.algorithm, this.maximumAge, this.clock) = (algorithm, maximumAge, clock);
    }

    /// <summary>Reads a timestamp; null if it is not a time.</summary>
    public static DateTimeOffset? ReadTime(string? timestamp)
    {
        if (long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number >= MinMilliseconds ? number : number * 1000;
            return milliseconds <= MaxMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        // Without a time zone, the time would be a guess.
        return timestamp is { Length: > 0 and <= 40 }
            && (timestamp[timestamp.Length - 1] == 'Z' || timestamp.LastIndexOfAny(['+', '-']) > timestamp.IndexOf('T'))
            && timestamp.IndexOf('T') > 0
            && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? moment
                : null;
    }

    /// <summary>Formats bytes as lower-case hexadecimal digits.</summary>
    public static string ToHex(IEnumerable<byte> bytes) =>
        string.Concat(bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));

    /// <summary>Checks a signature. It returns a result for any text and never throws.</summary>
    /// <param name="timestamp">The timestamp exactly as received, because its text is signed.</param>
    /// <param name="signature">The signature, 64 hexadecimal digits.</param>
    public WebhookSignatureResult Check(string? timestamp, string? signature)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            var missing = !string.IsNullOrEmpty(signature) ? "timestamp is"
                : !string.IsNullOrEmpty(timestamp) ? "signature is"
                : "signature and timestamp are";
            return new(WebhookSignatureStatus.Missing, $"The {missing} missing.", ReadTime(timestamp));
        }

        var time = ReadTime(timestamp);
        if (signature!.Length != 64 || !signature.All(Uri.IsHexDigit))
        {
            return new(WebhookSignatureStatus.Malformed, "The signature is not 64 hexadecimal digits.", time);
        }

        if (!AreEqual(signature.ToLowerInvariant(), this.Compute(timestamp!)))
        {
            var name = this.algorithm == WebhookAlgorithm.HmacSha256 ? "HMAC-SHA256" : "SHA-256";
            return new(
                WebhookSignatureStatus.WrongSignature,
                $"The signature was not created with this key and {name}.",
                time);
        }

        if (time is not { } moment)
        {
            return new(
                WebhookSignatureStatus.Malformed,
                "The timestamp is not valid. Expected milliseconds or seconds since 1970, "
                + "or ISO 8601 with a time zone.");
        }

        var age = this.clock() - moment;
        return age > this.maximumAge
                ? new(
                    WebhookSignatureStatus.TooOld,
                    $"It was signed {Hours(age)} ago; the maximum age is {Hours(this.maximumAge)}.",
                    time,
                    age)
            : age < -this.maximumAge
                ? new(
                    WebhookSignatureStatus.Malformed,
                    $"The timestamp is {Hours(-age)} in the future. "
                    + "Check the clocks of this machine and of the sender.",
                    time,
                    age)
            : new(WebhookSignatureStatus.Valid, "The signature is valid. It does not cover the body.", time, age);
    }

    private static string Hours(TimeSpan time) => time.TotalHours >= 1
        ? Math.Round(time.TotalHours, 1).ToString(CultureInfo.InvariantCulture) + " h"
        : Math.Round(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s";

    // In constant time: otherwise a forger could measure how many digits are right. .NET Framework has no
    // FixedTimeEquals.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool AreEqual(string one, string other)
    {
        var difference = one.Length ^ other.Length;
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }

    private string Compute(string timestamp)
    {
        var text = Encoding.UTF8.GetBytes(timestamp);
        var isHmac = this.algorithm == WebhookAlgorithm.HmacSha256;
        using HashAlgorithm hash = isHmac ? new HMACSHA256(this.key) : SHA256.Create();
        return ToHex(hash.ComputeHash(isHmac ? text : [.. this.key, .. text]));
    }
}
