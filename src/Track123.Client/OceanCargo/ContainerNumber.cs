using Track123.Validation;

namespace Track123.OceanCargo;

/// <summary>Numbers of freight containers (ISO 6346): owner code, serial number and check digit.</summary>
internal static class ContainerNumber
{
    /// <summary>
    /// Returns a warning about a container number; null if it is well-formed. It is never a reason to reject: carriers have numbers of their own.
    /// </summary>
    public static string? FindWarning(string? number)
    {
        var text = RowCheck.CleanNumber(number).ToUpperInvariant();
        if (text.Length != 11 || !text.Take(4).All(c => c is >= 'A' and <= 'Z') || !text.Skip(4).All(c => c is >= '0' and <= '9'))
        {
            return $"'{text}' does not look like a container number, which has four letters and seven digits, such as MSCU1234566.";
        }

        var check = CheckDigit(text);
        return check == text[10] - '0' ? null : $"The check digit of container number '{text}' should be {check}. Check for a mistyped digit.";
    }

    // Letters have values from 10, without the multiples of 11; each place weighs twice the one before.
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
