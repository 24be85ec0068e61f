using Track123.Validation;

namespace Track123.OceanCargo;

/// <summary>Checks numbers of freight containers (ISO 6346): owner code, serial number and check digit.</summary>
internal static class ContainerNumber
{
    /// <summary>
    /// Returns a warning if the number, in the form in which it is sent, is not a valid container number; otherwise
    /// null. Such a number is not rejected, because some carriers use other formats.
    /// </summary>
    public static NumberWarning? GetWarning(string? number)
    {
        var text = (number ?? "").ToUpperInvariant();
        return text.Length != 11 || !text.Take(4).All(NumberText.IsLetter) || !text.Skip(4).All(NumberText.IsDigit)
                ? NumberWarning.ContainerForm
            : ComputeCheckDigit(text) != text[10] - '0' ? NumberWarning.CheckDigit
            : null;
    }

    // Letters have the values from 10 on, without the multiples of 11. The weight doubles from place to place.
    private static int ComputeCheckDigit(string text)
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
