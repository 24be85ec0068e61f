namespace Track123.Validation;

/// <summary>Checks the check digit of the number formats that are certain enough to recognize.</summary>
internal static class CheckDigit
{
    private const string FedEx = "fedex";
    private const string DhlExpress = "dhl";

    private static readonly int[] PostalWeights = [8, 6, 4, 2, 3, 5, 9, 7];
    private static readonly int[] FedExWeights = [3, 1, 7];

    /// <summary>Returns true if the number has a format with a check digit, and the digit is correct.</summary>
    public static bool IsCorrect(string number) => Check(number, carrierCode: null) == true;

    /// <summary>
    /// Returns true if the number has a format with a check digit, and the digit is wrong. The formats of FedEx and DHL
    /// Express, which have only digits, are recognized by the carrier.
    /// </summary>
    public static bool IsWrong(string number, string? carrierCode) => Check(number, carrierCode) == false;

    private static bool? Check(string number, string? carrierCode)
    {
        var isNumeric = number.All(NumberText.IsDigit);
        return number.Length switch
        {
            13 when IsPostal(number) => number[10] == Digit(11 - (Sum(number.Substring(2, 8), PostalWeights) % 11)),
            18 when number.StartsWith("1Z", StringComparison.OrdinalIgnoreCase) => number[17] == ComputeUps(number),
            20 when isNumeric && number.StartsWith("00", StringComparison.Ordinal) => IsMod10(number),
            22 when isNumeric && IsImpb(number) => IsMod10(number),
            30 when isNumeric && number.StartsWith("420", StringComparison.Ordinal) && IsImpb(number.Substring(8)) =>
                IsMod10(number.Substring(8)),
            12 when isNumeric && IsCarrier(FedEx) => number[11] == Digit(
                Sum(number.Substring(0, 11), FedExWeights) % 11),
            10 when isNumeric && IsCarrier(DhlExpress) =>
                number.Take(9).Aggregate(0, (rest, c) => ((rest * 10) + c - '0') % 7) == number[9] - '0',
            _ => null,
        };

        bool IsCarrier(string code) => string.Equals(carrierCode, code, StringComparison.OrdinalIgnoreCase);
    }

    // Universal Postal Union S10: service indicator, eight digits, check digit and country. The numbers
    // of Cainiao (LP), Yanwen (YP) and TNT (WW) look the same but have no such check digit.
    private static bool IsPostal(string number) =>
        "CELRUV".IndexOf(char.ToUpperInvariant(number[0])) >= 0
        && number.Skip(2).Take(9).All(NumberText.IsDigit)
        && NumberText.IsLetter(number[1]) && NumberText.IsLetter(number[11]) && NumberText.IsLetter(number[12])
        && !number.StartsWith("LP", StringComparison.OrdinalIgnoreCase)
        && number.Substring(11).ToUpperInvariant() is not ("YP" or "WW");

    private static char Digit(int remainder) => remainder switch
    {
        10 => '0',
        11 => '5',
        _ => (char)('0' + remainder),
    };

    // UPS: digits count as they are, A as 2, B as 3 and so on. Each second place counts twice.
    private static char ComputeUps(string number)
    {
        var sum = 0;
        for (var i = 2; i < 17; i++)
        {
            var c = char.ToUpperInvariant(number[i]);
            var value = NumberText.IsDigit(c) ? c - '0' : (c - '?') % 10;
            sum += i % 2 == 0 ? value : value * 2;
        }

        return (char)('0' + ((10 - (sum % 10)) % 10));
    }

    // USPS Intelligent Mail package barcode. Numbers that begin with 96 are FedEx Ground.
    private static bool IsImpb(string number) => number[0] == '9' && number[1] is >= '1' and <= '5';

    // GS1: from the right, each second place counts three times.
    private static bool IsMod10(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            sum += (digits[digits.Length - 1 - i] - '0') * (i % 2 == 0 ? 1 : 3);
        }

        return sum % 10 == 0;
    }

    private static int Sum(string digits, int[] weights) =>
        digits.Select((c, i) => (c - '0') * weights[i % weights.Length]).Sum();
}
