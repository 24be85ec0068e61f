namespace Track123.Validation;

/// <summary>Trims and validates the texts of an input row.</summary>
internal static class InputText
{
    /// <summary>Returns the trimmed text; null if it is blank.</summary>
    public static string? TrimToNull(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>Returns an error message if one of the texts is damaged; otherwise null.</summary>
    public static string? FindDamagedText(params string?[] texts) =>
        Array.Exists(texts, IsDamaged)
            ? "A field of the row contains damaged text (an unpaired surrogate). Check the encoding of the input."
            : null;

    /// <summary>Returns true if the text has an unpaired surrogate.</summary>
    public static bool IsDamaged(string? text)
    {
        for (var i = 0; i < (text?.Length ?? 0); i++)
        {
            if (!char.IsSurrogate(text![i]))
            {
                continue;
            }

            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            {
                return true;
            }

            i++;
        }

        return false;
    }
}
