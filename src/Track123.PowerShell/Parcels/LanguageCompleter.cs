namespace Track123.Commands;

/// <summary>Completes the codes of common languages (ISO 639-1), by code or English name.</summary>
internal sealed class LanguageCompleter() : ValueCompleter(Languages)
{
    // The service does not document which languages it translates to.
    private static readonly (string Code, string Name)[] Languages =
    [
        ("ar", "Arabic"), ("cs", "Czech"), ("da", "Danish"), ("de", "German"), ("el", "Greek"), ("en", "English"),
        ("es", "Spanish"), ("fi", "Finnish"), ("fr", "French"), ("he", "Hebrew"), ("hi", "Hindi"),
        ("hu", "Hungarian"), ("id", "Indonesian"), ("it", "Italian"), ("ja", "Japanese"), ("ko", "Korean"),
        ("ms", "Malay"), ("nl", "Dutch"), ("no", "Norwegian"), ("pl", "Polish"), ("pt", "Portuguese"),
        ("ro", "Romanian"), ("ru", "Russian"), ("sv", "Swedish"), ("th", "Thai"), ("tr", "Turkish"),
        ("uk", "Ukrainian"), ("vi", "Vietnamese"), ("zh", "Chinese"),
    ];
}
