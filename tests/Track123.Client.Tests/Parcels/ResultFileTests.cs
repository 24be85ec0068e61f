using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Track123.Client.Tests.Parcels;

public sealed class ResultFileTests : IDisposable
{
    private const string Header = "Row,Line,TrackingNumber,CarrierCode,OrderNumber,Status,Reason,ErrorCode,TraceId,Time,Key\r\n";

    private readonly string folder = Directory.CreateTempSubdirectory("results Łódź ").FullName;

    private string Path => System.IO.Path.Combine(this.folder, "results.csv");

    private string Text => File.ReadAllText(this.Path);

    [Fact]
    public void Header_is_written_once_and_without_byte_order_mark()
    {
        this.Write(Outcome("A"));
        this.Write(Outcome("B"));
        Assert.Equal((byte)'R', File.ReadAllBytes(this.Path)[0]);
        Assert.StartsWith(Header, this.Text, StringComparison.Ordinal);
        Assert.Equal(3, this.Text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Line_has_the_row_and_its_result()
    {
        var row = new ParcelRow { Row = 7, Line = 9, TrackingNumber = "LB1", CarrierCode = "ups", OrderNumber = "SO \"1\", x" };
        this.Write(
            Outcome(row, new(RowResultKind.Rejected, "No, \"never\".") { ErrorCode = "A0400", TraceId = "t-1" }));
        Assert.Matches(
            "^7,9,LB1,ups,\"SO \"\"1\"\", x\",Rejected,\"No, \"\"never\"\"\\.\",A0400,t-1,2026-03-10T12:00:00\\.000Z,k[0-9a-f]{16}-[0-9a-f]{16}\r\n$",
            this.Text[Header.Length..]);
    }

    [Fact]
    public void Line_is_readable_by_other_processes_when_Add_returns()
    {
        using var file = this.Open();
        file.Add(Outcome("A"));
        Assert.Contains(",A,", ReadShared(this.Path), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+49", "'+49")]
    [InlineData("-5", "'-5")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "' =1")]
    [InlineData("a\r\nb", "a  b")]
    [InlineData("'x", "'x")]
    [InlineData("a;=1+1", "a;'=1+1")]
    [InlineData("a; @x;b", "a; '@x;b")]
    [InlineData("a\t=1+1", "a =1+1")]
    public void Formula_is_escaped_and_its_row_is_still_recognized(string number, string written)
    {
        var row = new ParcelRow { Row = 1, TrackingNumber = number, OrderNumber = number };
        this.Write(Outcome(row, new(RowResultKind.Done)));
        Assert.Contains($"1,,{written},,{written},Registered", this.Text, StringComparison.Ordinal);
        Assert.Equal(2, File.ReadAllLines(this.Path).Length);
        Assert.Equal([true], this.Finished(row));
    }

    [Fact]
    public void Row_is_finished_only_by_a_final_status()
    {
        RowResultKind[] kinds = [RowResultKind.Done, RowResultKind.AlreadyDone, RowResultKind.Rejected, RowResultKind.Failed, RowResultKind.Skipped];
        this.Write([.. kinds.Select(kind => Outcome(Row(kind.ToString()), new(kind)))]);
        Assert.Equal([true, true, true, false, false], this.Finished([.. kinds.Select(kind => Row(kind.ToString()))]));
    }

    [Fact]
    public void Row_is_not_finished_if_a_changed_field_can_change_the_result()
    {
        this.Write(Outcome("A"), Outcome(Row("B"), new(RowResultKind.Rejected)));
        Assert.Equal([true, true], this.Finished(Row("A", order: "other", row: 90), Row(" B ", row: 80)));
        Assert.Equal(
            [false, false, false], this.Finished(Row("A", carrier: "ups"), Row("B", order: "other"), Row("C")));
    }

    [Fact]
    public void Each_line_finishes_only_one_row()
    {
        this.Write(Outcome("A"), Outcome("A"));
        Assert.Equal([true, true, false], this.Finished(Row("A"), Row("A"), Row("A")));
    }

    [Fact]
    public void Partial_last_line_is_removed_wherever_it_ends()
    {
        this.Write(Outcome("A"), Outcome("B\"C, D"));
        var whole = File.ReadAllBytes(this.Path);
        var first = this.Text.IndexOf("\r\n", Header.Length, StringComparison.Ordinal) + 2;
        for (var length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(this.Path, whole[..length]);
            var kept = length == whole.Length ? length
                : length >= first ? first
                : length >= Header.Length ? Header.Length
                : 0;
            using (var file = this.Open())
            {
                Assert.Equal(length != 0 && length != kept, file.HadPartialLine);
                Assert.Equal(length >= first, file.IsFinished(Row("A")));
                Assert.Equal(length == whole.Length, file.IsFinished(Row("B\"C, D")));
            }

            Assert.Equal(whole[..kept], File.ReadAllBytes(this.Path));
        }
    }

    [Theory]
    [InlineData("Tracking Number\nA\n")]
    [InlineData("notes of mine")]
    [InlineData("Row,Line,TrackingNumber;x\n")]
    [InlineData("\n")]
    [InlineData("Row\n")]
    public void File_of_another_format_is_rejected_and_not_changed(string text)
    {
        File.WriteAllText(this.Path, text);
        var error = Assert.Throws<Track123Exception>(this.Open);
        Assert.Equal(Track123ErrorKind.InvalidRequest, error.Kind);
        Assert.Contains(this.Path, error.Message, StringComparison.Ordinal);
        Assert.Equal(text, this.Text);
    }

    [Fact]
    public void File_saved_by_an_editor_is_read_and_continued()
    {
        this.Write(Outcome("A"), Outcome("B"));
        var saved = this.Text.ReplaceLineEndings("\n").Replace(",B,", ",\"a stray quote,", StringComparison.Ordinal) + "1,2,not ours\n";
        File.WriteAllText(this.Path, saved, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Equal([true, false], this.Finished(Row("A"), Row("C")));
        this.Write(Outcome("C"));
        Assert.Equal([true], this.Finished(Row("C")));
    }

    [Fact]
    public void Second_run_is_rejected_while_the_first_has_the_file_open()
    {
        using var first = this.Open();
        var error = Assert.Throws<Track123Exception>(this.Open);
        Assert.Equal(Track123ErrorKind.InvalidRequest, error.Kind);
        Assert.Contains("one run at a time", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_or_a_path_in_a_missing_folder_is_rejected()
    {
        foreach (var path in new[] { this.folder, System.IO.Path.Combine(this.folder, "no", "such.csv") })
        {
            Assert.Equal(Track123ErrorKind.InvalidRequest, Assert.Throws<Track123Exception>(() => ResultFile.Open(path, null, default)).Kind);
        }
    }

    [Fact]
    public void Peek_does_not_change_the_file()
    {
        using (var none = ResultFile.Peek(this.Path, null, default))
        {
            none.Add(Outcome("A"));
            Assert.False(none.IsFinished(Row("A")));
        }

        Assert.False(File.Exists(this.Path));
        this.Write(Outcome("A"));
        File.AppendAllText(this.Path, "2,,torn");
        var before = this.Text;
        using (var file = ResultFile.Peek(this.Path, null, default))
        {
            file.Add(Outcome("B"));
            Assert.True(file.IsFinished(Row("A")));
        }

        Assert.Equal(before, this.Text);
    }

    public void Dispose() => Directory.Delete(this.folder, recursive: true);

    private static ParcelRow Row(string number, string? carrier = null, string? order = null, long row = 1) =>
        new() { Row = row, TrackingNumber = number, CarrierCode = carrier, OrderNumber = order };

    private static RegistrationResult Outcome(string number) => Outcome(Row(number), new(RowResultKind.Done));

    private static RegistrationResult Outcome(ParcelRow row, RowResult result) =>
        new(row, row.TrackingNumber ?? "", result);

    private static string ReadShared(string path)
    {
        // Uses another program, since .NET itself respects the lock.
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(OperatingSystem.IsWindows() ? "cmd" : "cat", OperatingSystem.IsWindows() ? ["/c", "type", path] : [path]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        return process.StandardOutput.ReadToEnd();
    }

    private ResultFile Open() =>
        ResultFile.Open(
            this.Path, account: null, new FakeTimeProvider(new DateTimeOffset(2026, 3, 10, 12, 0, 0, TimeSpan.Zero)), default);

    private void Write(params RegistrationResult[] results)
    {
        using var file = this.Open();
        foreach (var result in results)
        {
            file.Add(result);
        }
    }

    private bool[] Finished(params ParcelRow[] rows)
    {
        using var file = this.Open();
        return [.. rows.Select(file.IsFinished)];
    }
}
