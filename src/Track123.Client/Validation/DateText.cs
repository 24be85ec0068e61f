using System.Globalization;
using System.Text.RegularExpressions;
using Track123.Json;

namespace Track123.Validation;

/// <summary>A date as it was read.</summary>
/// <param name="Time">The date and time; null if the text can't be read.</param>
/// <param name="Error">The reason why the text can't be read; empty if it can.</param>
/// <param name="IsAmbiguous">True if the text would also be a date with day and month exchanged.</param>
internal sealed record DateReading(DateTime? Time, string Error = "", bool IsAmbiguous = false);

/// <summary>
/// Reads the dates of input rows in the same way in every culture, by the Gregorian calendar. An offset does not change
/// the time.
/// </summary>
internal static class DateText
{
    private const int MinYear = 2000;
    private const string Advice = "Write it as 2026-03-31 or 2026-03-31 14:30:00, or specify -DateFormat.";

    private const string MonthName =
        "(?<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
        + @"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?";

    private const string Date = $$"""
        (?: (?<year>[0-9]{4})(?<separator>[-/.])\ ?(?<month>[0-9]{1,2})\k<separator>\ ?(?<day>[0-9]{1,2})\.?
          | (?<year>[0-9]{4})(?<month>[0-9]{2})(?<day>[0-9]{2})
          | (?<left>[0-9]{1,2})(?<separator>[-/.])\ ?(?<middle>[0-9]{1,2})\k<separator>\ ?(?<year>[0-9]{4}|[0-9]{2})\.?
          | (?:(?<weekday>mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\ )?
            (?: (?<day>[0-9]{1,2})(?:\.?\ |[-/.]){{MonthName}}[-/.\ ](?<year>[0-9]{4}|[0-9]{2})
              | {{MonthName}}\ (?<day>[0-9]{1,2}),?\ (?<year>[0-9]{4}) ) )
        """;

    private const string TimeOfDay = """
        (?<hour>[0-9]{1,2})(?<colon>[:.])(?<minute>[0-9]{2})(?:\k<colon>(?<second>[0-9]{2})(?:[.,][0-9]+)?)?
        (?:\ ?(?<half>[ap])\.?\ ?m\.?)?
        (?:\ ?(?:z|utc|gmt|[-+][0-9]{1,2}(?::?[0-9]{2})?))?
        """;

    private static readonly Regex Notation = Create($@"{Date} (?: (?:t|,?\ ) {TimeOfDay} )?");
    private static readonly Regex WithoutDay = Create(
        $@"[0-9]{{4}}[-/.][0-9]{{1,2}} | [0-9]{{1,2}}[-/.][0-9]{{4}} | {MonthName},?[-/.\ ][0-9]{{2,4}}");

    private static readonly Regex SerialNumber = Create(@"[0-9]{5}(?:[.,][0-9]+)?");

    private static readonly string[] Months =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    /// <summary>
    /// Reads a date: ISO 8601; with dots, the day first; with slashes, the month first; with dashes and the year last,
    /// only if day and month can't be exchanged; with an English month name.
    /// </summary>
    /// <param name="text">The text, which is not blank.</param>
    /// <param name="formats">
    /// The .NET formats that the text must have; null or empty to read the notations above. The format in which dates
    /// are sent is always read.
    /// </param>
    /// <param name="today">The current date. A date more than a year later is an error.</param>
    public static DateReading Read(string text, IReadOnlyCollection<string>? formats, DateTime today)
    {
        var clean = Clean(text);
        var reading = TryParse(clean, [ServiceTime.Format], out var time) ? new(time)
            : clean.Any(c => c > 127 && char.IsDigit(c)) ? Unreadable($"has digits other than 0 to 9. {Advice}")
            : formats is not { Count: > 0 } ? ReadNotation(clean)
            : TryParse(clean, [.. formats], out time) ? new(time)
            : Unreadable($"does not have the format of -DateFormat: {string.Join(", ", formats)}.");
        var maxDate = today.Date.AddYears(1);
        if (reading.Time is { } date && (date.Year < MinYear || date.Date > maxDate))
        {
            reading = Unreadable(string.Format(
                CultureInfo.InvariantCulture,
                "is not between {0}-01-01 and {1:yyyy-MM-dd}. Specify the date in the Gregorian calendar.",
                MinYear,
                maxDate));
        }

        return reading.Time is null ? reading with { Error = $"The ship date '{clean}' {reading.Error}" } : reading;
    }

    /// <summary>
    /// Returns the reason why a format can't be used; null if it can. It must contain day, month and year.
    /// </summary>
    public static string? FindFormatError(string format)
    {
        // The year differs from the current one, which is the default for a format without a year.
        var sample = new DateTime(2013, 3, 4);
        try
        {
            // Date objects are read from the format in which dates are sent, so no format may read it differently.
            return !TryParse(sample.ToString(format, CultureInfo.InvariantCulture), [format], out var time)
                || time.Date != sample
                    ? $"'{format}' does not contain day, month and year. Specify a format such as dd/MM/yyyy."
                : TryParse(ServiceTime.Write(sample), [format], out time) && time.Date != sample
                    ? $"'{format}' has the day between year and month, which is not supported."
                : null;
        }
        catch (FormatException)
        {
            return $"'{format}' is not a .NET date format. Specify a format such as dd/MM/yyyy.";
        }
    }

    private static Regex Create(string pattern) => new(
        $"^(?:{pattern})$",
        RegexOptions.IgnorePatternWhitespace | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
            | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    // Some cultures and programs put direction marks and no-break spaces in dates.
    private static string Clean(string text) => Regex.Replace(
        Regex.Replace(text, @"\p{Cf}", "", RegexOptions.None, TimeSpan.FromSeconds(1)),
        @"\s+",
        " ",
        RegexOptions.None,
        TimeSpan.FromSeconds(1)).Trim();

    // DateTime would convert the time to the local zone if the format has an offset.
    private static bool TryParse(string text, string[] formats, out DateTime time)
    {
        var isRead = DateTimeOffset.TryParseExact(
            text,
            formats,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal,
            out var parsed);
        time = parsed.DateTime;
        return isRead;
    }

    private static DateReading Unreadable(string reason) => new(Time: null, reason);

    private static DateReading ReadNotation(string text)
    {
        var match = Notation.Match(text);
        if (!match.Success)
        {
            return Unreadable(
                WithoutDay.IsMatch(text) ? $"has no day. {Advice}"
                : SerialNumber.IsMatch(text)
                    ? "is a spreadsheet's serial number. Format the column as a date and export the file again."
                : $"can't be read. {Advice}");
        }

        if (match.Groups["year"].Length == 2)
        {
            return Unreadable($"has a year with two digits. {Advice}");
        }

        var (day, month, canBeExchanged) = ReadDayAndMonth(match);
        var separator = match.Groups["separator"].Value;
        if (canBeExchanged && separator == "-")
        {
            return Unreadable($"can be read as day-month-year or month-day-year. {Advice}");
        }

        if (separator == "/" && month is > 12 and <= 31 && day is >= 1 and <= 12 && match.Groups["left"].Success)
        {
            return Unreadable("has no valid month. Slashes mean month/day/year. For other dates, specify -DateFormat.");
        }

        var year = ReadNumber(match, "year");
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return Unreadable($"is not a valid date. {Advice}");
        }

        var date = new DateTime(year, month, day);
        return match.Groups["weekday"] is { Success: true, Value: var weekday }
            && !date.DayOfWeek.ToString().StartsWith(weekday, StringComparison.OrdinalIgnoreCase)
                ? Unreadable($"has the wrong weekday. {Advice}")
            : ReadTimeOfDay(match) is { } time ? new(date + time, IsAmbiguous: canBeExchanged && separator == "/")
            : Unreadable($"has no valid time of day. {Advice}");
    }

    private static (int Day, int Month, bool CanBeExchanged) ReadDayAndMonth(Match match)
    {
        if (!match.Groups["left"].Success)
        {
            var name = match.Groups["name"].Value;
            var month = name.Length == 0
                ? ReadNumber(match, "month")
                : Array.IndexOf(Months, name.Substring(0, 3).ToLowerInvariant()) + 1;
            return (ReadNumber(match, "day"), month, false);
        }

        var (left, middle) = (ReadNumber(match, "left"), ReadNumber(match, "middle"));
        var isDayFirst = match.Groups["separator"].Value is var separator
            && (separator == "." || (separator == "-" && left > 12));
        var canBeExchanged = left is >= 1 and <= 12 && middle is >= 1 and <= 12 && left != middle;
        return isDayFirst ? (left, middle, canBeExchanged) : (middle, left, canBeExchanged);
    }

    private static TimeSpan? ReadTimeOfDay(Match match)
    {
        var (hour, minute, second) =
            (ReadNumber(match, "hour"), ReadNumber(match, "minute"), ReadNumber(match, "second"));
        if (match.Groups["half"] is { Success: true, Value: var half })
        {
            hour = hour > 12 ? hour + 24 : (hour % 12) + (half is "p" or "P" ? 12 : 0);
        }

        return hour > 23 || minute > 59 || second > 59 ? null : new(hour, minute, second);
    }

    private static int ReadNumber(Match match, string group) =>
        match.Groups[group] is { Success: true, Value: var digits }
            ? int.Parse(digits, CultureInfo.InvariantCulture)
            : 0;
}
