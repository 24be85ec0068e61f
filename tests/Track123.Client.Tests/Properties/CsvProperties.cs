using System.Text;
using FsCheck.Fluent;
using Track123.Csv;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>Reading and writing CSV files with random content.</summary>
public sealed class CsvProperties(ITestOutputHelper output) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("csv ").FullName;

    [Fact]
    public void Written_table_is_read_unchanged() => Property.Check(
        output,
        from separator in Gen.Elements(',', ';', '\t')
        from columns in Gen.Choose(2, 5)
        from rows in Gen.NonEmptyListOf(Gen.ArrayOf(Property.AnyText(), columns))
        from lineEnd in Gen.Elements("\n", "\r\n")
        select (Separator: separator, Rows: rows.ToList(), LineEnd: lineEnd),
        one =>
        {
            // Completely blank rows would be skipped, so the first field is never blank.
            var rows = one.Rows.Select((r, i) => r.Select((t, c) => c == 0 ? $"n{i}{t}" : t).ToArray()).ToList();
            var text = new StringBuilder(string.Join(one.Separator, rows[0].Select((_, c) => $"C{c}"))).Append(one.LineEnd);
            foreach (var row in rows)
            {
                text.Append(string.Join(one.Separator, row.Select(Quote))).Append(one.LineEnd);
            }

            using var table = CsvTable.Open(this.Write(Encoding.UTF8.GetBytes(text.ToString())), new() { Delimiter = one.Separator }, default);
            Assert.Equal(rows.Count, table.RowCount);
            foreach (var row in rows)
            {
                Assert.True(table.Read());
                Assert.Equal(row, Enumerable.Range(0, row.Length).Select(c => table[c]));
            }

            Assert.False(table.Read());
        });

    [Fact]
    public void Random_bytes_are_read_as_a_table_or_rejected_as_invalid_CSV() => Property.Check(
        output,
        Gen.ArrayOf(Gen.Frequency((1, Gen.Choose(0, 255)), (3, Gen.Elements(',', '"', '\n', '\r', 'a', ';').Select(c => (int)c)))),
        bytes =>
        {
            try
            {
                using var table = CsvTable.Open(this.Write([.. bytes.Select(b => (byte)b)]), new(), default);
                var rows = 0;
                for (; table.Read(); rows++)
                {
                    Assert.All(Enumerable.Range(0, table.Headers.Count), c => Assert.NotNull(table[c]));
                }

                Assert.Equal(table.RowCount, rows);
            }
            catch (Track123Exception e)
            {
                Assert.Equal(Track123ErrorKind.CsvInvalid, e.Kind);
            }
        });

    [Fact]
    public void Result_file_has_an_escaped_line_per_result_and_recognizes_its_rows() => Property.Check(
        output,
        Gen.ListOf(
            from number in Property.AnyText()
            from order in Property.AnyText()
            from reason in Property.AnyText()
            from status in Gen.Elements(RowResultKind.Done, RowResultKind.AlreadyDone, RowResultKind.Rejected, RowResultKind.Failed)
            select (Number: number, Order: order, Reason: reason, Status: status)),
        cases =>
        {
            var path = Path.Combine(this.folder, Path.GetRandomFileName());
            var rows = cases.Select((c, i) => (
                Row: new ParcelRow { Row = i + 1, TrackingNumber = $"{c.Number}#{i}", OrderNumber = c.Order }, c.Status, c.Reason)).ToList();
            using (var file = ResultFile.Open(path, null, default))
            {
                rows.ForEach(r => file.Add(new RegistrationResult(r.Row, r.Row.TrackingNumber!, new RowResult(r.Status, r.Reason))));
            }

            Assert.Equal(
                rows.Count == 0 ? 0 : rows.Count + 1, File.ReadAllText(path).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
            using (var read = CsvTable.Open(rows.Count == 0 ? this.Write("A\n1\n"u8.ToArray()) : path, new() { Delimiter = ',' }, default))
            {
                while (read.Read())
                {
                    Assert.All(Enumerable.Range(0, read.Headers.Count), c => Assert.False(
                        read[c].Length > 0 && (read[c][0] is '=' or '+' or '-' or '@' || read[c].Any(char.IsControl)), $"'{read[c]}'"));
                }
            }

            using var again = ResultFile.Open(path, null, default);
            Assert.All(rows, r => Assert.Equal(r.Status != RowResultKind.Failed, again.IsFinished(r.Row)));
        });

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(this.folder, Path.GetRandomFileName());
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
