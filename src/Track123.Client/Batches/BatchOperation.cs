using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Http;
using Track123.Json;

namespace Track123.Batches;

/// <summary>How a run handles an item that repeats an earlier one.</summary>
internal enum DuplicateHandling
{
    /// <summary>Does not send the duplicate. It gets the result of the first item.</summary>
    UseFirstResult,

    /// <summary>Sends the duplicate, because its other fields may differ.</summary>
    Send,

    /// <summary>Sends the duplicate after the first item is done, because the last change wins.</summary>
    SendInOrder,
}

/// <summary>An operation that a <see cref="BatchRun{TRow, TResult}"/> carries out for its rows.</summary>
/// <typeparam name="TRow">An input row and, once validated, the item to send.</typeparam>
/// <typeparam name="TResult">The outcome of a row as callers see it.</typeparam>
internal sealed record BatchOperation<TRow, TResult>
    where TRow : class, IBatchItem
    where TResult : RowOutcome
{
    /// <summary>The endpoint whose limits decide how many rows go in one batch.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>Returns the row in the form in which it is sent; null and a reason if it is invalid.</summary>
    public required Func<TRow, (TRow? Item, string Reason)> Validate { get; init; }

    /// <summary>Sends validated rows and returns one result for each, in their order.</summary>
    public required Func<IReadOnlyList<TRow>, BatchContext, Task<IReadOnlyList<RowResult>>> SendAsync { get; init; }

    /// <summary>
    /// Creates the outcome from the input row, its number as it is sent (as in the input if the row is invalid), and
    /// its result.
    /// </summary>
    public required Func<TRow, string, RowResult, TResult> ToOutcome { get; init; }

    /// <summary>The error kind of an invalid row.</summary>
    public Track123ErrorKind InvalidRowKind { get; init; } = Track123ErrorKind.TrackingRejected;

    /// <summary>How the run handles duplicates.</summary>
    public DuplicateHandling Duplicates { get; init; }
}

/// <summary>The services that an operation uses to send its requests.</summary>
/// <param name="Transport">Sends the requests.</param>
/// <param name="Call">The log, the abort check and the token of the run.</param>
/// <param name="Now">Returns the service's time.</param>
internal sealed record BatchContext(Transport Transport, CallContext Call, Func<DateTimeOffset> Now)
{
    /// <summary>Sends one request.</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public Task<Reply<TData>> SendAsync<TBody, TData>(
        Endpoint endpoint,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        int itemCount,
        JsonTypeInfo<Envelope<TData>> type) =>
        this.Transport.SendAsync(
            endpoint, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), itemCount, type, this.Call);

    /// <summary>Sends one request whose body has several possible forms.</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public Task<Reply<TData>> SendAsync<TData>(
        Endpoint endpoint, IReadOnlyList<BodyForm> forms, int itemCount, JsonTypeInfo<Envelope<TData>> type) =>
        this.Transport.SendAsync(endpoint, forms, itemCount, type, this.Call);
}
