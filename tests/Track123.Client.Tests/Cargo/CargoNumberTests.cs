namespace Track123.Client.Tests.Cargo;

public sealed class CargoNumberTests
{
    [Theory]
    [InlineData("CSQU3054383")]
    [InlineData("MSKU0000006")]
    [InlineData("TGHU0000013")]
    [InlineData("csqu3054383")]
    public void Valid_container_number_causes_no_warning(string number) =>
        Assert.Null(ContainerNumber.GetWarning(number));

    [Fact]
    public void Wrong_check_digit_by_ISO_6346_causes_a_warning()
    {
        // The letter values are copied from the table in the standard.
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        int[] values = [10, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 35, 36, 37, 38];
        foreach (var owner in letters.Select(l => $"{l}AZU").Concat(letters.Select(l => $"BK{l}Z")))
        {
            var start = owner + "123456";
            var sum = start.Select((c, i) => (char.IsDigit(c) ? c - '0' : values[letters.IndexOf(c, StringComparison.Ordinal)]) * (int)Math.Pow(2, i)).Sum();
            var check = sum % 11 % 10;
            Assert.Null(ContainerNumber.GetWarning($"{start}{check}"));
            Assert.All(
                Enumerable.Range(0, 10).Where(d => d != check),
                d => Assert.Equal(NumberWarning.CheckDigit, ContainerNumber.GetWarning($"{start}{d}")));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("CSQU305438")]
    [InlineData("CSQU 305438-3")]
    [InlineData("CSQ30543831")]
    [InlineData("ÄSQU3054383")]
    [InlineData("CSQU305438\u0663")]
    public void Malformed_container_number_causes_a_warning(string? number) =>
        Assert.Equal(NumberWarning.ContainerForm, ContainerNumber.GetWarning(number));

    [Theory]
    [InlineData("16012345675")]
    [InlineData("160-12345675")]
    [InlineData("160-1234 5675")]
    [InlineData("160 1234 5675")]
    [InlineData(" \uFEFF160\u201112345675\u00A0")]
    [InlineData("160\u201312345675")]
    [InlineData("=\"160-12345675\"")]
    [InlineData("١٦٠12345675")]
    public void Air_waybill_is_read_with_any_separator(string text) =>
        Assert.Equal(("160-12345675", ""), AirWaybill.Read(text));

    [Theory]
    [InlineData("160-12345676", "should be 5")]
    [InlineData("160-1234567", "11 digits")]
    [InlineData("160-123456755", "11 digits")]
    [InlineData("16A-12345675", "11 digits")]
    [InlineData("160.12345675", "decimal number")]
    [InlineData("1,60E+10", "rounded by a spreadsheet")]
    [InlineData("", "blank")]
    [InlineData(null, "blank")]
    [InlineData(" \u200B", "blank")]
    public void Invalid_air_waybill_is_rejected_with_the_reason(string? text, string why)
    {
        var (number, reason) = AirWaybill.Read(text);
        Assert.Null(number);
        Assert.Contains(why, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Air_waybill_has_exactly_one_valid_check_digit()
    {
        for (var serial = 1_000_000; serial < 1_000_050; serial++)
        {
            var right = Enumerable.Range(0, 10).Where(d => AirWaybill.Read($"020{serial}{d}").Number is not null).ToList();
            Assert.Equal([serial % 7], right);
        }
    }
}
