using System.Text.RegularExpressions;
using Track123.Csv;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Validation;

/// <summary>
/// Runs the check of tracking numbers on two lists. Characters that are not printable ASCII are written as \uXXXX.
/// </summary>
public sealed class NumberValidationTests(ITestOutputHelper output)
{
    private const char Escape = '\\';

    [Fact]
    public void Numbers_in_the_formats_of_carriers_are_accepted()
    {
        var numbers = Read("valid-numbers.csv");
        var rejected = numbers.Select(n => (Number: n[0], n[1], Validate(n[0]).Reason)).Where(n => n.Reason.Length > 0);
        Assert.Equal([], rejected);
        Assert.All(numbers, n => Assert.Equal(0, Validate(n[0]).Number!.Count(char.IsWhiteSpace)));
        var carriers = numbers.DistinctBy(n => n[1]).Count();
        output.WriteLine($"{numbers.Count} valid numbers of {carriers} carriers, 0 rejected");
        Assert.True(numbers.Count >= 300 && carriers >= 40, $"{numbers.Count} numbers, {carriers} carriers");
    }

    [Fact]
    public void Other_texts_are_rejected_with_the_reason_of_their_kind()
    {
        var texts = Read("other-texts.csv");
        var wrong = texts.Select(t => (Text: t[0], Kind: t[1], Outcome: Validate(t[0]), Words: t[2]))
            .Where(t => t.Outcome.Number is not null || !t.Outcome.Reason.Contains(t.Words, StringComparison.Ordinal))
            .Select(t => $"{t.Kind}: {t.Text} -> {t.Outcome}");
        Assert.Equal([], wrong);
        var kinds = texts.GroupBy(t => t[1]).ToList();
        output.WriteLine($"{texts.Count} other texts of {kinds.Count} kinds, 0 accepted");
        output.WriteLine(string.Join(Environment.NewLine, kinds.Select(k => $"{k.Count(),5} {k.Key}")));
        Assert.True(texts.Count >= 300 && kinds.Count >= 20, $"{texts.Count} texts, {kinds.Count} kinds");
    }

    [Fact]
    public void Without_the_check_only_blank_and_damaged_texts_are_rejected()
    {
        string[] stillRejected = ["blank", "control character"];
        Assert.All(Read("other-texts.csv"), t => Assert.Equal(
            stillRejected.Contains(t[1]), NumberValidation.Validate(t[0], NumberCheck.CleanOnly).Number is null));
        Assert.Null(NumberValidation.Validate("\uD800A123456", NumberCheck.CleanOnly).Number);
    }

    [Theory]
    [InlineData("https://www.ups.com/track?loc=en_US&tracknum=1Z999AA10123456784", "'1Z999AA10123456784'")]
    [InlineData("DHL: 1234567890", "'1234567890'")]
    [InlineData("RB12345678\u0415GB", "U+0415")]
    [InlineData("12\u000734567", "U+0007")]
    public void Reason_names_what_to_specify_or_remove(string text, string words) =>
        Assert.Contains(words, Validate(text).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("LB697590542CN")]
    [InlineData("lb 697 590 542 cn")]
    [InlineData("LB697590543CN", "")]
    [InlineData("LP697590543CN")]
    [InlineData("UG697590543YP")]
    [InlineData("1Z5R89390357567127")]
    [InlineData("1z5r89390357567128", "")]
    [InlineData("00340434161094000014")]
    [InlineData("00340434161094000015", "")]
    [InlineData("9400111206206406260787")]
    [InlineData("9400111206206406260788", "")]
    [InlineData("420787459400111206206406260788", "")]
    [InlineData("9611020987654312345673")]
    [InlineData("986578788855")]
    [InlineData("986578788856")]
    [InlineData("986578788855", null, "FedEx")]
    [InlineData("986578788856", "", "fedex")]
    [InlineData("3318810025", null, "dhl")]
    [InlineData("3318810026", "", "dhl")]
    [InlineData("3318810026", null, "dhl-paket")]
    public void Wrong_check_digit_causes_a_warning(string text, string? warning = null, string? carrier = null) =>
        Assert.Equal(
            warning is null ? null : NumberWarning.CheckDigit,
            NumberWarnings.Find(NumberText.Clean(text), carrier));

    [Theory]
    [InlineData("123456789012345000", true)]
    [InlineData("123456789012345001", false)]
    [InlineData("12345678901234500", false)]
    public void Number_with_zeros_after_15_digits_causes_a_warning(string number, bool warns) =>
        Assert.Equal(warns ? NumberWarning.Rounded : null, NumberWarnings.Find(number, carrierCode: null));

    [Fact]
    public void Each_kind_of_warning_is_one_message_that_names_the_first_numbers()
    {
        var warnings = new NumberWarnings();
        Assert.Empty(warnings.Messages);
        for (var i = 1; i <= 7; i++)
        {
            warnings.Add(NumberWarning.CheckDigit, $"N{i}");
        }

        warnings.Add(NumberWarning.Rounded, "R");
        Assert.Collection(
            warnings.Messages,
            m => Assert.StartsWith(
                "7 numbers have a wrong check digit: 'N1', 'N2', 'N3', 'N4', 'N5' and 2 more.", m, StringComparison.Ordinal),
            m => Assert.StartsWith("1 number has only zeros", m, StringComparison.Ordinal));
    }

    private static (string? Number, string Reason) Validate(string text) =>
        NumberValidation.Validate(text, NumberCheck.Full);

    private static List<string[]> Read(string file)
    {
        using var table = CsvTable.Open(Path.Combine(AppContext.BaseDirectory, "Data", file), new() { Delimiter = ',' }, default);
        var rows = new List<string[]>();
        while (table.Read())
        {
            rows.Add([.. table.Headers.Select((_, i) => i == 0 ? Unescape(table[i]) : table[i])]);
        }

        return rows;
    }

    private static string Unescape(string text) => text.Contains(Escape, StringComparison.Ordinal) ? Regex.Unescape(text) : text;
}
