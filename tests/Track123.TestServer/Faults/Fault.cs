namespace Track123.Testing;

/// <summary>Where an answer hangs until the client leaves or the server stops.</summary>
public enum Stall
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Nothing of the answer is sent.</summary>
    BeforeHeaders,

    /// <summary>The head and half of the body are sent.</summary>
    MidBody,
}

/// <summary>Where the connection is reset.</summary>
public enum Break
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Before anything of the answer is sent.</summary>
    BeforeHeaders,

    /// <summary>In the middle of a header line.</summary>
    WithinHeaders,

    /// <summary>After the head.</summary>
    AfterHeaders,

    /// <summary>After half of the body.</summary>
    MidBody,
}

/// <summary>
/// What happens to a request instead of, or on top of, the ordinary answer. With none of <see cref="Status"/> and
/// <see cref="Body"/> the account answers and only the delivery is disturbed.
/// </summary>
public sealed record Fault
{
    /// <summary>The status to answer. Alone it makes an empty answer, unless <see cref="Body"/> is given too.</summary>
    public int? Status { get; init; }

    /// <summary>The body to answer, with status 200 unless <see cref="Status"/> is given too.</summary>
    public string? Body { get; init; }

    /// <summary>Headers of the scripted answer. Without a content type it is JSON.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Delay in place of the server's latency.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>Where the answer hangs.</summary>
    public Stall Stall { get; init; }

    /// <summary>Resets the connection in place of an answer.</summary>
    public bool Reset { get; init; }

    /// <summary>Where in the answer the connection is reset.</summary>
    public Break Break { get; init; }

    /// <summary>How long no new connection is taken from then on.</summary>
    public TimeSpan? Refuses { get; init; }

    /// <summary>The account does the work, whatever is answered.</summary>
    public bool DoesWork { get; init; }

    /// <summary>
    /// The account does the work, then the connection is reset: what was asked for is done, and nobody is told.
    /// </summary>
    public bool LoseAnswer { get; init; }

    /// <summary>What is made of the answer; null leaves it as it is.</summary>
    internal Func<InMemory.Wire.SandboxReply, InMemory.Wire.SandboxReply>? Twist { get; init; }

    /// <summary>Whether the account is left out of it.</summary>
    internal bool SkipsWork => !this.LoseAnswer && !this.DoesWork
        && (this.Reset || this.Status is not null || this.Body is not null || this.Stall == Stall.BeforeHeaders
            || this.Break is Break.BeforeHeaders or Break.WithinHeaders || this.Twist is not null);

    /// <summary>Where the connection is reset, by whichever way that was said.</summary>
    internal Break Breaks => this.Break != Break.None ? this.Break
        : this.Reset || (this.LoseAnswer && this.Stall == Stall.None) ? Break.BeforeHeaders
        : Break.None;
}
