using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Track123.InMemory;

namespace Track123.Client.Tests;

/// <summary>A sandbox account with a stopped clock, and a minimal client that sends and receives raw bytes.</summary>
internal sealed class SandboxCaller : IDisposable
{
    public const string Import = "tk/v2.1/track/import";
    public const string Query = "tk/v2.1/track/query";
    public const string Carriers = "tk/v2.1/courier/list";

    private readonly HttpClient http;

    public SandboxCaller(SandboxOptions? options = null)
    {
        // There is no rate limit unless the test sets one.
        this.Account = new SandboxAccount(options ?? new SandboxOptions { RequestsPerSecond = null }, this.Time);
        this.http = new HttpClient(this.Account.CreateHandler())
        {
            BaseAddress = new Uri("https://sandbox.invalid/gateway/open-api/"),
        };
    }

    /// <summary>The clock, which starts on 2 March 2026 at 01:20:36 UTC. The portal shows this as 09:20:36.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 20, 36, TimeSpan.Zero));

    public SandboxAccount Account { get; }

    public static HttpRequestMessage Request(string path, string? body, string? key = null)
    {
        var request = new HttpRequestMessage(
            body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(path, UriKind.RelativeOrAbsolute));
        if (key is not null)
        {
            request.Headers.Add("Track123-Api-Secret", key);
        }

        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        return request;
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await this.http.SendAsync(request);
        return await Answer.ReadAsync(response);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using var request = Request(path, body: null);
        return await this.SendAsync(request);
    }

    public async Task<Answer> PostAsync(string path, string body)
    {
        using var request = Request(path, body);
        return await this.SendAsync(request);
    }

    /// <summary>Registers numbers and asserts that all are accepted.</summary>
    public async Task RegisterAsync(params string[] numbers)
    {
        foreach (var chunk in numbers.Chunk(100))
        {
            var answer = await this.PostAsync(
                Import,
                $"[{string.Join(',', chunk.Select(number => $$"""{"trackNo":"{{number}}","country":"DE"}"""))}]");
            Assert.Empty(answer.Data.GetProperty("rejected").EnumerateArray());
        }
    }

    /// <summary>Registers one item, asserts that it is rejected, and returns the error message.</summary>
    public async Task<string> RegisterRejectedAsync(string item)
    {
        var answer = await this.PostAsync(Import, $"[{item}]");
        Assert.Equal((200, "00000"), (answer.Status, answer.Code));
        Assert.Empty(answer.Data.GetProperty("accepted").EnumerateArray());
        var rejected = Assert.Single(answer.Data.GetProperty("rejected").EnumerateArray());
        Assert.Equal(0, rejected.GetProperty("index").GetInt32());
        Assert.StartsWith(
            "A04", rejected.GetProperty("error").GetProperty("code").GetString(), StringComparison.Ordinal);
        return rejected.GetProperty("error").GetProperty("msg").GetString()!;
    }

    /// <summary>Queries one number, asserts that it is found, and returns its record.</summary>
    public async Task<JsonElement> RecordAsync(string number)
    {
        var answer = await this.PostAsync(Query, $$"""{"trackNoInfos":[{"trackNo":"{{number}}"}]}""");
        return Assert.Single(answer.Content.EnumerateArray());
    }

    public void Dispose() => this.http.Dispose();
}

/// <summary>A response whose body is read as JSON.</summary>
internal sealed record Answer(int Status, string Text, JsonElement Json)
{
    public string? Code => this.Json.TryGetProperty("code", out var code) ? code.GetString() : null;

    public string? Message =>
        this.Json.TryGetProperty("message", out var text) ? text.GetString() : this.Json.GetProperty("msg").GetString();

    public JsonElement Data => this.Json.GetProperty("data");

    public JsonElement Accepted => this.Data.GetProperty("accepted");

    public JsonElement Rejected => this.Data.GetProperty("rejected");

    /// <summary>The status, code and message of a rejected request.</summary>
    public (int Status, string? Code, string? Message) Outcome => (this.Status, this.Code, this.Message);

    public JsonElement Content => this.Accepted.GetProperty("content");

    public string Cursor => this.Accepted.GetProperty("cursor").GetString()!;

    public IEnumerable<string> Numbers =>
        this.Content.EnumerateArray().Select(record => record.GetProperty("trackNo").GetString()!);

    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync();
        using var json = JsonDocument.Parse(bytes);
        return new Answer((int)response.StatusCode, Encoding.UTF8.GetString(bytes), json.RootElement.Clone());
    }
}
