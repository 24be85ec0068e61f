using System.Globalization;
using System.Text;

namespace Track123.Testing;

/// <summary>Creates faults by kind.</summary>
public static class FaultKinds
{
    private const int HugeBytes = 50 * 1024 * 1024;
    private const int Depth = 10_000;

    private static readonly Lazy<byte[]> Huge = new(() =>
    {
        var body = new byte[HugeBytes];
        body.AsSpan().Fill((byte)' ');
        """{"code":"00000","data":{"accepted":[],"rejected":[]}"""u8.CopyTo(body);
        body[^1] = (byte)'}';
        return body;
    });

    private static readonly byte[] Deep = Encoding.UTF8.GetBytes(
        """{"code":"00000","data":""" + new string('[', Depth) + new string(']', Depth) + "}");

    private static readonly string[] WrongTypes =
    [
        "[]", "\"Success\"", "7", "true", """{"code":"00000","data":7}""", """{"code":"00000","data":"text"}""",
        """{"code":"00000","data":{"accepted":"all","rejected":3}}""", """{"code":{"is":"00000"},"data":[]}""",
    ];

    /// <summary>All kinds.</summary>
    public static IReadOnlyList<FaultKind> All { get; } = Enum.GetValues<FaultKind>();

    /// <summary>The permanent kinds, after which the client must stop: key, credit, path.</summary>
    public static IReadOnlyList<FaultKind> Permanent { get; } =
    [
        FaultKind.Http401, FaultKind.Http403, FaultKind.Http404, FaultKind.OutOfCredit, FaultKind.KeyExpired,
    ];

    /// <summary>The temporary kinds.</summary>
    public static IReadOnlyList<FaultKind> Temporary { get; } = [.. All.Except(Permanent)];

    /// <summary>Creates a fault.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="random">Selects the details, such as whether the request is processed.</param>
    /// <param name="time">The clock for dates.</param>
    public static Fault Create(FaultKind kind, Random random, TimeProvider time)
    {
        // Drawn for every kind, so that later random values of a seed do not depend on the kind.
        var (isProcessed, seed) = (NextBool(random), random.Next());
        return kind switch
        {
            FaultKind.Refused => new() { Break = Break.BeforeHeaders, RefuseDuration = TimeSpan.FromMilliseconds(40) },
            FaultKind.ResetBeforeHeaders => new() { Break = Break.BeforeHeaders, IsProcessed = isProcessed },
            FaultKind.ResetWithinHeaders => new() { Break = Break.WithinHeaders, IsProcessed = isProcessed },
            FaultKind.ResetAfterHeaders => new() { Break = Break.AfterHeaders, IsProcessed = true },
            FaultKind.BodyCut => new() { Break = Break.MidBody, IsProcessed = true },
            FaultKind.BodyGarbled => Mutated(reply => ResponseMutations.Garble(reply, seed)),
            FaultKind.BodyEmpty => Body(200, "", isProcessed),
            FaultKind.BodyNull => Body(200, "null", isProcessed),
            FaultKind.BodyWrongType => Body(200, WrongTypes[seed % WrongTypes.Length], isProcessed),
            FaultKind.BodyWrongCharset => Mutated(ResponseMutations.ToUtf16),
            FaultKind.BodyHuge => Mutated(_ => new(200, Huge.Value), isProcessed),
            FaultKind.BodyDeep => Mutated(_ => new(200, Deep), isProcessed),
            FaultKind.StallBeforeHeaders => new() { Stall = Stall.BeforeHeaders, IsProcessed = isProcessed },
            FaultKind.StallMidBody => new() { Stall = Stall.MidBody },
            FaultKind.Http401 => Body(401, "", isProcessed: false),
            FaultKind.Http403 => Body(403, """{"message":"forbidden"}""", isProcessed: false),
            FaultKind.Http404 => Body(404, "", isProcessed: false),
            FaultKind.Http408 => Body(408, "", isProcessed),
            FaultKind.Http413 => Body(413, "<html><h1>413 Request Entity Too Large</h1></html>", isProcessed: false),
            FaultKind.Http429 => Body(429, "", isProcessed: false),
            FaultKind.Http500 => Body(500, "Internal Server Error", isProcessed),
            FaultKind.Http502 => Body(502, "<html><body><h1>502 Bad Gateway</h1></body></html>", isProcessed),
            FaultKind.Http503Seconds => Body(503, "", isProcessed, ("Retry-After", "1")),
            FaultKind.Http503Date => Body(503, "", isProcessed, ("Retry-After", InOneSecond(time))),
            FaultKind.Http504 => Body(504, "", isProcessed),
            FaultKind.A0706 => Code("A0706", isProcessed: false),
            FaultKind.A0706Http429 => Code("A0706", isProcessed: false, status: 429),
            FaultKind.B0001 => Code("B0001", isProcessed),
            FaultKind.B0100 => Code("B0100", isProcessed),
            FaultKind.B0210 => Code("B0210", isProcessed: false),
            FaultKind.B0300 => Code("B0300", isProcessed),
            FaultKind.B0310 => Code("B0310", isProcessed, message: "Success"),
            FaultKind.OutOfCredit => Code("101107", isProcessed: false),
            FaultKind.KeyExpired => Code("A0230", isProcessed: false, status: NextBool(random) ? 200 : 401),
            FaultKind.RowsFewer => Rows(rows => ResponseMutations.RemoveRows(rows, seed)),
            FaultKind.RowsMore => Rows(ResponseMutations.AddRows),
            FaultKind.RowsReordered => Rows(rows => ResponseMutations.ShuffleRows(rows, seed)),
            FaultKind.RowsRepeated => Rows(ResponseMutations.DuplicateRows),
            FaultKind.IndexWrong => Rows(ResponseMutations.ChangeIndexes),
            FaultKind.IndexMissing => Rows(ResponseMutations.RemoveIndexes),
            FaultKind.ResponseLost => new() { LoseResponse = true },
            FaultKind.Redirect => Body(302, "", isProcessed: false, ("Location", "http://127.0.0.2:9/elsewhere")),
            FaultKind.ProxyAuthentication => Body(407, "", isProcessed: false, ("Proxy-Authenticate", "Basic realm=\"proxy\"")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind."),
        };
    }

    // Not used for secrets; a run must be repeatable.
#pragma warning disable CA5394
    private static bool NextBool(Random random) => random.Next(2) == 0;
#pragma warning restore CA5394

    private static string InOneSecond(TimeProvider time) =>
        time.GetUtcNow().AddSeconds(1).ToString("R", CultureInfo.InvariantCulture);

    private static Fault Body(int status, string body, bool isProcessed, params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Body = body,
        IsProcessed = isProcessed,
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.Ordinal),
    };

    private static Fault Code(string code, bool isProcessed, int status = 200, string message = "system execution error") =>
        Body(status, $$"""{"code":"{{code}}","data":null,"msg":"{{message}}"}""", isProcessed);

    private static Fault Mutated(Func<InMemory.Wire.SandboxReply, InMemory.Wire.SandboxReply> mutate, bool isProcessed = true) =>
        new() { Mutation = mutate, IsProcessed = isProcessed };

    private static Fault Rows(Action<ResponseRows> mutate) => Mutated(reply => ResponseMutations.Apply(reply, mutate));
}
