using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>Handles one request from its arrival to the end of its response.</summary>
internal sealed class Exchange(TestServer server)
{
    public const string BasePath = "/gateway/open-api";

    public async Task HandleAsync(HttpContext context)
    {
        // This comes first, because the rate limit applies to the time of arrival, not of processing.
        var path = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var received = server.Requests.Add(index => Describe(context, path, index));
        var request = new SandboxRequest(received.Method, ServicePath(path), received.Headers, default);
        var rejection = server.Account.Admit(request);
        if (rejection?.Status == StatusCodes.Status429TooManyRequests)
        {
            server.Requests.SetLimited(received);
        }

        var arrived = server.Time.GetTimestamp();
        using var disconnected = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, server.Closing);
        var isDone = false;
        try
        {
            server.Requests.SetBody(received, await ReadAsync(context, disconnected.Token));
            var fault = rejection is null ? server.Faults.Take(received, path) : null;
            var reply = rejection ?? this.Reply(received, path, fault);

            var delay = fault?.Delay ?? server.Delays.Next(server.Latency, server.Jitter);
            var left = delay - server.Time.GetElapsedTime(arrived);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, server.Time, disconnected.Token);
            }

            if (fault?.RefuseDuration is { } duration)
            {
                server.Transport.Refuse(duration);
            }

            if (fault is { ResetPoint: not Break.None and var place })
            {
                isDone = true;
                await BreakAsync(context, received, reply, place, disconnected.Token);
                return;
            }

            await SendAsync(context, received, reply, fault?.Stall ?? Stall.None, disconnected.Token);
            isDone = true;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            // The client disconnected or the server stops, so no response is sent.
        }
        finally
        {
            server.Requests.Close(received, isAborted: !isDone && context.RequestAborted.IsCancellationRequested);
        }
    }

    // The service exists only under its base path; the account would accept any path.
    private static string ServicePath(string path) =>
        path.StartsWith(BasePath + "/", StringComparison.Ordinal) ? path : "/";

    private static async Task<byte[]> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.ContentLength == 0)
        {
            return [];
        }

        using var stream = new MemoryStream((int)(context.Request.ContentLength ?? 0));
        await context.Request.Body.CopyToAsync(stream, cancellationToken);
        return stream.ToArray();
    }

    private static async Task SendAsync(
        HttpContext context, ReceivedRequest received, SandboxReply reply, Stall stall,
        CancellationToken cancellationToken)
    {
        if (stall == Stall.BeforeHeaders)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        WriteHead(context, received, reply);
        if (stall == Stall.MidBody)
        {
            await context.Response.Body.WriteAsync(reply.Body[..(reply.Body.Length / 2)], cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        await context.Response.Body.WriteAsync(reply.Body, cancellationToken);
    }

    private static void WriteHead(HttpContext context, ReceivedRequest received, SandboxReply reply)
    {
        // Recorded first, so that a client that has read the response finds it in the log.
        received.Status = reply.Status;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentLength = reply.Body.Length;
        foreach (var header in reply.Headers)
        {
            context.Response.Headers[header.Key] = header.Value;
        }
    }

    private static async Task BreakAsync(
        HttpContext context, ReceivedRequest received, SandboxReply reply, Break place,
        CancellationToken cancellationToken)
    {
        if (place == Break.WithinHeaders
            && context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            // Bypasses Kestrel, which sends only complete headers.
            await connection.Socket.SendAsync(
                "HTTP/1.1 200 OK\r\nContent-Type: applica"u8.ToArray(), cancellationToken);
        }
        else if (place is Break.AfterHeaders or Break.MidBody)
        {
            WriteHead(context, received, reply);
            await context.Response.Body.WriteAsync(
                reply.Body[..(place == Break.MidBody ? reply.Body.Length / 2 : 0)], cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }

        Reset(context);
    }

    private static void Reset(HttpContext context)
    {
        // A linger time of zero turns the close into a reset; a plain abort would close the stream normally.
        if (context.Features.Get<IConnectionSocketFeature>() is { } connection)
        {
            connection.Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Abort();
    }

    private static SandboxReply Scripted(Fault fault)
    {
        var body = System.Text.Encoding.UTF8.GetBytes(fault.Body ?? "");
        var headers = fault.Headers.ToList();
        if (!headers.Exists(header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", "application/json"));
        }

        return new SandboxReply(fault.Status ?? StatusCodes.Status200OK, body, headers);
    }

    private SandboxReply Reply(ReceivedRequest received, string path, Fault? fault)
    {
        var processed = fault is { SkipsProcessing: true } ? null : this.Process(received, path);
        return fault?.Mutation is { } mutate ? mutate(processed ?? Scripted(fault))
            : processed is null || fault is { Status: not null } or { Body: not null } ? Scripted(fault!)
            : processed;
    }

    private SandboxReply Process(ReceivedRequest received, string path)
    {
        if (server.Canned is { } canned && path.EndsWith("/track/query", StringComparison.Ordinal))
        {
            return canned.Answer(received.Body);
        }

        var reply = server.Account.Answer(
            new SandboxRequest(received.Method, ServicePath(path), received.Headers, received.Body));
        if (server.KeepsLedger && path.EndsWith("/track/import", StringComparison.Ordinal)
            && !path.Contains("/ocean/", StringComparison.Ordinal)
            && !path.Contains("/aviation/", StringComparison.Ordinal))
        {
            server.Ledger.Record(reply);
        }

        return reply;
    }

    private ReceivedRequest Describe(HttpContext context, string path, int index) => new()
    {
        Index = index,
        ArrivedAt = server.Time.GetUtcNow(),
        Arrived = server.Time.GetElapsedTime(server.Started),
        Method = context.Request.Method,
        Path = path,
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
    };
}
