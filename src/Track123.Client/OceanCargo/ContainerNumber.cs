using Track123.Validation;

namespace Track123.OceanCargo;

/// <summary>Checks numbers of freight containers (ISO 6346): owner code, serial number and check digit.</summary>
internal static class ContainerNumber
{
    /// <summary>
    /// Returns a warning if the text is not a valid container number; otherwise null. Such a number is not rejected,
    /// because some carriers use other formats.
    /// </summary>
    public static string? GetWarning(string? number)
    {
        var text = InputText.TrimNumber(number).ToUpperInvariant();
        if (text.Length != 11 || !text.Take(4).All(c => c is >= 'A' and <= 'Z')
            || !text.Skip(4).All(c => c is >= '0' and <= '9'))
        {
            return $"'{text}' is not in the form of a container number, which has four letters and seven digits, "
                + "such as MSCU1234566.";
        }

        var check = CheckDigit(text);
        return check == text[10] - '0'
            ? null
            : $"The check digit of container '{text}' should be {check}. Check the number for a typing error.";
    }

    // Letters have the values from 10 on, without the multiples of 11. The weight doubles from place to place.
    private static int CheckDigit(string text)
    {
        var sum = 0;
        for (var i = 0; i < 10; i++)
        {
            var c = text[i];
            var value = c <= '9' ? c - '0' : c - 'A' + 10 + ((c - 'A' + 9) / 10);
            sum += value << i;
        }

        return sum % 11 % 10;
    }
}
