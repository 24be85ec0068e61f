using System.Globalization;
using System.Text;

namespace Track123.Testing;

/// <summary>What each kind of fault is made of.</summary>
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

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FaultKind> All { get; } = Enum.GetValues<FaultKind>();

    /// <summary>Those after which it makes no sense to go on: key, credit, path.</summary>
    public static IReadOnlyList<FaultKind> Final { get; } =
    [
        FaultKind.Http401, FaultKind.Http403, FaultKind.Http404, FaultKind.OutOfCredit, FaultKind.KeyExpired,
    ];

    /// <summary>Those that pass.</summary>
    public static IReadOnlyList<FaultKind> Passing { get; } = [.. All.Except(Final)];

    /// <summary>Makes a fault of a kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="random">Chooses what the kind leaves open: where it strikes, and whether the work is done.</param>
    /// <param name="time">The clock that dates are reckoned by.</param>
    public static Fault Make(FaultKind kind, Random random, TimeProvider time)
    {
        // Chosen for every kind, so that the later choices of a seed do not depend on it.
        var (does, seed) = (Coin(random), random.Next());
        return kind switch
        {
            FaultKind.Refused => new() { Break = Break.BeforeHeaders, Refuses = TimeSpan.FromMilliseconds(40) },
            FaultKind.ResetBeforeHeaders => new() { Break = Break.BeforeHeaders, DoesWork = does },
            FaultKind.ResetWithinHeaders => new() { Break = Break.WithinHeaders, DoesWork = does },
            FaultKind.ResetAfterHeaders => new() { Break = Break.AfterHeaders, DoesWork = true },
            FaultKind.BodyCut => new() { Break = Break.MidBody, DoesWork = true },
            FaultKind.BodyGarbled => Twisted(reply => AnswerTwists.Garble(reply, seed)),
            FaultKind.BodyEmpty => Body(200, "", does),
            FaultKind.BodyNull => Body(200, "null", does),
            FaultKind.BodyWrongType => Body(200, WrongTypes[seed % WrongTypes.Length], does),
            FaultKind.BodyWrongCharset => Twisted(AnswerTwists.ToUtf16),
            FaultKind.BodyHuge => Twisted(_ => new(200, Huge.Value), does),
            FaultKind.BodyDeep => Twisted(_ => new(200, Deep), does),
            FaultKind.StallBeforeHeaders => new() { Stall = Stall.BeforeHeaders, DoesWork = does },
            FaultKind.StallMidBody => new() { Stall = Stall.MidBody },
            FaultKind.Http401 => Body(401, "", does: false),
            FaultKind.Http403 => Body(403, """{"message":"forbidden"}""", does: false),
            FaultKind.Http404 => Body(404, "", does: false),
            FaultKind.Http408 => Body(408, "", does),
            FaultKind.Http413 => Body(413, "<html><h1>413 Request Entity Too Large</h1></html>", does: false),
            FaultKind.Http429 => Body(429, "", does: false),
            FaultKind.Http500 => Body(500, "Internal Server Error", does),
            FaultKind.Http502 => Body(502, "<html><body><h1>502 Bad Gateway</h1></body></html>", does),
            FaultKind.Http503Seconds => Body(503, "", does, ("Retry-After", "1")),
            FaultKind.Http503Date => Body(503, "", does, ("Retry-After", InASecond(time))),
            FaultKind.Http504 => Body(504, "", does),
            FaultKind.A0706 => Code("A0706", does: false),
            FaultKind.A0706Http429 => Code("A0706", does: false, status: 429),
            FaultKind.B0001 => Code("B0001", does),
            FaultKind.B0100 => Code("B0100", does),
            FaultKind.B0210 => Code("B0210", does: false),
            FaultKind.B0300 => Code("B0300", does),
            FaultKind.B0310 => Code("B0310", does, message: "Success"),
            FaultKind.OutOfCredit => Code("101107", does: false),
            FaultKind.KeyExpired => Code("A0230", does: false, status: Coin(random) ? 200 : 401),
            FaultKind.RowsFewer => Rows(rows => AnswerTwists.Fewer(rows, seed)),
            FaultKind.RowsMore => Rows(AnswerTwists.More),
            FaultKind.RowsReordered => Rows(rows => AnswerTwists.Reorder(rows, seed)),
            FaultKind.RowsRepeated => Rows(AnswerTwists.Repeat),
            FaultKind.IndexWrong => Rows(AnswerTwists.WrongIndex),
            FaultKind.IndexMissing => Rows(AnswerTwists.NoIndex),
            FaultKind.AnswerLost => new() { LoseAnswer = true },
            FaultKind.Redirect => Body(302, "", does: false, ("Location", "http://127.0.0.2:9/elsewhere")),
            FaultKind.ProxyAuthentication => Body(407, "", does: false, ("Proxy-Authenticate", "Basic realm=\"proxy\"")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
        };
    }

    // Not for secrets: a run must be repeatable.
#pragma warning disable CA5394
    private static bool Coin(Random random) => random.Next(2) == 0;
#pragma warning restore CA5394

    private static string InASecond(TimeProvider time) =>
        time.GetUtcNow().AddSeconds(1).ToString("R", CultureInfo.InvariantCulture);

    private static Fault Body(int status, string body, bool does, params (string Name, string Value)[] headers) => new()
    {
        Status = status,
        Body = body,
        DoesWork = does,
        Headers = headers.ToDictionary(h => h.Name, h => h.Value, StringComparer.Ordinal),
    };

    private static Fault Code(string code, bool does, int status = 200, string message = "system execution error") =>
        Body(status, $$"""{"code":"{{code}}","data":null,"msg":"{{message}}"}""", does);

    private static Fault Twisted(Func<InMemory.Wire.SandboxReply, InMemory.Wire.SandboxReply> twist, bool does = true) =>
        new() { Twist = twist, DoesWork = does };

    private static Fault Rows(Action<AnswerRows> twist) => Twisted(reply => AnswerTwists.Apply(reply, twist));
}
