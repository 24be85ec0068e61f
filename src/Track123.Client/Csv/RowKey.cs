using Track123.Validation;
using Track123.Parcels;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Track123;

/// <summary>
/// What a row is known by in a result file: a digest of what makes it this parcel (number and carrier) and one of all it says. Neither depends on
/// the line it stands on, so rows may move; and a spreadsheet that saves the file may turn a number into 1.2E+15, but leaves these alone.
/// </summary>
/// <remarks>64 bits each: among a million rows, two that are mistaken for one another come up once in ten million files.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RowKey(ulong Parcel, ulong Content)
{
    private const int Digits = 16;

    /// <summary>The key of a row as it is sent: spaces around a value do not count.</summary>
    public static RowKey Of(ParcelRow row, HashAlgorithm hash)
    {
        string?[] parcel = [RowCheck.CleanNumber(row.TrackingNumber), RowCheck.Clean(row.CarrierCode)?.ToUpperInvariant()];
        return new(
            Digest(hash, parcel),
            Digest(
                hash,
                [
                    .. parcel, row.OrderNumber, row.Country, row.ShipTime, row.CustomerEmail, row.PostalCode, row.PhoneSuffix, row.Remark, row.Custom1,
                    row.Custom2,
                ]));
    }

    /// <summary>Reads what <see cref="ToString"/> wrote; null for anything else.</summary>
    public static RowKey? Read(string text) =>
        text.Length == (2 * Digits) + 2 && text[0] == 'k' && text[Digits + 1] == '-'
        && ReadHex(text.Substring(1, Digits)) is { } parcel && ReadHex(text.Substring(Digits + 2)) is { } content
            ? new(parcel, content)
            : null;

    /// <inheritdoc />
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "k{0:x16}-{1:x16}", this.Parcel, this.Content);

    private static ulong? ReadHex(string text) =>
        ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    // Each value with its length before it: "a", "b" must not be the same as "ab", "".
    private static ulong Digest(HashAlgorithm hash, string?[] values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            var clean = RowCheck.Clean(value) ?? "";
            text.Append(clean.Length).Append(':').Append(clean);
        }

        return BitConverter.ToUInt64(hash.ComputeHash(Encoding.Unicode.GetBytes(text.ToString())), 0);
    }
}
