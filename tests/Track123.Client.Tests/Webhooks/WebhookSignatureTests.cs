using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Track123.Webhooks;

namespace Track123.Client.Tests.Webhooks;

public sealed class WebhookSignatureTests
{
    private const string Key = "k-0123456789abcdef";
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Known_signatures_are_valid()
    {
        // Made with: printf %s 1773052925000 | openssl dgst -sha256 -hmac secret; printf %s secret1773052925000 |
        // sha256sum
        var now = DateTimeOffset.FromUnixTimeMilliseconds(1773052925000);
        Assert.True(Check("secret", WebhookAlgorithm.HmacSha256, now).Check(
            "1773052925000", "8c95dd64d0507a590310c6c192307801e2dd9b8b73f61182b7fe4c1af4d8e980").IsValid);
        Assert.True(Check("secret", WebhookAlgorithm.Sha256, now).Check(
            "1773052925000", "7ebc0155379540c38cc54e62b6fdf32530dfc17d9e780041d7d9f7c542376383").IsValid);
    }

    [Fact]
    public void Only_the_selected_algorithm_is_accepted()
    {
        var (timestamp, hmac) = Sign(Now);
        var sha = Hex(SHA256.HashData(Encoding.UTF8.GetBytes(Key + timestamp)));
        Assert.Equal(WebhookSignatureStatus.Valid, Check(Key).Check(timestamp, hmac).Status);
        Assert.Equal(WebhookSignatureStatus.WrongSignature, Check(Key).Check(timestamp, sha).Status);
        Assert.Equal(WebhookSignatureStatus.Valid, Check(Key, WebhookAlgorithm.Sha256).Check(timestamp, sha).Status);
        Assert.Equal(
            WebhookSignatureStatus.WrongSignature, Check(Key, WebhookAlgorithm.Sha256).Check(timestamp, hmac).Status);
        Assert.Equal(WebhookSignatureStatus.WrongSignature, Check("another").Check(timestamp, hmac).Status);
    }

    [Theory]
    [InlineData(-71.9, WebhookSignatureStatus.Valid)]
    [InlineData(-53.7, WebhookSignatureStatus.Valid)]
    [InlineData(-72.1, WebhookSignatureStatus.TooOld)]
    [InlineData(1, WebhookSignatureStatus.Valid)]
    [InlineData(73, WebhookSignatureStatus.Malformed)]
    public void Age_is_computed_with_the_given_clock(double hours, WebhookSignatureStatus status)
    {
        var (timestamp, signature) = Sign(Now.AddHours(hours));
        var result = Check(Key).Check(timestamp, signature);
        Assert.Equal(status, result.Status);
        Assert.Equal(-hours, result.Age!.Value.TotalHours, 3);
        Assert.NotEmpty(result.Reason);
    }

    [Fact]
    public void Wrong_signature_of_an_old_timestamp_is_reported_as_wrong() =>
        Assert.Equal(WebhookSignatureStatus.WrongSignature, Check("another").Check(Sign(Now.AddDays(-30)).Timestamp, Sign(Now.AddDays(-30)).Signature).Status);

    [Theory]
    [InlineData(null, null, WebhookSignatureStatus.Missing)]
    [InlineData("", "", WebhookSignatureStatus.Missing)]
    [InlineData("1773052925000", null, WebhookSignatureStatus.Missing)]
    [InlineData("1773052925000", "xyz", WebhookSignatureStatus.Malformed)]
    [InlineData("\0\ud800", "zz", WebhookSignatureStatus.Malformed)]
    public void Missing_or_malformed_input_sets_its_status(string? timestamp, string? signature, WebhookSignatureStatus status) =>
        Assert.Equal(status, Check(Key).Check(timestamp, signature).Status);

    [Theory]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("-5")]
    [InlineData("soon")]
    [InlineData("2026-03-10T12:00:00")]
    [InlineData("\ud800")]
    public void Signed_timestamp_that_is_not_a_time_is_malformed(string timestamp) =>
        Assert.Equal(WebhookSignatureStatus.Malformed, Check(Key).Check(timestamp, Mac(timestamp)).Status);

    [Theory]
    [InlineData("1773144000")]
    [InlineData("1773144000000")]
    [InlineData("2026-03-10T12:00:00Z")]
    [InlineData("2026-03-10T20:00:00+08:00")]
    public void Timestamp_in_seconds_milliseconds_or_ISO_format_is_read(string timestamp) =>
        Assert.Equal(Now, Check(Key).Check(timestamp, Mac(timestamp)).Timestamp);

    [Fact]
    public void Any_changed_digit_makes_the_signature_wrong()
    {
        var (timestamp, signature) = Sign(Now);
        for (var i = 0; i < signature.Length; i++)
        {
            var changed = signature[..i] + (signature[i] == '0' ? '1' : '0') + signature[(i + 1)..];
            Assert.Equal(WebhookSignatureStatus.WrongSignature, Check(Key).Check(timestamp, changed).Status);
        }
    }

    [Fact]
    public void Empty_key_is_rejected() => Assert.Throws<ArgumentException>(() => Check(""));

    private static WebhookSignature Check(string key, WebhookAlgorithm algorithm = WebhookAlgorithm.HmacSha256, DateTimeOffset? now = null) =>
        new(key, algorithm, WebhookSignature.DefaultMaximumAge, () => now ?? Now);

    private static (string Timestamp, string Signature) Sign(DateTimeOffset at)
    {
        var timestamp = at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        return (timestamp, Mac(timestamp));
    }

    private static string Mac(string timestamp) =>
        Hex(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), Encoding.UTF8.GetBytes(timestamp)));

    private static string Hex(byte[] bytes) => Convert.ToHexString(bytes).ToLowerInvariant();
}
