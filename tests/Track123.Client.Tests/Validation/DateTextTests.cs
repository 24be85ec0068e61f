using System.Globalization;

namespace Track123.Client.Tests.Validation;

/// <summary>Tests how dates in common notations and in the user's formats are read.</summary>
public sealed class DateTextTests
{
    private static readonly DateTime Today = new(2026, 6, 15, 18, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData("2026-03-31", "2026-03-31 00:00:00")]
    [InlineData("2026-3-4", "2026-03-04 00:00:00")]
    [InlineData("2026/03/04", "2026-03-04 00:00:00")]
    [InlineData("2026. 03. 04. 14:30:05", "2026-03-04 14:30:05")]
    [InlineData("20260304", "2026-03-04 00:00:00")]
    [InlineData(" 2026-03-31T23:30:00.1234567+02:00 ", "2026-03-31 23:30:00")]
    [InlineData("2026-03-31 23:30Z", "2026-03-31 23:30:00")]
    [InlineData("05.03.2026", "2026-03-05 00:00:00")]
    [InlineData("31.3.2026 14:30", "2026-03-31 14:30:00")]
    [InlineData("4. 3. 2026. 14.30.05", "2026-03-04 14:30:05")]
    [InlineData("31-03-2026", "2026-03-31 00:00:00")]
    [InlineData("03-31-2026", "2026-03-31 00:00:00")]
    [InlineData("04-04-2026", "2026-04-04 00:00:00")]
    [InlineData("04/04/2026", "2026-04-04 00:00:00")]
    [InlineData("03/31/2026 2:30:05\u202fPM", "2026-03-31 14:30:05")]
    [InlineData("03/31/2026, 12:30 a.m.", "2026-03-31 00:30:00")]
    [InlineData("31 March 2026", "2026-03-31 00:00:00")]
    [InlineData("31-mar-2026", "2026-03-31 00:00:00")]
    [InlineData("Sept 5, 2025", "2025-09-05 00:00:00")]
    [InlineData("Tuesday, March 31, 2026 2:30 PM", "2026-03-31 14:30:00")]
    [InlineData("Tue, 31 Mar 2026 14:30:00 GMT", "2026-03-31 14:30:00")]
    [InlineData("\u200e2026\u200e-\u200e03\u200e-\u200e31", "2026-03-31 00:00:00")]
    [InlineData("2000-01-01", "2000-01-01 00:00:00")]
    [InlineData("2027-06-15 23:59:59", "2027-06-15 23:59:59")]
    public void Date_with_a_single_reading_is_read(string text, string expected)
    {
        var reading = DateText.Read(text, formats: null, Today);
        Assert.Equal("", reading.Error);
        Assert.Equal(expected, ServiceTime.Write(reading.Time!.Value));
        Assert.False(reading.IsAmbiguous);
    }

    [Theory]
    [InlineData("3/4/2026")]
    [InlineData("03/04/2026 00:00:00")]
    public void Date_with_slashes_is_read_month_first_and_is_ambiguous_if_the_day_can_be_a_month(string text) =>
        Assert.Equal(new(new DateTime(2026, 3, 4), IsAmbiguous: true), DateText.Read(text, formats: null, Today));

    [Theory]
    [InlineData("03-04-2026", "can be read as day-month-year or month-day-year")]
    [InlineData("31/03/2026", "Slashes mean month/day/year")]
    [InlineData("31/03/2569 14:30:00", "Slashes mean month/day/year")]
    [InlineData("03/04/2569", "is not between 2000-01-01 and 2027-06-15")]
    [InlineData("10.01.1405", "is not between")]
    [InlineData("1447-10-12", "is not between")]
    [InlineData("1999-12-31", "is not between")]
    [InlineData("2027-06-16", "is not between")]
    [InlineData("0001-01-01 00:00:00", "is not between")]
    [InlineData("March 2026", "has no day")]
    [InlineData("2026-03", "has no day")]
    [InlineData("03/2026", "has no day")]
    [InlineData("31.03.26", "has a year with two digits")]
    [InlineData("26-03-31", "has a year with two digits")]
    [InlineData("31 Mar 26", "has a year with two digits")]
    [InlineData("46112", "is a spreadsheet's serial number")]
    [InlineData("46112.604166667", "is a spreadsheet's serial number")]
    [InlineData("٣١/٠٣/٢٠٢٦", "has digits other than 0 to 9")]
    [InlineData("۱۴۰۵/۱/۱۱", "has digits other than 0 to 9")]
    [InlineData("31.13.2026", "is not a valid date")]
    [InlineData("2026-02-30", "is not a valid date")]
    [InlineData("2026-00-10", "is not a valid date")]
    [InlineData("31032026", "is not a valid date")]
    [InlineData("2026-03-31 24:00", "has no valid time of day")]
    [InlineData("03/31/2026 13:00 PM", "has no valid time of day")]
    [InlineData("Monday, March 31, 2026", "has the wrong weekday")]
    [InlineData("31. März 2026", "can't be read")]
    [InlineData("令和8年3月31日", "can't be read")]
    [InlineData("14:30", "can't be read")]
    [InlineData("3/4", "can't be read")]
    [InlineData("Yes", "can't be read")]
    [InlineData("2026-03-31 tomorrow", "can't be read")]
    [InlineData("1774915200", "can't be read")]
    public void Other_text_is_rejected_with_a_reason(string text, string reason)
    {
        var reading = DateText.Read(text, formats: null, Today);
        Assert.Null(reading.Time);
        Assert.StartsWith($"The ship date '{text}' ", reading.Error, StringComparison.Ordinal);
        Assert.Contains(reason, reading.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("03/04/2026", "2026-04-03 00:00:00")]
    [InlineData("03-04-26 9:05", "2026-04-03 09:05:00")]
    [InlineData("2026-03-04 10:00:00", "2026-03-04 10:00:00")]
    [InlineData("03.04.2026 10:00:00 +02:00", "2026-04-03 10:00:00")]
    [InlineData("2026-03-04", null)]
    [InlineData("04/13/2026", null)]
    [InlineData("03/04/1999", null)]
    public void Formats_are_the_only_reading(string text, string? expected)
    {
        string[] formats = ["dd/MM/yyyy", "d-M-yy H:mm", "dd.MM.yyyy HH:mm:ss zzz"];
        var reading = DateText.Read(text, formats, Today);
        Assert.False(reading.IsAmbiguous);
        Assert.Equal(expected, reading.Time is { } time ? ServiceTime.Write(time) : null);
        Assert.Equal(expected is null, reading.Error.Length > 0);
    }

    [Theory]
    [InlineData("dd/MM/yyyy", null)]
    [InlineData("d-M-yy", null)]
    [InlineData("dddd, d MMMM yyyy", null)]
    [InlineData("s", null)]
    [InlineData("MM/yyyy", "does not contain day, month and year")]
    [InlineData("d MMM", "does not contain day, month and year")]
    [InlineData("HH:mm", "does not contain day, month and year")]
    [InlineData("date", "does not contain day, month and year")]
    [InlineData("", "does not contain day, month and year")]
    [InlineData("q", "is not a .NET date format")]
    [InlineData("yyyy-dd-MM HH:mm:ss", "day between year and month")]
    public void Format_without_a_complete_date_is_an_error(string format, string? error)
    {
        if (error is null)
        {
            Assert.Null(DateText.FindFormatError(format));
        }
        else
        {
            Assert.Contains(error, DateText.FindFormatError(format), StringComparison.Ordinal);
        }
    }

    /// <summary>Export-Csv writes dates in the format of the current culture.</summary>
    [Fact]
    public void Date_that_was_exported_in_any_culture_is_read_correctly_or_rejected_or_ambiguous()
    {
        var wrong = new List<string>();
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        DateTime[] times = [new(2026, 3, 4, 14, 30, 5), new(2026, 3, 31), new(2025, 12, 11, 12, 0, 0), new(2026, 4, 4)];
        foreach (var culture in CultureInfo.GetCultures(CultureTypes.AllCultures))
        {
            var texts = times.SelectMany(time => new[]
            {
                (Text: time.ToString(culture), Time: time),
                (Text: new DateTimeOffset(time, TimeSpan.FromHours(2)).ToString(culture), Time: time),
                (Text: time.ToString("d", culture), Time: time.Date),
            });
            foreach (var (text, time) in texts)
            {
                // On .NET 8, zh-Hant has a 12-hour clock without AM and PM, which is not what was exported.
                if (!culture.DateTimeFormat.LongTimePattern.Contains('H') && !culture.DateTimeFormat.LongTimePattern.Contains('t'))
                {
                    continue;
                }

                var reading = DateText.Read(text, formats: null, Today);
                var outcome = reading.Time is null ? "rejected" : reading.IsAmbiguous ? "ambiguous" : "read";
                counts[outcome] = counts.GetValueOrDefault(outcome) + 1;
                if (outcome == "read" && reading.Time != time)
                {
                    wrong.Add($"{culture.Name}: {text} is read as {reading.Time:s}, not {time:s}");
                }
            }
        }

        Assert.Equal([], wrong);
        Assert.All(["read", "ambiguous", "rejected"], outcome => Assert.InRange(counts[outcome], 100, 100_000));
    }
}
