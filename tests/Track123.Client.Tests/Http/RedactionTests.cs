namespace Track123.Client.Tests.Http;

public sealed class RedactionTests
{
    private const string Key = "SECRET-KEY-0123456789";

    [Theory]
    [InlineData("""{"postalCode":"10115","x":1}""", "10115")]
    [InlineData("""{"postalCode" : 10115}""", "10115")]
    [InlineData("""{"extendFieldMap":{"phoneSuffix":"4321"}}""", "4321")]
    [InlineData("""{"customerEmail":"buyer@example.com"}""", "buyer")]
    [InlineData("""{"remark":"write to jane.doe@mail.example.org please"}""", "jane.doe")]
    [InlineData("""{"signedBy":"J \"Jo\" Doe"}""", "Doe")]
    [InlineData("""{"msg":"key SECRET-KEY-0123456789 unknown"}""", Key)]
    public void Personal_data_and_key_are_masked(string text, string secret) =>
        Assert.DoesNotContain(secret, Redaction.Redact(text, Key), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"postalCode":"9021""", "9021")]
    [InlineData("""{"signedBy":"J \"Jo\" Do""", "Jo")]
    public void Truncated_value_is_masked(string text, string secret) =>
        Assert.DoesNotContain(secret, Redaction.Redact(text, Key), StringComparison.Ordinal);

    [Fact]
    public void Text_of_many_megabytes_is_masked_only_at_the_secret()
    {
        var run = new string('a', 20_000_000);
        Assert.Equal($"{run} *** {run}", Redaction.Redact($"{run} jane.doe@mail.example.org {run}", Key));
    }

    [Fact]
    public void Fields_without_secrets_are_not_masked() =>
        Assert.Equal(
            """[{"trackNo":"LB987654321CN","postalCode":"***","remark":"gift"}]""",
            Redaction.Redact("""[{"trackNo":"LB987654321CN","postalCode":"10115","remark":"gift"}]""", ""));
}
