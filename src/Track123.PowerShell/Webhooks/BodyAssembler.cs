using System.Collections;
using System.Text;
using Track123.Json;
using Track123.Webhooks;

namespace Track123.Commands;

/// <summary>
/// Assembles webhook bodies from pipeline input: complete bodies, lines of text, or single bytes.
/// </summary>
internal sealed class BodyAssembler(Action<byte[], object?> take, Action<ErrorRecord> writeError)
{
    private readonly StringBuilder lines = new();
    private readonly List<byte> bytes = [];
    private int depth;
    private bool isInText;
    private bool isEscaped;

    /// <summary>Adds an input object.</summary>
    public void Add(PSObject? input)
    {
        var value = input?.BaseObject;
        if (value is not byte)
        {
            this.FlushBytes();
        }

        if (value is not string)
        {
            this.FlushLines();
        }

        switch (value)
        {
            case byte one:
                // One byte beyond the limit makes the body invalid, so further bytes are not needed.
                if (this.bytes.Count <= WebhookBody.MaxBytes)
                {
                    this.bytes.Add(one);
                }

                break;
            case string text:
                this.AddText(text);
                break;
            case null:
                take([], null);
                break;
            case byte[] body:
                take(body, null);
                break;
            case object[] items when items.Length > 0 && Array.TrueForAll(items, i => AsByte(i) is not null):
                take([.. items.Select(i => AsByte(i)!.Value)], null);
                break;
            case object[] items:
                foreach (var item in items)
                {
                    this.Add(PSObject.AsPSObject(item ?? ""));
                }

                break;
            case FileInfo file:
                this.AddFile(file.FullName);
                break;
            case IDictionary or PSCustomObject:
                this.AddParsed(input!);
                break;
            default:
                writeError(Track123Error.InvalidRequest(
                    $"An object of type '{value.GetType().FullName}' is not a webhook body. Use text, bytes or a file.",
                    input));
                break;
        }
    }

    /// <summary>Adds the content of a file.</summary>
    public void AddFile(string path)
    {
        byte[] body;
        try
        {
            // One byte more than the limit shows that the file is too large.
            using var reader = new BinaryReader(File.OpenRead(path));
            body = reader.ReadBytes(WebhookBody.MaxBytes + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            writeError(Track123Error.InvalidRequest(e.Message, path));
            return;
        }

        take(body, path);
    }

    /// <summary>Passes on the remaining body, even if it is incomplete.</summary>
    public void Complete()
    {
        this.FlushBytes();
        this.FlushLines();
    }

    private static byte? AsByte(object? item) => item.Unwrap() as byte?;

    private void AddParsed(PSObject parsed)
    {
        string json;
        try
        {
            json = JsonConversion.Write(parsed, PlainObjects.Unwrap);
        }
        catch (Track123Exception e)
        {
            writeError(Track123Error.From(e, parsed));
            return;
        }

        take(Encoding.UTF8.GetBytes(json), parsed);
    }

    // A body that starts with a brace or bracket ends with the line that contains the matching one. Counting braces,
    // unlike parsing, also finds the end of an invalid body, so that the next body is not lost. Any other text is a
    // complete body.
    private void AddText(string text)
    {
        if (this.lines.Length > 0)
        {
            this.lines.Append('\n');
        }
        else if (text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n') is not ['{' or '[', ..])
        {
            take(Encoding.UTF8.GetBytes(text), text);
            return;
        }

        this.lines.Append(text);
        foreach (var c in text)
        {
            this.CountBraces(c);
        }

        if (this.depth <= 0 || this.lines.Length > WebhookBody.MaxBytes)
        {
            this.FlushLines();
        }
    }

    private void CountBraces(char c)
    {
        if (this.isInText)
        {
            this.isInText = this.isEscaped || c != '"';
            this.isEscaped = !this.isEscaped && c == '\\';
            return;
        }

        this.isInText = c == '"';
        this.depth += c is '{' or '[' ? 1 : c is '}' or ']' ? -1 : 0;
    }

    private void FlushLines()
    {
        if (this.lines.Length > 0)
        {
            var text = this.lines.ToString();
            this.lines.Clear();
            (this.depth, this.isInText, this.isEscaped) = (0, false, false);
            take(Encoding.UTF8.GetBytes(text), text);
        }
    }

    private void FlushBytes()
    {
        if (this.bytes.Count > 0)
        {
            byte[] body = [.. this.bytes];
            this.bytes.Clear();
            take(body, null);
        }
    }
}
