using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>What to do with an item that repeats an earlier one of the same run.</summary>
internal enum DuplicateHandling
{
    /// <summary>Don't send it: it has the result of the first one.</summary>
    UseFirstResult,

    /// <summary>Send it: it may ask for something else.</summary>
    Send,

    /// <summary>Send it after the first one is done, because the last one wins.</summary>
    SendInOrder,
}

/// <summary>What a <see cref="BatchRun{TRow, TResult}"/> does with its rows.</summary>
/// <typeparam name="TRow">A row of the input and, once validated, an item to send.</typeparam>
/// <typeparam name="TResult">The outcome of a row as callers see it.</typeparam>
internal sealed record BatchOperation<TRow, TResult>
    where TRow : class, IBatchItem
    where TResult : RowOutcome
{
    /// <summary>The endpoint whose limits decide how many rows go in one batch.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Returns the row as it can be sent; null with a reason if it can't.</summary>
    public required Func<TRow, (TRow? Item, string Reason)> Validate { get; init; }

    /// <summary>Sends validated rows and returns one result for each, in their order.</summary>
    public required Func<IReadOnlyList<TRow>, BatchContext, Task<IReadOnlyList<RowResult>>> SendAsync { get; init; }

    /// <summary>Makes the outcome of a row, as it came in, from its result.</summary>
    public required Func<TRow, RowResult, TResult> ToOutcome { get; init; }

    /// <summary>The error kind of a row that can't be sent.</summary>
    public Track123ErrorKind InvalidRowKind { get; init; } = Track123ErrorKind.TrackingRejected;

    /// <summary>What to do with repeated items.</summary>
    public DuplicateHandling Duplicates { get; init; }
}

/// <summary>What an operation needs to send its requests.</summary>
/// <param name="Transport">Sends the requests.</param>
/// <param name="Call">The log, the abort check and the token of the run.</param>
/// <param name="Now">Tells the service's time.</param>
internal sealed record BatchContext(Transport Transport, CallContext Call, Func<DateTimeOffset> Now)
{
    /// <summary>Sends one request.</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public Task<Reply<TData>> SendAsync<TBody, TData>(
        Endpoint endpoint, TBody body, JsonTypeInfo<TBody> bodyType, int itemCount, JsonTypeInfo<Envelope<TData>> type) =>
        this.Transport.SendAsync(endpoint, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), itemCount, type, this.Call);
}
