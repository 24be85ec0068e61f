using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck.Fluent;
using Track123.Webhooks;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>Signatures with random keys, times and texts.</summary>
public sealed class SignatureProperties(ITestOutputHelper output)
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Signature_is_valid_only_for_its_timestamp_and_key() => Property.Check(
        output,
        from key in Property.AnyText()
        from seconds in Gen.Choose(0, 1_000_000)
        from place in Gen.Choose(0, 63)
        from algorithm in Gen.Elements(WebhookAlgorithm.HmacSha256, WebhookAlgorithm.Sha256)
        select (Key: "k" + key, Seconds: seconds, Place: place, Algorithm: algorithm),
        one =>
        {
            var time = Now.AddSeconds(-one.Seconds).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
            var (key, text) = (Encoding.UTF8.GetBytes(one.Key), Encoding.UTF8.GetBytes(time));
            var hash = one.Algorithm == WebhookAlgorithm.HmacSha256 ? HMACSHA256.HashData(key, text) : SHA256.HashData([.. key, .. text]);
            var made = Convert.ToHexString(hash).ToLowerInvariant();
            var check = new WebhookSignature(one.Key, one.Algorithm, WebhookSignature.DefaultMaximumAge, () => Now);
            Assert.Equal(one.Seconds <= 72 * 3600 ? WebhookSignatureStatus.Valid : WebhookSignatureStatus.TooOld, check.Check(time, made).Status);

            var digit = made[one.Place] == '0' ? '1' : '0';
            Assert.Equal(WebhookSignatureStatus.WrongSignature, check.Check(time, made[..one.Place] + digit + made[(one.Place + 1)..]).Status);
            Assert.Equal(WebhookSignatureStatus.WrongSignature, check.Check(time + "0", made).Status);
            Assert.Equal(
                WebhookSignatureStatus.WrongSignature,
                new WebhookSignature(one.Key + "x", one.Algorithm, WebhookSignature.DefaultMaximumAge, () => Now).Check(time, made).Status);
        });

    [Fact]
    public void Random_texts_are_never_a_valid_signature() => Property.Check(
        output,
        from timestamp in Property.AnyText()
        from signature in Property.AnyText()
        select (timestamp, signature),
        one => Assert.False(
            new WebhookSignature("k", WebhookAlgorithm.HmacSha256, TimeSpan.MaxValue, () => Now).Check(one.timestamp, one.signature).IsValid));
}
