using System.Text;
using Track123.Common;

namespace Track123.Csv;

/// <summary>Opens a CSV file and decodes its text. Each invalid byte is read as U+FFFD.</summary>
internal static class CsvFile
{
    // Enough for the first line, by which UTF-16 without a byte order mark is recognized.
    private const int SampleBytes = 1024;

    /// <summary>Opens a file that another program, such as a spreadsheet, may have open too.</summary>
    public static FileStream Open(string path, CsvErrors errors)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw errors.InFile("it is a folder.", "Specify the path of a file.");
            }

            var share = FileShare.ReadWrite | FileShare.Delete;
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1);
            if (stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
            throw errors.InFile(
                "it is a pipe or a device.", "Use a regular file, because it is read twice, or pipe the rows.");
        }
        catch (Exception e) when (e.IsFileError())
        {
            throw e switch
            {
                FileNotFoundException or DirectoryNotFoundException =>
                    errors.InFile("the file was not found.", "Check the path.", e),
                UnauthorizedAccessException =>
                    errors.InFile("you do not have permission to read it.", "Check the permissions of the file.", e),
                _ => errors.InFile(
                    $"it cannot be opened: {e.Message}",
                    "Check the path, and check whether another program has locked the file.",
                    e),
            };
        }
    }

    /// <summary>Creates a reader over an open file from its start. The stream stays open.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="encoding">The encoding of a file without a byte order mark; null for UTF-8 or UTF-16.</param>
    /// <param name="errors">Creates the error if the file is not a text file.</param>
    public static StreamReader CreateReader(FileStream stream, Encoding? encoding, CsvErrors errors)
    {
        stream.Position = 0;
        using var binary = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var sample = binary.ReadBytes(SampleBytes);
        var detected = ReadMark(sample) ?? encoding ?? Guess(sample);
        ValidateKind(sample, detected, errors);

        stream.Position = 0;
        var decoding = (Encoding)detected.Clone();
        decoding.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return new(stream, decoding, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
    }

    private static void ValidateKind(byte[] sample, Encoding encoding, CsvErrors errors)
    {
        // What Excel writes: a zip archive (xlsx) or a compound file (xls).
        if (sample is [0x50, 0x4b, 0x03, 0x04, ..] or [0xd0, 0xcf, 0x11, 0xe0, ..])
        {
            throw errors.InFile(
                "it is an Excel workbook, not a CSV file. Save it as 'CSV UTF-8', or pipe its rows with Import-Excel "
                + "of the module ImportExcel.",
                "Save the workbook as 'CSV UTF-8' and specify that file.");
        }

        // No text has NUL and other control characters.
        if (IsAscii(encoding) && sample.Contains((byte)0)
            && sample.Any(b => b is (> 0 and < 8) or (> 13 and < 27)))
        {
            throw errors.InFile(
                "it is a binary file, not a CSV file.", "Export the table as 'CSV UTF-8' and specify that file.");
        }
    }

    // UTF-16 and UTF-32 write NUL in ordinary text.
    private static bool IsAscii(Encoding encoding) => encoding.GetBytes("A").Length == 1;

    private static Encoding? ReadMark(byte[] sample) => sample switch
    {
        [0xef, 0xbb, 0xbf, ..] => Encoding.UTF8,
        [0xff, 0xfe, 0, 0, ..] => Encoding.UTF32,
        [0, 0, 0xfe, 0xff, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
        [0xff, 0xfe, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    // In a Latin header in UTF-16, every other byte is NUL. The rows may be in any script.
    private static Encoding Guess(byte[] sample)
    {
        var header = sample.TakeWhile(b => b != '\n').ToList();
        var even = header.Where((b, i) => b == 0 && i % 2 == 0).Count();
        var odd = header.Count(b => b == 0) - even;
        return odd > 0 && odd * 3 >= header.Count && even * 4 <= odd ? Encoding.Unicode
            : even > 0 && even * 3 >= header.Count && odd * 4 <= even ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
