using System.Collections;
using System.Text;
using Track123.Json;

namespace Track123.Commands;

/// <summary>
/// Puts bodies together from what a pipeline brings: whole ones in any form, and text line by line or bytes one by one, as PowerShell hands on what
/// is piped.
/// </summary>
internal sealed class WebhookBodies(Action<byte[], object?> take, Action<ErrorRecord> writeError)
{
    private readonly StringBuilder lines = new();
    private readonly List<byte> bytes = [];
    private int depth;
    private bool isInText;
    private bool isEscaped;

    /// <summary>Takes in what was piped or given.</summary>
    public void Add(PSObject? piped)
    {
        var given = piped?.BaseObject;
        if (given is byte one)
        {
            this.EndLines();

            // More than a body may have is no body, and need not be gathered.
            if (this.bytes.Count <= WebhookReader.MostBytes)
                this.bytes.Add(one);

            return;
        }

        this.EndBytes();
        if (given is string text)
        {
            this.AddText(text);
            return;
        }

        this.EndLines();
        switch (given)
        {
            case null:
                take([], null);
                break;
            case byte[] body:
                take(body, null);
                break;
            case object[] items when items.Length > 0 && items.All(i => i is byte || i is PSObject { BaseObject: byte }):
                take([.. items.Select(i => (byte)(i is PSObject wrapped ? wrapped.BaseObject : i))], null);
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
                this.AddParsed(piped!);
                break;
            default:
                writeError(Track123Error.InvalidRequest(
                    $"A {given.GetType().FullName} is no webhook's body. Give text, bytes or a file.", piped));
                break;
        }
    }

    /// <summary>Takes in a file.</summary>
    public void AddFile(string path)
    {
        byte[] body;
        try
        {
            using var file = File.OpenRead(path);

            // One byte more than is allowed is enough to see that there are too many.
            body = new byte[Math.Min(file.Length, WebhookReader.MostBytes + 1)];
            var read = 0;
            while (read < body.Length && file.Read(body, read, body.Length - read) is > 0 and var count)
            {
                read += count;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            writeError(Track123Error.InvalidRequest(e.Message, path));
            return;
        }

        take(body, path);
    }

    /// <summary>Takes what is left, complete or not.</summary>
    public void Complete()
    {
        this.EndBytes();
        this.EndLines();
    }

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

    // A text that begins no object is a body by itself, if a bad one; one that begins an object is whole once its last brace is there.
    private void AddText(string text)
    {
        var begins = text.TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (this.lines.Length == 0 && (begins.Length == 0 || begins[0] is not ('{' or '[')))
        {
            take(Encoding.UTF8.GetBytes(text), text);
            return;
        }

        if (this.lines.Length > 0)
            this.lines.Append('\n');

        this.lines.Append(text);
        foreach (var c in text)
        {
            this.Follow(c);
        }

        if (this.depth <= 0 || this.lines.Length > WebhookReader.MostBytes)
            this.EndLines();
    }

    private void Follow(char c)
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

    private void EndLines()
    {
        if (this.lines.Length == 0)
            return;

        var text = this.lines.ToString();
        this.lines.Clear();
        (this.depth, this.isInText, this.isEscaped) = (0, false, false);
        take(Encoding.UTF8.GetBytes(text), text);
    }

    private void EndBytes()
    {
        if (this.bytes.Count == 0)
            return;

        byte[] body = [.. this.bytes];
        this.bytes.Clear();
        take(body, null);
    }
}
