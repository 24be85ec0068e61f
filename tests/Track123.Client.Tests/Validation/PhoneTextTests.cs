namespace Track123.Client.Tests.Validation;

public sealed class PhoneTextTests
{
    [Theory]
    [InlineData("4321", "4321")]
    [InlineData("0021", "0021")]
    [InlineData("+49 (0)170 123-4321", "4321")]
    [InlineData("001.415.555.4321", "4321")]
    [InlineData("030/1234321", "4321")]
    [InlineData("tel:+14155554321", "4321")]
    [InlineData("Tel. 0170 1234321", "4321")]
    [InlineData("(415) 555-4321 ext. 12", "4321")]
    [InlineData("415-555-4321 x7", "4321")]
    [InlineData("+8613812344321", "4321")]
    [InlineData("491701234321.0", "4321")]
    [InlineData("********4321", "4321")]
    [InlineData("XXXXXX4321", "4321")]
    [InlineData("٠١٧٠١٢٣٤٣٢١", "4321")]
    [InlineData("\u202a+49 170 1234321\u202c", "4321")]
    public void Last_four_digits_are_read_from_any_spelling(string text, string suffix) =>
        Assert.Equal((suffix, ""), PhoneText.ReadLastDigits(text));

    [Theory]
    [InlineData("321", "fewer than four digits")]
    [InlineData("n/a", "has no digits")]
    [InlineData("-", "has no digits")]
    [InlineData("1-800-FLOWERS", "contains letters")]
    [InlineData("4.91701E+11", "contains letters")]
    [InlineData("0170 1234321 / 0171 7654321", "has 22 digits")]
    public void Other_text_is_rejected_without_repeating_it(string text, string reason)
    {
        var (suffix, error) = PhoneText.ReadLastDigits(text);
        Assert.Null(suffix);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain("321", error, StringComparison.Ordinal);
    }
}
