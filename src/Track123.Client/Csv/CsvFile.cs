using System.Text;
using Track123.Common;

namespace Track123.Csv;

/// <summary>Opens a CSV file and decodes its text, so that invalid bytes can be found.</summary>
internal static class CsvFile
{
    // U+FFFF is not a character, so no text contains it.
    private const string Invalid = "\uffff";

    // Enough for the first line, by which UTF-16 without a byte order mark is recognized.
    private const int SampleBytes = 1024;

    /// <summary>The bytes that invalid ones are read as.</summary>
    public static ReadOnlySpan<byte> InvalidCharacter => "\uffff"u8;

    /// <summary>Opens a file that another program, such as a spreadsheet, may have open too.</summary>
    public static FileStream Open(string path, CsvErrors errors)
    {
        try
        {
            if (Directory.Exists(path))
            {
                throw errors.InFile("it is a folder.");
            }

            var share = FileShare.ReadWrite | FileShare.Delete;
            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, share, bufferSize: 1);
            if (stream.CanSeek)
            {
                return stream;
            }

            stream.Dispose();
            throw errors.InFile("it is a pipe or a device. Use a regular file, because it is read twice.");
        }
        catch (Exception e) when (e.IsFileError())
        {
            var reason = e switch
            {
                FileNotFoundException or DirectoryNotFoundException => "the file was not found.",
                UnauthorizedAccessException => "you do not have permission to read it.",
                _ => $"it cannot be opened: {e.Message}",
            };
            throw errors.InFile(reason, e);
        }
    }

    /// <summary>Creates a reader over an open file from its start. The stream stays open.</summary>
    public static StreamReader CreateReader(FileStream stream, CsvErrors errors)
    {
        stream.Position = 0;
        using var binary = new BinaryReader(stream, Encoding.UTF8, leaveOpen: true);
        var sample = binary.ReadBytes(SampleBytes);

        // What Excel writes: a zip archive (xlsx) or a compound file (xls).
        if (sample is [0x50, 0x4b, 0x03, 0x04, ..] or [0xd0, 0xcf, 0x11, 0xe0, ..])
        {
            throw errors.InFile("it is a workbook, not a CSV file. Save it as 'CSV UTF-8' first.");
        }

        stream.Position = 0;
        var strict = (Encoding)Detect(sample).Clone();
        strict.DecoderFallback = new DecoderReplacementFallback(Invalid);
        return new(stream, strict, detectEncodingFromByteOrderMarks: false, bufferSize: 1 << 16, leaveOpen: true);
    }

    private static Encoding Detect(byte[] sample)
    {
        if (sample is [0xff, 0xfe, ..] or [0xfe, 0xff, ..])
        {
            return sample[0] == 0xff ? Encoding.Unicode : Encoding.BigEndianUnicode;
        }

        // Without a mark: in a Latin header in UTF-16, every other byte is NUL. The rows may be in any script.
        var header = sample.TakeWhile(b => b != '\n').ToList();
        var even = header.Where((b, i) => b == 0 && i % 2 == 0).Count();
        var odd = header.Count(b => b == 0) - even;
        return odd > 0 && odd * 3 >= header.Count && even * 4 <= odd ? Encoding.Unicode
            : even > 0 && even * 3 >= header.Count && odd * 4 <= even ? Encoding.BigEndianUnicode
            : Encoding.UTF8;
    }
}
