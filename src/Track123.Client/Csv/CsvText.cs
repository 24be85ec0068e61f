using System.Text;

namespace Track123;

/// <summary>
/// The text of a file, decoded strictly: the first byte that is no text is a fault with its line and character, found while reading on.
/// </summary>
internal sealed class CsvText : TextReader
{
    // What bytes that are no text decode to. No text contains it: U+FFFF is not a character.
    private const char Invalid = '\uffff';

    // Enough for the first line, by which UTF-16 without a mark is known.
    private const int SampleBytes = 1024;

    private readonly string path;
    private readonly StreamReader reader;
    private readonly CancellationToken cancellationToken;
    private long line = 1;
    private long character;
    private bool afterReturn;

    private CsvText(string path, StreamReader reader, CancellationToken cancellationToken)
    {
        this.path = path;
        this.reader = reader;
        this.cancellationToken = cancellationToken;
    }

    /// <summary>Opens a file that other programs may have open too, such as the spreadsheet it was saved from.</summary>
    public static FileStream OpenFile(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw CsvFault.At(path, "it is a folder.");
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
            if (stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
            throw CsvFault.At(path, "it is a pipe or a device. It is read twice, so it must be a file.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw CsvFault.At(path, "there is no such file.", e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw CsvFault.At(path, "you have no permission to read it.", e);
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            throw CsvFault.At(path, $"it cannot be opened: {e.Message}", e);
        }
    }

    /// <summary>Reads an open file from its start. The stream stays open.</summary>
    public static CsvText Begin(string path, FileStream stream, CancellationToken cancellationToken)
    {
        try
        {
            var sample = new byte[SampleBytes];
            stream.Position = 0;
            var length = 0;
            for (int read; (read = stream.Read(sample, length, sample.Length - length)) > 0;)
            {
                length += read;
            }

            if (IsWorkbook(sample))
            {
                throw CsvFault.At(path, "it is a workbook, not a CSV file. Save it as 'CSV UTF-8' first.");
            }

            var (encoding, mark) = Detect(sample, length);
            stream.Position = mark;
            var strict = (Encoding)encoding.Clone();
            strict.DecoderFallback = new DecoderReplacementFallback(Invalid.ToString());
            return new CsvText(
                path,
                new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true),
                cancellationToken);
        }
        catch (IOException e)
        {
            throw CsvFault.At(path, $"it cannot be read: {e.Message}", e);
        }
    }

    /// <inheritdoc />
    public override int Read(char[] buffer, int index, int count)
    {
        this.cancellationToken.ThrowIfCancellationRequested();
        var read = this.reader.Read(buffer, index, count);
        for (var i = index; i < index + read; i++)
        {
            this.Check(buffer[i]);
        }

        return read;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        this.reader.Dispose();
        base.Dispose(disposing);
    }

    private void Check(char c)
    {
        this.character++;
        if (c is '\n' or '\r')
        {
            this.line += c == '\n' && this.afterReturn ? 0 : 1;
            this.character = 0;
        }
        else if (c == Invalid)
        {
            var name = this.reader.CurrentEncoding is UTF8Encoding ? "UTF-8" : "UTF-16";
            throw CsvFault.At(this.path, this.line, $"character {this.character} is not {name} text. Save the file as 'CSV UTF-8' and try again.");
        }
        else if (c == '\0')
        {
            throw CsvFault.At(this.path, this.line, $"character {this.character} is a NUL, so this is no text file. If it is a table, save it as 'CSV UTF-8'.");
        }

        this.afterReturn = c == '\r';
    }

    // What Excel writes: a zip archive (xlsx) or a compound file (xls).
    private static bool IsWorkbook(byte[] sample) => sample is [0x50, 0x4b, 0x03, 0x04, ..] or [0xd0, 0xcf, 0x11, 0xe0, ..];

    /// <summary>The encoding, and the length of the mark that says so.</summary>
    private static (Encoding Encoding, int Mark) Detect(byte[] sample, int length)
    {
        switch (sample)
        {
            case [0xef, 0xbb, 0xbf, ..]:
                return (Encoding.UTF8, 3);
            case [0xff, 0xfe, ..]:
                return (Encoding.Unicode, 2);
            case [0xfe, 0xff, ..]:
                return (Encoding.BigEndianUnicode, 2);
        }

        // Without a mark: of each two bytes of a Latin header in UTF-16 one is NUL, always the first or always the second.
        // Only the first line is looked at; the rows may be in any script.
        var newLine = Array.IndexOf(sample, (byte)'\n', 0, length);
        length = newLine < 0 ? length : newLine;
        var (even, odd) = (0, 0);
        for (var i = 0; i < length; i++)
        {
            even += sample[i] == 0 && i % 2 == 0 ? 1 : 0;
            odd += sample[i] == 0 && i % 2 == 1 ? 1 : 0;
        }

        return (even, odd) switch
        {
            _ when odd > 0 && odd * 3 >= length && even * 4 <= odd => (Encoding.Unicode, 0),
            _ when even > 0 && even * 3 >= length && odd * 4 <= even => (Encoding.BigEndianUnicode, 0),
            _ => (Encoding.UTF8, 0),
        };
    }
}
