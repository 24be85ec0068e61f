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
        : Array.Exists(texts, HasReplacedCharacter) ? DescribeReplacementCharacter("A field of the row", isFile: false)
        : null;

    /// <summary>Returns true if the text has a character that could not be decoded (U+FFFD).</summary>
    public static bool HasReplacedCharacter(string? text) => text?.IndexOf('\uFFFD') >= 0;

    /// <summary>Explains a character that could not be decoded, and how to read it.</summary>
    /// <param name="subject">The text that contains the character.</param>
    /// <param name="isFile">Whether the module reads the file itself.</param>
    public static string DescribeReplacementCharacter(string subject, bool isFile) =>
        $"{subject} contains U+FFFD in place of a character, because the file was read with a wrong encoding. Read it "
        + "with the encoding in which it was saved, for example "
        + (isFile
            ? "with -Encoding 1252, or save it as 'CSV UTF-8'."
            : "with Import-Csv -Encoding 1252 (in Windows PowerShell, -Encoding Default).");

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
