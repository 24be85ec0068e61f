using System.Text;

namespace Track123.Csv;

/// <summary>How a CSV file is read.</summary>
internal sealed record CsvTableOptions
{
    /// <summary>The separator; null to detect comma, semicolon or tab.</summary>
    public char? Delimiter { get; init; }

    /// <summary>The encoding of a file without a byte order mark; null for UTF-8 or UTF-16.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>
    /// Returns true if the fields of a line are column names. With it, title lines and comments before the header are
    /// recognized; null to take the first line as the header.
    /// </summary>
    public Func<IReadOnlyList<string>, bool>? IsHeader { get; init; }
}
