using System.Text;
using System.Text.Json;
using Track123.Json;

namespace Track123;

/// <summary>
/// The frame of a webhook's body: signature, timestamp, and where its records stand (contract 6.2). It is read in one walk over the bytes, which also
/// sees to it that all of it is sound JSON whose every text can be read, before anything is made of it.
/// </summary>
internal sealed class WebhookBody
{
    /// <summary>The most records in one body. The service sends one; an array is tolerated.</summary>
    private const int MostRecords = 100;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private string? outerTimestamp;
    private string? outerSignature;
    private bool hasData;

    private WebhookBody(byte[] bytes) => this.Bytes = bytes;

    public byte[] Bytes { get; }

    /// <summary>The timestamp as received: of a text its content, of a number its digits.</summary>
    public string? Timestamp { get; private set; }

    public string? Signature { get; private set; }

    /// <summary>Where the records stand in the bytes.</summary>
    public List<(int Start, int Length)> Records { get; } = [];

    /// <summary>True if the record is the body itself, signature and timestamp among its fields.</summary>
    public bool IsBare => !this.hasData;

    /// <summary>Reads a body.</summary>
    /// <exception cref="Track123Exception"><see cref="Track123ErrorKind.WebhookInvalid"/>: it is no webhook.</exception>
    public static WebhookBody Read(byte[] bytes)
    {
        try
        {
            _ = Strict.GetCharCount(bytes);
            var body = new WebhookBody(bytes);
            body.ReadRoot();
            return body;
        }
        catch (JsonException e)
        {
            throw Invalid("It is not JSON, is cut short, or is nested more than 64 levels deep.", e);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException)
        {
            throw Invalid("It holds text that is no Unicode.", e);
        }
    }

    public static Track123Exception Invalid(string reason, Exception? inner = null) =>
        new(Track123ErrorKind.WebhookInvalid, "This is no webhook of Track123's Open API. " + reason, inner);

    private void ReadRoot()
    {
        var start = this.Bytes is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
        var reader = new Utf8JsonReader(this.Bytes.AsSpan(start));
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid("It is JSON, but no object.");
        }

        var first = start + (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                this.ReadData(ref reader, start);
            }
            else if (reader.ValueTextEquals("verify"u8))
            {
                reader.Read();
                this.ReadVerify(ref reader);
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                reader.Read();
                this.outerTimestamp = ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("signature"u8))
            {
                reader.Read();
                this.outerSignature = ReadText(ref reader);
            }
            else
            {
                reader.Read();
                Walk(ref reader);
            }
        }

        var end = start + (int)reader.BytesConsumed;

        // Anything but white space after it throws.
        reader.Read();
        this.Timestamp ??= this.outerTimestamp;
        this.Signature ??= this.outerSignature;
        if (!this.hasData)
        {
            this.Records.Add((first, end - first));
        }
    }

    private void ReadData(ref Utf8JsonReader reader, int offset)
    {
        this.hasData = true;
        this.Records.Clear();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                this.AddRecord(ref reader, offset);
            }
        }
        else
        {
            this.AddRecord(ref reader, offset);
        }
    }

    private void AddRecord(ref Utf8JsonReader reader, int offset)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return;
        }

        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw Invalid("Its data is neither a record nor a list of records.");
        }

        if (this.Records.Count == MostRecords)
        {
            throw Invalid($"It holds more than {MostRecords} records.");
        }

        var first = (int)reader.TokenStartIndex;
        Walk(ref reader);
        this.Records.Add((offset + first, (int)reader.BytesConsumed - first));
    }

    private void ReadVerify(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            Walk(ref reader);
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isTimestamp = reader.ValueTextEquals("timestamp"u8);
            var isSignature = reader.ValueTextEquals("signature"u8);
            reader.Read();
            if (isTimestamp)
            {
                this.Timestamp = ReadText(ref reader);
            }
            else if (isSignature)
            {
                this.Signature = ReadText(ref reader);
            }
            else
            {
                Walk(ref reader);
            }
        }
    }

    private static string? ReadText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            return LenientString.Read(ref reader);
        }

        Walk(ref reader);
        return null;
    }

    // Like Skip, but an escape such as \ud800 that stands for no text is found here, and not when somebody looks at the field.
    private static void Walk(ref Utf8JsonReader reader)
    {
        var depth = reader.CurrentDepth;
        Look(ref reader);
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            while (reader.Read() && reader.CurrentDepth > depth)
            {
                Look(ref reader);
            }
        }
    }

    private static void Look(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
        {
            _ = reader.GetString();
        }
    }
}
