using System.Globalization;
using System.Text.RegularExpressions;

namespace Track123.Validation;

/// <summary>
/// Decides whether a text can be a tracking number. All commands use it, because the service accepts and charges for
/// almost any text. The rules follow from the formats that carriers use.
/// </summary>
internal static class NumberValidation
{
    /// <summary>The shortest formats, such as the pro numbers of freight carriers, have 6 or 7 characters.</summary>
    private const int MinLength = 6;

    /// <summary>The maximum length. The longest known format has 41 characters; the rest is a reserve.</summary>
    private const int MaxLength = 50;

    /// <summary>A spreadsheet replaces the later digits of a number by zeros.</summary>
    private const int SpreadsheetDigits = 15;

    /// <summary>From this length, a number that only happens to end in zeros is one in 100,000.</summary>
    private const int MinRoundedLength = 20;

    private const string SkipHint = " If it is a tracking number, specify -SkipNumberCheck.";
    private const string FormatAsText =
        "Format the column as text, enter the numbers again, and export the file again.";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    private static readonly char[] Exponents = ['E', 'e'];
    private static readonly char[] Delimiters = [',', ';', '|', '\t'];

    // Compared without the other characters than letters, in lower case.
    private static readonly HashSet<string> Placeholders = new(StringComparer.Ordinal)
    {
        "na", "nan", "nil", "none", "null", "tba", "tbc", "tbd", "total", "subtotal", "sum", "unknown", "pending",
        "missing", "empty", "blank", "void", "canceled", "cancelled", "test", "undefined",
    };

    private static readonly HashSet<string> Headers = new(StringComparer.Ordinal)
    {
        "tracking", "trackingnumber", "trackingnumbers", "trackingno", "trackingid", "trackingcode", "tracknumber",
        "trackno", "waybill", "waybillnumber", "awb", "awbnumber", "awbno", "parcelnumber", "shipmentnumber",
        "consignmentnumber", "barcode", "number", "sendungsnummer", "numerodesuivi",
    };

    // The words that people write before a number. No format begins with one of them and a space.
    private static readonly HashSet<string> Labels = new(StringComparer.OrdinalIgnoreCase)
    {
        "UPS", "USPS", "DHL", "GLS", "DPD", "TNT", "EMS", "EVRI", "AWB", "HAWB", "MAWB", "REF", "TRK", "NO", "NR",
    };

    /// <summary>Returns the number in the form in which it is sent; null and a reason if it is rejected.</summary>
    public static (string? Number, string Reason) Validate(string? text, NumberCheck check)
    {
        var unwrapped = check == NumberCheck.Unchanged ? text ?? "" : NumberText.Unwrap(text);
        var number = check == NumberCheck.Unchanged ? unwrapped : NumberText.RemoveSpaces(unwrapped);
        var reason = string.IsNullOrWhiteSpace(number) ? "The tracking number is blank."
            : FindDamage(number) is { } damage ? damage
            : check == NumberCheck.Full ? FindError(unwrapped, number)
            : null;
        return reason is null ? (number, "") : (null, reason);
    }

    /// <summary>Returns true if the number seems to have lost its last digits in a spreadsheet.</summary>
    public static bool SeemsRounded(string number, int minLength) =>
        number.Length >= minLength
        && number.All(NumberText.IsDigit)
        && number.Skip(SpreadsheetDigits).All(c => c == '0');

    private static string? FindDamage(string number) =>
        number.Any(char.IsControl)
            ? $"The tracking number contains the control character {Name(number.First(char.IsControl))}. Remove it."
        : InputText.IsDamaged(number)
            ? "The tracking number contains damaged text (an unpaired surrogate). Check the encoding of the input."
        : null;

    private static string? FindError(string text, string number) =>
        number.All(NumberText.IsLetterOrDigit) && number.Length == text.Length
            ? FindShapeError(number)
            : FindOtherContent(text, number) ?? FindShapeError(number);

    // Checks a text of letters, digits and hyphens.
    private static string? FindShapeError(string number)
    {
        var quoted = Quote(number);
        return !number.Any(NumberText.IsDigit) ? DescribeNoDigit(number)
            : IsScientific(number) ? DescribeRounded(quoted)
            : number.Length < MinLength
                ? $"{quoted} is too short. A tracking number has at least {MinLength} characters.{SkipHint}"
            : number.Length > MaxLength
                ? $"{quoted} is too long. A tracking number has at most {MaxLength} characters.{SkipHint}"
            : number.All(c => c == number[0]) ? DescribePlaceholder(quoted)
            : SeemsRounded(number, MinRoundedLength)
                ? $"{quoted} was rounded by a spreadsheet, which keeps only {SpreadsheetDigits} digits. {FormatAsText}"
            : null;
    }

    // Recognizes what a text is instead of a tracking number. The order is from the most specific to the most general.
    private static string? FindOtherContent(string text, string number)
    {
        var quoted = Quote(text);
        var digits = number.Count(NumberText.IsDigit);
        return InputText.HasReplacedCharacter(number) ? InputText.DescribeReplacementCharacter(quoted, isFile: false)
            : number[0] == '#' && digits < 5
                ? $"{quoted} is an error value of a spreadsheet. Correct the cell, and export the file again."
            : number[0] == '=' ? $"{quoted} is a formula. Export the file with the value of the cell instead."
            : Matches(number, @"://|^www\.|^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}/")
                ? $"{quoted} is a web address. {DescribeNumberIn(text)}"
            : Matches(number, @"\.(csv|txt|tsv|xlsx?)$")
                ? $"{quoted} is a file name. Use -Path to read the rows of a CSV file."
            : Matches(number, @"[^@]@[^@]+\.") ? $"{quoted} is an e-mail address, not a tracking number."
            : digits == 0 ? DescribeNoDigit(text)
            : IsDateOrTime(text) ? $"{quoted} is a date or time, not a tracking number."
            : IsScientific(number) ? DescribeRounded(quoted)
            : Matches(number, @"^[-+]?[0-9]{1,3}([.,'\u2019])[0-9]{2,3}(\1[0-9]{2,3})+([.,][0-9]+)?$")
                ? $"{quoted} has thousands separators. {FormatAsText}"
            : HasSeveralNumbers(text) ? $"{quoted} contains several tracking numbers. Specify one per row."
            : Matches(number, @"^[-+]?[0-9'\u2019]*[.,][0-9]+$") ? $"{quoted} is a decimal number. {FormatAsText}"
            : text.IndexOfAny(Delimiters) >= 0
                ? $"{quoted} is a line with several values. Check the delimiter with which the file is read."
            : digits <= 15 && Matches(number, @"^[0-9()/.-]*[+(][0-9()/.-]+$|^[0-9]{3}-[0-9]{3}-[0-9]{4}$")
                ? $"{quoted} is a phone number, not a tracking number."
            : FindWords(text, number, digits, quoted) is { } words ? words
            : FindWrongCharacter(number, quoted);
    }

    // 9.4E+21 or 9,4E21. Without a point, a comma or a sign, a longer text can be a tracking number.
    private static bool IsScientific(string number) =>
        number.IndexOfAny(Exponents) >= 0
        && Matches(number, @"^[-+]?([0-9]+([.,\u066B][0-9]*E[-+]?|E[-+])[0-9]{1,4}|[0-9]{1,3}E[0-9]{1,3})$");

    private static bool IsDateOrTime(string text) => Matches(
        text,
        @"^(\d{4}([-./])\d{1,2}\2\d{1,2}|\d{1,2}([-./])\d{1,2}\3(\d{4}|\d{2})|\d{1,2}[-./ ]+\p{L}{3,9}[-., ]+\d{2,4}"
            + @"|\p{L}{3,9}[. ]+\d{1,2},? +\d{4})([T ,]+\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AP]M)?$");

    private static bool HasSeveralNumbers(string text)
    {
        if (text.IndexOfAny(Delimiters) >= 0)
        {
            var values = text.Split(Delimiters, StringSplitOptions.RemoveEmptyEntries);
            return values.Length > 1 && values.All(IsNumber);
        }

        // For example, a range: 00340434123456780018 bis 20.
        const string Conjunction =
            @"[0-9]{4,}[A-Z]{0,2}\s+(/|and|or|to|und|oder|bis|et|ou|en|tot|y)\s+[A-Z0-9]*[0-9]";
        return Matches(text, Conjunction) || !CheckDigit.IsCorrect(NumberText.RemoveSpaces(text))
            && Regex.Split(text, @"[&+/\s]+", RegexOptions.CultureInvariant, Timeout).Count(IsNumber) > 1;
    }

    // A part of seven or more letters and digits is a number of its own, and not a group of a longer number. Only USPS
    // writes the ZIP code as a group of eight digits before the number.
    private static bool IsNumber(string part)
    {
        part = NumberText.Clean(part);
        return part.Length > MinLength && part.Count(NumberText.IsDigit) >= 5
            && part.All(c => NumberText.IsLetterOrDigit(c) || c == '-')
            && !Matches(part, "^420[0-9]{5}$");
    }

    private static string? FindWords(string text, string number, int digits, string quoted)
    {
        if (CheckDigit.IsCorrect(number))
        {
            return null;
        }

        var parts = Regex.Split(text, "[^A-Za-z0-9]+", RegexOptions.CultureInvariant, Timeout)
            .Where(p => p.Length > 0).ToList();
        var hasSpaces = text.Length > number.Length;
        return (parts.Count > 1 && parts.Any(CheckDigit.IsCorrect) && !Matches(parts[0], "^420[0-9]{5,9}$"))
            || (hasSpaces && (digits < 5 || (parts.Count > 0 && Labels.Contains(parts[0])) || HasWords(text)))
                ? $"{quoted} contains other text. {DescribeNumberIn(text)}"
            : null;
    }

    // A group of a number has up to four letters. Two groups of lower-case letters do not follow each other.
    private static bool HasWords(string text) => Regex.IsMatch(
        text,
        @"(^|\s)([\p{L}-]{5,}|\p{Ll}{2,}\s+\p{Ll}{2,})[:.]?(\s|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        Timeout);

    private static string? FindWrongCharacter(string number, string quoted)
    {
        for (var i = 0; i < number.Length; i++)
        {
            var c = number[i];
            var isInside = i > 0 && i < number.Length - 1;

            // Swiss Post writes dots between groups of digits. Forwarders write slashes in bills of lading.
            var isAllowed = NumberText.IsLetterOrDigit(c)
                || (isInside && c is '-' or '/' or '_')
                || (isInside && c == '.' && NumberText.IsDigit(number[i - 1]) && NumberText.IsDigit(number[i + 1]));
            if (!isAllowed)
            {
                var character = char.IsHighSurrogate(c) ? number.Substring(i, 2) : number.Substring(i, 1);
                return char.IsLetter(number, i)
                    ? $"{quoted} contains the letter '{character}' ({Name(c)}). A tracking number has only the letters "
                        + $"A to Z.{SkipHint}"
                    : $"{quoted} contains '{character}'. A tracking number has only letters, digits and hyphens "
                        + $"between them.{SkipHint}";
            }
        }

        return null;
    }

    private static string DescribeNoDigit(string text)
    {
        var word = string.Concat(text.Where(char.IsLetter)).ToLowerInvariant();
        return Headers.Contains(word)
                ? $"{Quote(text)} is a column header, not a tracking number. Remove the row."
            : word.Length < 2 || Placeholders.Contains(word) || word.All(c => c == word[0])
                ? DescribePlaceholder(Quote(text))
            : $"{Quote(text)} contains no digit.{SkipHint}";
    }

    private static string DescribePlaceholder(string quoted) =>
        $"{quoted} is a placeholder, not a tracking number. Specify the number, or remove the row.";

    private static string DescribeRounded(string quoted) => $"{quoted} was rounded by a spreadsheet. {FormatAsText}";

    private static string DescribeNumberIn(string text)
    {
        var longest = Regex.Matches(text, "[A-Za-z0-9]+", RegexOptions.CultureInvariant, Timeout).Cast<Match>()
            .Select(m => m.Value)
            .Where(v => v.Count(NumberText.IsDigit) >= 5 && FindShapeError(v) is null)
            .OrderByDescending(v => v.Length)
            .FirstOrDefault();
        return longest is null
            ? "Specify only the tracking number."
            : $"Specify only the tracking number, which may be '{longest}'.";
    }

    private static string Name(char c) => string.Format(CultureInfo.InvariantCulture, "U+{0:X4}", (int)c);

    private static string Quote(string text)
    {
        var line = string.Join(" ", text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > 60 ? $"'{line.Substring(0, 60)}…'" : $"'{line}'";
    }

    private static bool Matches(string text, string pattern) => Regex.IsMatch(
        text, pattern, RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, Timeout);
}
