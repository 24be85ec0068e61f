using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Track123.Json;

namespace Track123;

/// <summary>Turns a row as people have it into an item as the service takes it, or says why it can't be one.</summary>
internal static class RowCheck
{
    /// <summary>No number of any carrier comes near this [guess]; a longer text is a mistake in the input.</summary>
    private const int LongestNumber = 100;

    /// <summary>The item to send; null with a reason if the row is wrong.</summary>
    [MethodImpl(PerRow.Code)]
    public static (ImportItem? Item, string Reason) Check(ParcelRegistration row)
    {
        var (number, reason) = CheckNumber(row.TrackingNumber);
        if (number is null)
        {
            return (null, reason);
        }

        var country = Clean(row.Country);
        if (country is not null && !(country.Length == 2 && country.All(IsLetter)))
        {
            return (null, $"The country '{country}' is not a code of two letters (ISO 3166-1), such as DE.");
        }

        string? shipTime = null;
        if (Clean(row.ShipTime) is { } text && (shipTime = ReadShipTime(text)) is null)
        {
            return (null, $"The ship date '{text}' can't be read; write it as 2026-03-31 or 2026-03-31 14:30:00.");
        }

        var item = new ImportItem
        {
            TrackNo = number,
            CourierCode = Clean(row.CarrierCode),
            OrderNo = Clean(row.OrderNumber),
            Country = country?.ToUpperInvariant(),
            ShipTime = shipTime,
            CustomerEmail = Clean(row.CustomerEmail),
            PostalCode = Clean(row.PostalCode),
            ExtendFieldMap = Clean(row.PhoneSuffix) is { } phone ? new ExtendFields { PhoneSuffix = phone } : null,
            Remark = Clean(row.Remark),
            Custom1 = Clean(row.Custom1),
            Custom2 = Clean(row.Custom2),
        };

        return IsDamaged(item.CourierCode) || IsDamaged(item.OrderNo) || IsDamaged(item.CustomerEmail) || IsDamaged(item.PostalCode)
            || IsDamaged(item.ExtendFieldMap?.PhoneSuffix) || IsDamaged(item.Remark) || IsDamaged(item.Custom1) || IsDamaged(item.Custom2)
            ? (null, Damaged)
            : (item, "");
    }

    /// <summary>The number as it can be sent; null with a reason if it can't.</summary>
    public static (string? Number, string Reason) CheckNumber(string? text)
    {
        var number = CleanNumber(text);
        return number.Length == 0 ? (null, "The tracking number is blank.")
            : WhyUnusable(number) is { } reason ? (null, reason)
            : (number, "");
    }

    /// <summary>Why texts can't be sent as they are; null if they can.</summary>
    public static string? WhyDamaged(params string?[] texts) =>
        Array.Exists(texts, IsDamaged) ? Damaged : null;

    /// <summary>The text without space around it; null for none.</summary>
    [MethodImpl(PerRow.Code)]
    public static string? Clean(string? text) => text?.Trim() is { Length: > 0 } clean ? clean : null;

    /// <summary>The number without the spaces and invisible marks that copying leaves around it.</summary>
    public static string CleanNumber(string? text) => (text ?? "").Trim(Invisible).Trim().Trim(Invisible);

    /// <summary>Why a number can't be sent; null if it can.</summary>
    public static string? WhyUnusable(string number) =>
        number.Length > LongestNumber
            ? $"The tracking number is {number.Length.ToString(CultureInfo.InvariantCulture)} characters long; no carrier has numbers of more than {LongestNumber.ToString(CultureInfo.InvariantCulture)}."
            : number.IndexOf("E+", StringComparison.OrdinalIgnoreCase) > 0 && Patterns.Scientific.IsMatch(number)
            ? $"'{number}' is what a spreadsheet makes of a long number; format its column as text and export it again."
            : HasControl(number) ? "The tracking number contains control characters."
            : IsDamaged(number) ? "The tracking number is damaged text: half of a character pair."
            : null;

    private const string Damaged = "A field of the row is damaged text: half of a character pair.";

    private static readonly char[] Invisible = ['\uFEFF', '\u200B', '\u200C', '\u200D', '\u200E', '\u200F', '\u2060'];

    private static bool IsLetter(char c) => c is >= 'A' and <= 'Z' or >= 'a' and <= 'z';

    private static readonly string[] DottedDates = ["d.M.yyyy", "d.M.yyyy H:mm", "d.M.yyyy H:mm:ss"];

    // One reading for all rows and all machines: with dots the day comes first, with slashes the month, as everywhere in PowerShell. The user's
    // culture is not asked: it would read the rows of one file by turns in one way and the other. An offset does not move the time.
    private static string? ReadShipTime(string text)
    {
        if (ServiceTime.ReadLocal(text) is { } plain
            || DateTime.TryParseExact(text, DottedDates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out plain))
        {
            return ServiceTime.Write(plain);
        }

        return Patterns.Year.IsMatch(text) && text.IndexOf('.') is var dot && (dot < 0 || text.IndexOf(':') is >= 0 and var colon && colon < dot)
            && DateTimeOffset.TryParse(
                text, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces | DateTimeStyles.AssumeUniversal, out var written)
            ? ServiceTime.Write(written.DateTime)
            : null;
    }

    [MethodImpl(PerRow.Code)]
    private static bool HasControl(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return true;
            }
        }

        return false;
    }

    [MethodImpl(PerRow.Code)]
    private static bool IsDamaged(string? text)
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

    // Apart from the rest, which would build them for every process.
    private static class Patterns
    {
        public static readonly Regex Scientific = new(
            @"^[0-9](?:\.[0-9]+)?E\+[0-9]+$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

        public static readonly Regex Year = new(@"(?<![0-9])[0-9]{4}(?![0-9])", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }
}
