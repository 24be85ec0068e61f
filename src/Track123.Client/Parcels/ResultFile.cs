using System.Globalization;
using Track123.Carriers;
using Track123.Common;
using Track123.Csv;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>
/// A CSV file with the results of a registration, one per line, and the columns of the input. A later run reads it to
/// skip finished rows. Registered and AlreadyRegistered are final for the number and carrier. Rejected is final for a
/// row with exactly the same fields, except for an unknown carrier code, because the carrier list may have been
/// refreshed since. Results of another account do not count.
/// </summary>
internal sealed class ResultFile : IDisposable
{
    private const int StatusColumn = 5;
    private const int ReasonColumn = 6;
    private const int KeyColumn = 10;
    private const int HashDigits = 16;
    private const string InputPrefix = "Input.";

    private static readonly string[] Columns =
    [
        "Row", "Line", "TrackingNumber", "CarrierCode", "OrderNumber",
        "Status", "Reason", "ErrorCode", "TraceId", "Time", "Key",
    ];

    private readonly TimeProvider clock;
    private readonly CsvLog log;
    private readonly string? account;

    // The number of finished rows with each hash: two rows for the same parcel need two results.
    private readonly Dictionary<ulong, int> finished = [];
    private ColumnLayout? layout;

    private ResultFile(
        string path, string? account, bool canWrite, TimeProvider clock, CancellationToken cancellationToken)
    {
        (this.account, this.clock) = (account, clock);
        this.log = new(path, "result file", Columns, canWrite, this.ReadResult, cancellationToken);
        this.layout = this.log.Header is { } header ? new([.. header.Skip(Columns.Length)], Rename) : null;
    }

    public string Path => this.log.Path;

    /// <summary>True if the last line was incomplete. It is ignored.</summary>
    public bool HadPartialLine => this.log.HadPartialLine;

    /// <summary>Opens or creates the file for exclusive use, and reads which rows are finished.</summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="account">The name of the connection; null if it has none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="Track123Exception">The file is in use, is not a result file, or can't be written.</exception>
    public static ResultFile Open(string path, string? account, CancellationToken cancellationToken) =>
        Open(path, account, TimeProvider.System, cancellationToken);

    public static ResultFile Open(
        string path, string? account, TimeProvider clock, CancellationToken cancellationToken) =>
        new(path, account, canWrite: true, clock, cancellationToken);

    /// <summary>Reads which rows are finished. Does not change or create the file.</summary>
    public static ResultFile Peek(string path, string? account, CancellationToken cancellationToken) =>
        new(path, account, canWrite: false, TimeProvider.System, cancellationToken);

    /// <summary>
    /// Returns true if the file has a final result for the row. Each result is used for one row only.
    /// </summary>
    public bool IsFinished(ParcelRow row) => this.IsFinished(row, out _);

    /// <summary>
    /// Returns true if the file has a final result for the row, and whether that is Rejected. Each result is used for
    /// one row only.
    /// </summary>
    public bool IsFinished(ParcelRow row, out bool isRejected)
    {
        var (parcel, content) = this.GetHashes(row);
        var isRegistered = this.TryTake(parcel);
        isRejected = !isRegistered && this.TryTake(content);
        return isRegistered || isRejected;
    }

    /// <summary>
    /// Adds a result, and returns when it is handed to the operating system. Returns a warning if columns of the input
    /// are not written; else null. The first result of a new file decides which columns it has.
    /// </summary>
    /// <param name="result">The result.</param>
    /// <param name="input">The names and values of the input row's columns; null if it has none.</param>
    /// <exception cref="Track123Exception">
    /// The result can't be written, for example because the disk is full.
    /// </exception>
    public string? Add(RegistrationResult result, IReadOnlyList<(string Name, string? Value)>? input = null)
    {
        input ??= [];
        if (this.layout is null)
        {
            var names = Rename([.. input.Select(column => column.Name)]);
            this.log.WriteHeader([.. Columns, .. names]);
            this.layout = new(names, Rename);
        }

        var fields = this.Format(result);
        var values = this.layout.Arrange(input, out var missing);
        if (!this.log.Append([.. fields, .. values]))
        {
            this.log.Append([.. fields, .. new string?[values.Length]]);
            return $"The input of row {result.Row} is too long for the result file '{this.Path}' and is not written.";
        }

        return missing.Count == 0 ? null
            : $"The result file '{this.Path}' has no column {string.Join(", ", missing.Select(Quote))}, so it is not "
                + "written. To write all columns of the input, specify a new file.";
    }

    /// <inheritdoc />
    public void Dispose() => this.log.Dispose();

    private static string Quote(string column) => $"'{TerminalText.ToSingleLine(column)}'";

    // The names of a header must differ, also from the names of the result's own columns.
    private static List<string> Rename(IReadOnlyList<string> names)
    {
        var used = new HashSet<string>(Columns, StringComparer.OrdinalIgnoreCase);
        List<string> renamed = [];
        foreach (var name in names)
        {
            var unique = CsvLog.EscapeFormula(name);
            while (!used.Add(unique))
            {
                unique = InputPrefix + unique;
            }

            renamed.Add(unique);
        }

        return renamed;
    }

    // Each value is prefixed with its length, so that "a", "b" differs from "ab", "".
    private static ulong Hash(string?[] values)
    {
        var texts = values.Select(value => value?.Trim() ?? "").Select(text => $"{text.Length}:{text}");
        return BitConverter.ToUInt64(Sha256.Hash(string.Concat(texts)), startIndex: 0);
    }

    /// <summary>
    /// Computes a hash of the row's number, carrier and account, and a hash that also covers all its fields. They do
    /// not depend on the row's position, so rows may be moved. Unlike long numbers, a spreadsheet does not change them.
    /// </summary>
    private (ulong Parcel, ulong Content) GetHashes(ParcelRow row)
    {
        string?[] parcel = [
            NumberText.Clean(row.TrackingNumber).ToUpperInvariant(), row.CarrierCode?.ToUpperInvariant(),
        ];
        if (this.account is not null)
        {
            parcel = [.. parcel, this.account.ToUpperInvariant()];
        }

        var others = ParcelRow.Fields.Where(f => f.Name != nameof(row.CarrierCode)).Select(
            f => (string?)f.GetValue(row));

        // A number that the check rejected may be accepted without the check.
        others = others.Append(row.NumberCheck == NumberCheck.Full ? null : row.NumberCheck.ToString());
        return (Hash(parcel), Hash([.. parcel, .. others]));
    }

    private string?[] Format(RegistrationResult result)
    {
        var (parcel, content) = this.GetHashes(result.Source);
        return
        [
            result.Row.ToString(CultureInfo.InvariantCulture),
            result.Line?.ToString(CultureInfo.InvariantCulture),
            result.TrackingNumber,
            result.CarrierCode,
            result.OrderNumber,
            result.Status.ToString(),
            result.Reason,
            result.ErrorCode,
            result.TraceId,
            this.clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            string.Format(CultureInfo.InvariantCulture, "k{0:x16}-{1:x16}", parcel, content),
        ];
    }

    // A line that can't be read is ignored: its row is sent again, which does no harm.
    private void ReadResult(string[] fields)
    {
        var hashIndex = fields.Length <= KeyColumn ? -1 : fields[StatusColumn] switch
        {
            nameof(RegistrationStatus.Registered) or nameof(RegistrationStatus.AlreadyRegistered) => 1,
            nameof(RegistrationStatus.Rejected) when !fields[ReasonColumn].StartsWith(
                CarrierIndex.UnknownCodeReason, StringComparison.Ordinal) => HashDigits + 2,
            _ => -1,
        };
        if (hashIndex < 0 || fields[KeyColumn].Length != (2 * HashDigits) + 2)
        {
            return;
        }

        var digits = fields[KeyColumn].Substring(hashIndex, HashDigits);
        if (ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hash))
        {
            this.finished[hash] = this.finished.TryGetValue(hash, out var count) ? count + 1 : 1;
        }
    }

    private bool TryTake(ulong hash)
    {
        if (!this.finished.TryGetValue(hash, out var count) || count == 0)
        {
            return false;
        }

        this.finished[hash] = count - 1;
        return true;
    }
}
