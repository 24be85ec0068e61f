using System.Globalization;
using System.Text.Json;

namespace Track123.Testing;

/// <summary>
/// Lets tests in another process control the server: <c>GET /_test/requests</c>, <c>/_test/account</c>,
/// <c>/_test/counts</c>, <c>/_test/webhooks</c> and <c>/_test/wait</c>, and <c>POST</c> to <c>/_test/reset</c>,
/// <c>/_test/settings</c>, <c>/_test/advance</c>, <c>/_test/script</c>, <c>/_test/mix</c>, <c>/_test/start</c> and
/// <c>/_test/stop</c> with a JSON object.
/// </summary>
internal sealed class ControlEndpoints(TestServer server)
{
    private static readonly TimeSpan WaitTimeout = TimeSpan.FromSeconds(60);

    public async Task HandleAsync(HttpContext context)
    {
        try
        {
            switch (context.Request.Method + " " + context.Request.Path)
            {
                case "GET /_test/requests":
                    await this.ListAsync(context);
                    return;
                case "GET /_test/account":
                    await context.Response.WriteAsJsonAsync(
                        new { trackingCount = server.Account.TrackingCount, credits = server.Account.Credits },
                        context.RequestAborted);
                    return;
                case "GET /_test/counts":
                    await this.CountAsync(context);
                    return;
                case "GET /_test/webhooks":
                    await context.Response.WriteAsJsonAsync(server.WebhookAttempts, context.RequestAborted);
                    return;
                case "GET /_test/wait":
                    await this.WaitAsync(context);
                    return;
                case "POST /_test/start":
                    var key = (await ReadAsync(context)).GetProperty("apiKey").GetString() ?? "";
                    await context.Response.WriteAsJsonAsync(
                        new { baseUri = await server.StartAnotherAsync(key, context.RequestAborted) },
                        context.RequestAborted);
                    return;
                case "POST /_test/stop":
                    await server.StopAnotherAsync(
                        new Uri((await ReadAsync(context)).GetProperty("baseUri").GetString() ?? ""));
                    break;
                case "POST /_test/reset":
                    server.Reset();
                    break;
                case "POST /_test/settings":
                    this.Apply(await ReadAsync(context));
                    break;
                case "POST /_test/advance":
                    server.Account.Advance(
                        TimeSpan.FromSeconds((await ReadAsync(context)).GetProperty("seconds").GetDouble()));
                    break;
                case "POST /_test/script":
                    this.Script(await ReadAsync(context));
                    break;
                case "POST /_test/mix":
                    this.Mix(await ReadAsync(context));
                    break;
                default:
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    return;
            }

            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException or ArgumentException or OverflowException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync(error.Message, context.RequestAborted);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        return body.RootElement.Clone();
    }

    private static Stall ReadStall(string? text) => text switch
    {
        null or "none" => Stall.None,
        "headers" => Stall.BeforeHeaders,
        "body" => Stall.MidBody,
        _ => throw new FormatException($"Unknown stall '{text}'. Use none, headers or body."),
    };

    // Responds when enough requests have arrived at a path (?count=2&path=track/import), when that many of them were
    // aborted by the client (&aborted=true), or when that many webhook deliveries were attempted (?webhooks=2).
    private async Task WaitAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var path = query["path"].ToString();
        var onlyAborted = query["aborted"] == "true";
        Func<RequestLog, bool> condition = query.ContainsKey("webhooks")
            ? _ => server.WebhookAttempts.Count >= Number("webhooks")
            : log => log.All().Count(request => request.Path.EndsWith(path, StringComparison.Ordinal)
                && (request.IsAborted || !onlyAborted)) >= Number("count");
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        timeout.CancelAfter(WaitTimeout);
        try
        {
            await server.Requests.WaitAsync(condition, timeout.Token);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = StatusCodes.Status408RequestTimeout;
            await context.Response.WriteAsync(
                $"The condition was not met after {WaitTimeout.TotalSeconds} s: {context.Request.QueryString}", context.RequestAborted);
        }

        int Number(string name) => int.Parse(query[name].ToString(), CultureInfo.InvariantCulture);
    }

    private async Task ListAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartArray();
        foreach (var request in server.Requests.All())
        {
            writer.WriteStartObject();
            writer.WriteNumber("index", request.Index);
            writer.WriteString("arrivedAt", request.ArrivedAt);
            writer.WriteNumber("arrivedMs", request.Arrived.TotalMilliseconds);
            writer.WriteString("method", request.Method);
            writer.WriteString("path", request.Path);
            writer.WriteStartObject("headers");
            foreach (var header in request.Headers)
            {
                writer.WriteString(header.Key, header.Value);
            }

            writer.WriteEndObject();
            writer.WriteString("body", request.BodyText);
            if (request.Status is { } status)
            {
                writer.WriteNumber("status", status);
            }
            else
            {
                writer.WriteNull("status");
            }

            writer.WriteBoolean("limited", request.IsLimited);
            writer.WriteBoolean("aborted", request.IsAborted);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private async Task CountAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteNumber("received", server.Requests.Received);
        writer.WriteNumber("limited", server.Requests.Limited);
        writer.WriteNumber("aborted", server.Requests.Aborted);
        writer.WriteNumber("bodyBytes", server.Requests.BodyBytes);
        writer.WriteEndObject();
    }

    private void Apply(JsonElement settings)
    {
        foreach (var setting in settings.EnumerateObject())
        {
            switch (setting.Name)
            {
                case "latencyMs":
                    server.Latency = TimeSpan.FromMilliseconds(setting.Value.GetDouble());
                    break;
                case "jitterMs":
                    server.Jitter = TimeSpan.FromMilliseconds(setting.Value.GetDouble());
                    break;
                case "rate":
                    server.RequestsPerSecond = setting.Value.ValueKind == JsonValueKind.Null
                        ? null
                        : setting.Value.GetInt32();
                    break;
                case "credits":
                    server.Account.Credits = setting.Value.GetInt32();
                    break;
                case "webhookUri":
                    server.Account.WebhookUri = setting.Value.GetString() is { } uri ? new Uri(uri) : null;
                    break;
                case "bodyForms":
                    foreach (var form in setting.Value.EnumerateObject())
                    {
                        server.Account.BodyForms[form.Name] = form.Value.GetString()!;
                    }

                    break;
                case "knowsBatchUpdate":
                    server.Account.KnowsBatchUpdate = setting.Value.GetBoolean();
                    break;
                default:
                    throw new FormatException(
                        $"Unknown setting '{setting.Name}'. Use latencyMs, jitterMs, rate, credits, webhookUri, bodyForms or "
                        + "knowsBatchUpdate.");
            }
        }
    }

    private void Script(JsonElement script)
    {
        var (path, times, from, fault) = ("", 1, 0, new Fault());
        foreach (var member in script.EnumerateObject())
        {
            var value = member.Value;
            switch (member.Name)
            {
                case "path":
                    path = value.GetString() ?? "";
                    break;
                case "times":
                    times = value.GetInt32();
                    break;
                case "fromIndex":
                    from = value.GetInt32();
                    break;
                case "status":
                    fault = fault with { Status = value.GetInt32() };
                    break;
                case "body":
                    var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
                    fault = fault with { Body = text };
                    break;
                case "headers":
                    fault = fault with
                    {
                        Headers = value.EnumerateObject().ToDictionary(
                            header => header.Name, header => header.Value.GetString() ?? "", StringComparer.Ordinal),
                    };
                    break;
                case "delayMs":
                    fault = fault with { Delay = TimeSpan.FromMilliseconds(value.GetDouble()) };
                    break;
                case "stall":
                    fault = fault with { Stall = ReadStall(value.GetString()) };
                    break;
                case "reset":
                    fault = fault with { Reset = value.GetBoolean() };
                    break;
                case "loseResponse":
                    fault = fault with { LoseResponse = value.GetBoolean() };
                    break;
                default:
                    throw new FormatException(
                        $"Unknown member '{member.Name}'. Use path, status, body, headers, delayMs, stall, reset, loseResponse, fromIndex or times.");
            }
        }

        server.Script(path, request => request.Index >= from ? fault : null, times);
    }

    // Without kinds, the mix has those that are temporary.
    private void Mix(JsonElement mix)
    {
        var path = mix.TryGetProperty("path", out var end) ? end.GetString() ?? "" : "";
        var kinds = mix.TryGetProperty("kinds", out var named)
            ? [.. named.EnumerateArray().Select(kind => Enum.Parse<FaultKind>(kind.GetString() ?? ""))]
            : FaultKinds.Temporary;
        server.Script(path, new(mix.GetProperty("seed").GetInt32(), mix.GetProperty("rate").GetDouble(), kinds));
    }
}
