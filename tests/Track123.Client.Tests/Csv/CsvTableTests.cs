using System.Text;
using Track123.Csv;

namespace Track123.Client.Tests.Csv;

public sealed class CsvTableTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("csv Łódź ").FullName;

    public static TheoryData<string, string, string[]> Faults { get; } = new()
    {
        { "empty", "", ["is empty"] },
        { "blank lines only", "\n\n  \n", ["is empty"] },
        { "separators only", ";;\n,\n", ["is empty"] },
        { "type only", "#TYPE X\n", ["is empty"] },
        { "mark only", "\ufeff", ["is empty"] },
        { "too few fields", "No,Carrier,Remark\n1,ups,x\n\n2,ups\n", ["line 4", "column 3 'Remark'", "2 of 3"] },
        { "too many fields", "No,Remark\n1,red, white\n", ["line 2", "column 3", "only 2 columns", "','"] },
        { "too many fields, semicolon", "No;Remark\n1;red; white\n", ["line 2", "column 3", "';'"] },
        { "never closed", "No,Remark\n1,a\n2,\"b\n3,c\n", ["line 3", "column 2 'Remark'", "no closing quote"] },
        { "never closed, in a later line", "No,A,B\n\"1\n2\",\"x\ny\",\"z\n", ["line 4", "column 3 'B'", "no closing quote"] },
        { "never closed, in the header", "No,\"Remark\n1,a\n", ["line 1", "column 2", "no closing quote"] },
        { "stray quote", "No,Remark\n1,19\" rack\n", ["line 2", "column 2 'Remark'", "quote"] },
        { "stray quote after spaces", "No,Remark\n1, \"a, b\"\n", ["line 2", "column 2 'Remark'", "quote"] },
        { "stray quote, other script", "番号;備考\n東京;宛\"先\n", ["line 2", "column 2 '備考'"] },
        { "text after closing quote", "No,Remark\n1,\"a\"b\n", ["line 2", "column 2 'Remark'", "inside a quoted field twice"] },
        { "closed on a later line", "No,Remark\r\n1,\"a\r\n2,\"b\"\r\n", ["line 3", "column 2 'Remark'", "opening quote is on line 2"] },
        { "same name twice", "No,Carrier, no \n1,2,3\n", ["line 1", "column 3 'no'", "column 1"] },
        { "value without a name", "No,,Carrier\n1,,ups\n2,x,ups\n", ["line 3", "column 2", "no column name"] },
        { "NUL", "No,Carrier\n1,u\0s\n", ["line 2", "character 4", "NUL"] },
        { "workbook", "PK\u0003\u0004\u0014\0\u0006", ["workbook"] },
    };

    [Theory, MemberData(nameof(Faults))]
    public void Error_names_the_file_line_and_column(string name, string text, string[] words)
    {
        var path = this.Write(name, Encoding.UTF8.GetBytes(text));
        AssertInvalid(path, [path, .. words]);
    }

    [Fact]
    public void Quoted_field_may_contain_separators_quotes_and_line_breaks()
    {
        using var table = this.Open("No,\"Re,mark\"\r\n1,\"a, \"\"b\"\"\r\nc\"\r\n\"\",\"\"\r\n\"2\",d\r\n");
        Assert.Equal(["No", "Re,mark"], table.Headers);
        Assert.Equal(2, table.RowCount);
        Assert.Equal(0, table.Line);
        Assert.True(table.Read());
        Assert.Equal((2L, "1", "a, \"b\"\r\nc"), (table.Line, table[0], table[1]));
        Assert.True(table.Read());
        Assert.Equal((5L, "2", "d"), (table.Line, table[0], table[1]));
        Assert.False(table.Read());
        Assert.False(table.Read());
    }

    [Theory]
    [InlineData("A,B;C,D\n1,2;3,4\n", 3)]
    [InlineData("A;B,C;D\n1;2,3;4\n", 3)]
    [InlineData("A\tB,C;D\tE\n1\t2,3;4\t5\n", 3)]
    [InlineData("\"A;B;C;D\",E\n\"1\",2\n", 2)]
    [InlineData("\"A\n;;;\",E\n1,2\n", 2)]
    [InlineData("sep=;\nA,B;C\n1,1;2\n", 2)]
    [InlineData("sep=\t\r\nA,B\tC\r\n1,1\t2\r\n", 2)]
    [InlineData("\ufeffsep=;\nA;B\n1;2\n", 2)]
    [InlineData("Tracking Number\n1\n", 1)]
    public void Separator_is_detected_from_the_header(string text, int columns)
    {
        using var table = this.Open(text);
        Assert.Equal(columns, table.Headers.Count);
        Assert.Equal(1, table.RowCount);
    }

    [Fact]
    public void Line_number_includes_the_separator_line()
    {
        using var table = this.Open("sep=;\nA;B\n\n1;2\n");
        Assert.True(table.Read());
        Assert.Equal(4, table.Line);
        AssertInvalid(this.Write("faulty", "sep=;\nA;B\n1;2;3\n"u8.ToArray()), "line 3", "column 3");
    }

    [Fact]
    public void Explicit_separator_overrides_detection()
    {
        using var table = CsvTable.Open(this.Write("given", "A|B,C\n1|2,3\n"u8.ToArray()), new() { Delimiter = '|' }, default);
        Assert.Equal(["A", "B,C"], table.Headers);
    }

    [Theory]
    [InlineData('"')]
    [InlineData('\n')]
    [InlineData('§')]
    public void Invalid_separator_is_rejected(char separator)
    {
        var fault = Assert.Throws<Track123Exception>(
            () => CsvTable.Open(this.Write("x", "A\n1\n"u8.ToArray()), new() { Delimiter = separator }, default));
        Assert.Equal(Track123ErrorKind.CsvInvalid, fault.Kind);
    }

    [Theory]
    [InlineData("utf-8", true)]
    [InlineData("utf-8", false)]
    [InlineData("utf-16", true)]
    [InlineData("utf-16", false)]
    [InlineData("utf-16BE", true)]
    [InlineData("utf-16BE", false)]
    public void Encoding_is_detected_with_and_without_byte_order_mark(string name, bool mark)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes("No,City\r\n1,東京都千代田区 😀\r\n2,Łódź\r\n")];
        using var table = CsvTable.Open(this.Write(name, bytes), new(), default);
        Assert.Equal(["No", "City"], table.Headers);
        Assert.True(table.Read());
        Assert.Equal("東京都千代田区 😀", table[1]);
        Assert.True(table.Read());
        Assert.Equal("Łódź", table[1]);
    }

    [Theory]
    [InlineData("1252", "windows-1252")]
    [InlineData("windows-1252", "windows-1252")]
    [InlineData("latin1", "iso-8859-1")]
    [InlineData("1250", "windows-1250")]
    [InlineData("437", "IBM437")]
    [InlineData("gb18030", "gb18030")]
    [InlineData("utf8", "utf-8")]
    [InlineData("UTF8NoBOM", "utf-8")]
    [InlineData("utf8BOM", "utf-8")]
    [InlineData("unicode", "utf-16")]
    [InlineData("bigendianunicode", "utf-16BE")]
    [InlineData("utf32", "utf-32")]
    [InlineData(" ASCII ", "us-ascii")]
    public void File_is_read_with_the_encoding_of_its_name_or_code_page(string name, string webName)
    {
        var encoding = EncodingNames.Find(name);
        Assert.Equal(webName, encoding?.WebName, ignoreCase: true);
        var city = webName == "us-ascii" ? "Munchen" : "München";
        var path = this.Write("encoded", encoding!.GetBytes($"No,City\r\n1,{city}\r\n"));
        using var table = CsvTable.Open(path, new() { Encoding = encoding }, default);
        Assert.True(table.Read());
        Assert.Equal(["No", "City"], table.Headers);
        Assert.Equal(city, table[1]);
    }

    [Theory]
    [InlineData("nope")]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("99999999999")]
    [InlineData("65000")]
    public void Unknown_encoding_is_null(string name) => Assert.Null(EncodingNames.Find(name));

    [Fact]
    public void Every_listed_encoding_exists() =>
        Assert.All(EncodingNames.All, e => Assert.NotNull(EncodingNames.Find(e.Name)));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    public void Byte_order_mark_takes_precedence_over_the_encoding(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var path = this.Write(name, [.. encoding.GetPreamble(), .. encoding.GetBytes("No,City\n1,Łódź\n")]);
        using var table = CsvTable.Open(path, new() { Encoding = EncodingNames.Find("1252") }, default);
        Assert.True(table.Read());
        Assert.Equal(("No", "Łódź"), (table.Headers[0], table[1]));
    }

    [Fact]
    public void Undecodable_byte_is_read_as_the_replacement_character()
    {
        using var latin = CsvTable.Open(
            this.Write("latin", Encoding.Latin1.GetBytes("No,City\r\n1,Paris\r\n2,München\r\n")), new(), default);
        Assert.True(latin.Read());
        Assert.Equal("Paris", latin[1]);
        Assert.True(latin.Read());
        Assert.Equal("M\uFFFDnchen", latin[1]);

        using var ascii = CsvTable.Open(
            this.Write("ascii", Encoding.Latin1.GetBytes("No,City\n2,München\n")), new() { Encoding = Encoding.ASCII }, default);
        Assert.True(ascii.Read());
        Assert.Equal("M\uFFFDnchen", ascii[1]);
    }

    [Theory]
    [InlineData("#TYPE System.Management.Automation.PSCustomObject\r\n\"Nr\",\"B\"\r\n\"1\",\"2\"\r\n", 3, "line 1, which is the type")]
    [InlineData("#TYPE Selected.System.String\nNr;B,C\n1;2\n", 3, "line 1, which is the type")]
    [InlineData("\"sep=;\"\nNr;B,C\n1;2\n", 3, "line 1, which is the separator")]
    [InlineData("SEP=;;;\nNr;B,C\n1;2\n", 3, "line 1, which is the separator")]
    [InlineData("\n\nsep=|\nNr|B,C\n1|2\n", 5, "line 3, which is the separator")]
    [InlineData("sep=\t\n#TYPE X\nNr\tB,C\n1\t2\n", 4, "line 1, which is the separator|line 2, which is the type")]
    [InlineData("\n;;\n \nNr;B\n1;2\n", 5, "")]
    [InlineData("Orders of March\nNr;B\n1;2\n", 3, "line 1, which is a title line: 'Orders of March'")]
    [InlineData("\"Orders, March\"\r\n\r\nNr,B\r\n1,2\r\n", 4, "line 1, which is a title line")]
    [InlineData("Orders; March\nby A. Name\n;;\nA;Nr;B\n0;1;2\n", 5, "line 1, which is a title line|line 2, which is a title line")]
    [InlineData("# exported by x, y; z\n# 2026\nNr,B\n1,2\n", 4, "line 1, which is a comment|line 2, which is a comment")]
    [InlineData("#,Nr\n0,1\n", 2, "")]
    [InlineData("# Nr,Nr\n0,1\n", 2, "")]
    [InlineData("Nr\nOrders\n", 2, "")]
    [InlineData("A;B\n1;2\n", 2, "")]
    public void Lines_before_the_header_are_skipped_if_certain(string text, long line, string skipped)
    {
        using var table = CsvTable.Open(
            this.Write("preamble", Encoding.UTF8.GetBytes(text)), new() { IsHeader = c => c.Contains("Nr") }, default);
        Assert.True(table.Read());
        Assert.Equal(line, table.Line);
        Assert.False(table.Read());
        Assert.Equal(skipped.Split('|', StringSplitOptions.RemoveEmptyEntries).Length, table.SkippedLines.Count);
        Assert.All(
            table.SkippedLines.Zip(skipped.Split('|')),
            pair => Assert.StartsWith(pair.Second, pair.First, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Orders of March\nA;B\n1;2\n", "line 1", "'Orders of March' seems to be a title line; the header was expected.")]
    [InlineData("\n# by x\n\nA;B\n1;2\n", "line 2", "'# by x' seems to be a comment; the header was expected.")]
    [InlineData("Orders;March;2026\nNr;B\n1;2\n", "line 1", "is not the header, which seems to be line 2")]
    [InlineData("Orders of March\nNr;B\n1;2;3\n", "line 3", "column 3")]
    public void Line_that_may_be_a_title_is_named_in_the_error(string text, params string[] words)
    {
        var path = this.Write("title", Encoding.UTF8.GetBytes(text));
        var fault = Assert.Throws<Track123Exception>(
            () => CsvTable.Open(path, new() { IsHeader = c => c.Contains("Nr") }, default));
        Assert.Equal(Track123ErrorKind.CsvInvalid, fault.Kind);
        Assert.All(words, word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Explicit_separator_overrides_the_separator_line()
    {
        using var table = CsvTable.Open(
            this.Write("both", "sep=;\nA|B;C\n1|2\n"u8.ToArray()), new() { Delimiter = '|' }, default);
        Assert.Equal(["A", "B;C"], table.Headers);
    }

    [Fact]
    public void Title_lines_of_a_long_file_are_skipped_once()
    {
        var rows = string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{i};x\n"));
        using var table = CsvTable.Open(
            this.Write("long", Encoding.UTF8.GetBytes("Title\n\nNr;B\n" + rows)),
            new() { IsHeader = c => c.Contains("Nr") },
            default);
        Assert.Equal(50_000, table.RowCount);
        Assert.True(table.Read());
        Assert.Equal((4L, "1"), (table.Line, table[0]));
    }

    [Theory]
    [InlineData("\u007fELF\u0002\u0001\u0001\0\0\0", "binary file")]
    [InlineData("PK\u0003\u0004\u0014\0\u0006", "Import-Excel")]
    public void File_that_is_not_text_is_named(string text, string word) =>
        AssertInvalid(this.Write("binary", Encoding.UTF8.GetBytes(text)), word);

    [Theory]
    [InlineData("A,B,,\n1,2,,\n3,4\n")]
    [InlineData("A,B\n1,2,,\n3,4\n")]
    [InlineData("A,B\n\n1,2\n , \n,\n,,,\n3,4\n\n")]
    [InlineData("A,B\r1,2\r3,4\r")]
    [InlineData("A,B\n1,2\n3,4")]
    public void Blank_rows_and_trailing_empty_fields_are_ignored(string text)
    {
        using var table = this.Open(text);
        Assert.Equal(["A", "B"], table.Headers);
        Assert.Equal(2, table.RowCount);
        Assert.True(table.Read());
        Assert.True(table.Read());
        Assert.Equal(("3", "4"), (table[0], table[1]));
    }

    [Fact]
    public void Column_without_name_and_values_keeps_its_position()
    {
        using var table = this.Open("A,,C\n1,,3\n");
        Assert.True(table.Read());
        Assert.Equal(["A", "", "C"], table.Headers);
        Assert.Equal("3", table[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table[3]);
    }

    [Fact]
    public void Missing_file_folder_and_invalid_path_are_reported()
    {
        var missing = Path.Combine(this.folder, "no folder", "none.csv");
        AssertInvalid(missing, missing, "not found");
        AssertInvalid(this.folder, this.folder, "folder");
        AssertInvalid("", "cannot be opened");
        AssertInvalid("a\0b", "cannot be opened");
    }

    [Fact]
    public void Locked_file_is_reported_but_a_file_open_for_writing_is_read()
    {
        var path = this.Write("locked", "A\n1\n"u8.ToArray());
        using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            AssertInvalid(path, path, "cannot be opened");
        }

        using var writer = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var table = CsvTable.Open(path, new(), default);
        Assert.Equal(1, table.RowCount);
    }

    [Fact]
    public void Unclosed_field_of_many_megabytes_is_rejected()
    {
        var text = new StringBuilder("A,B\n1,2\n3,\"");
        text.Insert(text.Length, "x\n", 3_000_000);
        AssertInvalid(this.Write("endless", Encoding.UTF8.GetBytes(text.ToString())), "line 3", "without a closing quote");
    }

    [Fact]
    public void Reading_200_000_rows_allocates_less_than_4_MB()
    {
        var path = this.Write("many", []);
        using (var writer = new StreamWriter(path))
        {
            writer.WriteLine("Order Number,Tracking Number,Remark");
            for (var i = 0; i < 200_000; i++)
            {
                writer.WriteLine($"SO-{i},LB{i:D9}CN,\"a, b\"");
            }
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        using var table = CsvTable.Open(path, new(), default);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(200_000, table.RowCount);
        Assert.InRange(allocated, 0, 4_000_000);
    }

    [Fact]
    public void File_replaced_after_opening_is_not_read()
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows does not allow it.
            return;
        }

        var path = this.Write("name", "A,B\n1,2\n"u8.ToArray());
        using var table = CsvTable.Open(path, new(), default);
        File.Move(this.Write("other", "C\n\"3"u8.ToArray()), path, overwrite: true);
        Assert.True(table.Read());
        Assert.Equal("2", table[1]);
    }

    [Theory]
    [InlineData("A,B\n1,2\n")]
    [InlineData("A,B\n1,2\n3,4\n5,6\n7,8\n")]
    [InlineData("")]
    public void File_changed_while_reading_is_an_error(string text)
    {
        // The rows exceed the read buffer, so that the reader reaches the changed part.
        var padding = new string('x', 300_000);
        var path = this.Write("changing", Encoding.UTF8.GetBytes($"A,B\n1,{padding}\n2,{padding}\n3,{padding}\n"));
        using var table = CsvTable.Open(path, new(), default);
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            stream.SetLength(0);
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        var fault = Assert.Throws<Track123Exception>(() =>
        {
            while (table.Read())
            {
            }
        });
        Assert.Equal(Track123ErrorKind.CsvInvalid, fault.Kind);
    }

    [Fact]
    public void Opening_can_be_canceled()
    {
        var path = this.Write("stopped", "A\n1\n"u8.ToArray());
        Assert.Throws<OperationCanceledException>(
            () => CsvTable.Open(path, new(), new CancellationToken(canceled: true)));
        File.Delete(path);
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private static void AssertInvalid(string path, params string[] words)
    {
        var fault = Assert.Throws<Track123Exception>(() => CsvTable.Open(path, new(), default));
        Assert.Equal(Track123ErrorKind.CsvInvalid, fault.Kind);
        Assert.All(words, word => Assert.Contains(word, fault.Message, StringComparison.Ordinal));
    }

    private CsvTable Open(string text) =>
        CsvTable.Open(this.Write("table", Encoding.UTF8.GetBytes(text)), new(), default);

    private string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(this.folder, $"{name} 東京.csv");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
