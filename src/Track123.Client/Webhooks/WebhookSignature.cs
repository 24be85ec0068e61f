using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Track123;

/// <summary>
/// Checks webhooks' signatures with one key by one formula: never "whichever fits", which would let a forger choose. The signature covers the
/// timestamp alone (contract 6.3), so a good one proves only that somebody knew the key at that time. Safe to use from several threads.
/// </summary>
public sealed class WebhookSignature
{
    /// <summary>
    /// How old a timestamp may be unless told otherwise: 72 hours. The last of the service's attempts comes 53 h 40 min after the first, and whether
    /// it has a fresh timestamp is not known.
    /// </summary>
    public static readonly TimeSpan DefaultMaximumAge = TimeSpan.FromHours(72);

    private const int HexLength = 64;

    // Milliseconds have had 13 digits since 2001, and seconds will have 11 from the year 5138 on.
    private const long LeastMilliseconds = 100_000_000_000;

    private static readonly long MostMilliseconds = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly byte[] key;
    private readonly WebhookAlgorithm algorithm;
    private readonly TimeSpan maximumAge;
    private readonly Func<DateTimeOffset> clock;

    /// <summary>Makes a check.</summary>
    /// <param name="key">The API key.</param>
    /// <param name="algorithm">The formula.</param>
    /// <param name="maximumAge">How far from now the timestamp may lie.</param>
    /// <param name="clock">Gives the present moment.</param>
    /// <exception cref="ArgumentException">The key is empty: everybody knows that one.</exception>
    public WebhookSignature(string key, WebhookAlgorithm algorithm, TimeSpan maximumAge, Func<DateTimeOffset> clock)
    {
        if (string.IsNullOrEmpty(key))
        {
            throw new ArgumentException("There is no key to check with.", nameof(key));
        }

        this.key = Encoding.UTF8.GetBytes(key);
        (this.algorithm, this.maximumAge, this.clock) = (algorithm, maximumAge, clock);
    }

    /// <summary>Judges a pair. Whatever the texts are, it gives a verdict and throws nothing.</summary>
    /// <param name="timestamp">The timestamp exactly as received: its text is what was signed.</param>
    /// <param name="signature">The signature, 64 hexadecimal digits.</param>
    public WebhookVerdict Check(string? timestamp, string? signature)
    {
        if (string.IsNullOrEmpty(timestamp) || string.IsNullOrEmpty(signature))
        {
            var missing = string.IsNullOrEmpty(signature) ? string.IsNullOrEmpty(timestamp) ? "signature and timestamp" : "signature" : "timestamp";
            return new(WebhookStatus.Missing, $"There is no {missing}.", ReadTime(timestamp));
        }

        var sent = new byte[HexLength / 2];
        if (!TryReadHex(signature!, sent))
        {
            return new(WebhookStatus.Malformed, "The signature is not 64 hexadecimal digits.", ReadTime(timestamp));
        }

        var time = ReadTime(timestamp);
        if (!AreEqual(sent, this.Compute(timestamp!)))
        {
            return new(
                WebhookStatus.WrongSignature,
                $"The signature was not made with this key by {(this.algorithm == WebhookAlgorithm.HmacSha256 ? "HMAC-SHA256" : "SHA-256")}.",
                time);
        }

        if (time is not { } moment)
        {
            return new(WebhookStatus.Malformed, "The timestamp is no time: milliseconds or seconds since 1970, or ISO 8601 with a zone.");
        }

        var age = this.clock() - moment;
        return age > this.maximumAge
                ? new(WebhookStatus.TooOld, $"It was signed {Hours(age)} ago; {Hours(this.maximumAge)} are allowed.", time, age)
            : age < -this.maximumAge
                ? new(WebhookStatus.Malformed, $"It was signed {Hours(-age)} ahead of now: the clock here or there is wrong.", time, age)
            : new(WebhookStatus.Valid, "The signature is good. It does not cover the body.", time, age);
    }

    /// <summary>The moment of a timestamp; null for what is none.</summary>
    internal static DateTimeOffset? ReadTime(string? timestamp)
    {
        if (long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            var milliseconds = number >= LeastMilliseconds ? number : number * 1000;
            return milliseconds <= MostMilliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
        }

        // Without a zone it would be a guess.
        return timestamp is { Length: > 0 and <= 40 }
            && (timestamp[timestamp.Length - 1] == 'Z' || timestamp.LastIndexOfAny(['+', '-']) > timestamp.IndexOf('T'))
            && timestamp.IndexOf('T') > 0
            && DateTimeOffset.TryParse(timestamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
                ? moment
                : null;
    }

    private static string Hours(TimeSpan time) => time.TotalHours >= 1
        ? Math.Round(time.TotalHours, 1).ToString(CultureInfo.InvariantCulture) + " h"
        : Math.Round(time.TotalSeconds).ToString(CultureInfo.InvariantCulture) + " s";

    private static bool TryReadHex(string text, byte[] into)
    {
        if (text.Length != HexLength)
        {
            return false;
        }

        for (var i = 0; i < into.Length; i++)
        {
            int high = Digit(text[2 * i]), low = Digit(text[(2 * i) + 1]);
            if (high < 0 || low < 0)
            {
                return false;
            }

            into[i] = (byte)((high << 4) | low);
        }

        return true;

        static int Digit(char c) => c is >= '0' and <= '9' ? c - '0'
            : c is >= 'a' and <= 'f' ? c - 'a' + 10
            : c is >= 'A' and <= 'F' ? c - 'A' + 10
            : -1;
    }

    // In constant time, or the answers' timing would tell a forger how far he is. .NET Framework has no FixedTimeEquals.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.NoOptimization)]
    private static bool AreEqual(byte[] one, byte[] other)
    {
        var difference = one.Length ^ other.Length;
        for (var i = 0; i < one.Length && i < other.Length; i++)
        {
            difference |= one[i] ^ other[i];
        }

        return difference == 0;
    }

    private byte[] Compute(string timestamp)
    {
        var text = Encoding.UTF8.GetBytes(timestamp);
        if (this.algorithm == WebhookAlgorithm.HmacSha256)
        {
            using var hmac = new HMACSHA256(this.key);
            return hmac.ComputeHash(text);
        }

        using var sha = SHA256.Create();
        return sha.ComputeHash([.. this.key, .. text]);
    }
}
