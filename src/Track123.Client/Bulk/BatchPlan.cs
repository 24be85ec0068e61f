using System.Text.Json.Serialization.Metadata;
using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>What a <see cref="BatchRun{TRow, TOutcome}"/> does with its rows at one endpoint.</summary>
internal sealed record BatchPlan<TRow, TOutcome>
{
    /// <summary>The endpoint that decides how many rows make a batch.</summary>
    public required Endpoint Endpoint { get; init; }

    /// <summary>The item to send; null with a reason if the row is wrong.</summary>
    public required Func<TRow, (IBatchItem? Item, string Reason)> Check { get; init; }

    /// <summary>Makes the call, or calls, for a batch.</summary>
    public required Func<IReadOnlyList<IBatchItem>, Line, Task<BatchAnswer>> Call { get; init; }

    /// <summary>What a refused item means; the boolean says that an attempt whose answer was lost may have done it.</summary>
    public required Func<RejectedItem, bool, Verdict> Judge { get; init; }

    /// <summary>What an item means that the answer does not name.</summary>
    public required Func<BatchAnswer, Verdict> Unnamed { get; init; }

    /// <summary>
    /// What is kept of an accepted item as the service echoed it. By default nothing: one verdict then serves a whole batch.
    /// </summary>
    public Func<Verdict, IBatchItem, AcceptedItem, Verdict> Keep { get; init; } = static (done, _, _) => done;

    public required Func<TRow, Verdict, TOutcome> ToOutcome { get; init; }

    /// <summary>What a row that can't be sent counts as.</summary>
    public Track123ErrorKind WrongRow { get; init; } = Track123ErrorKind.TrackingRejected;

    /// <summary>True if a number that comes again is sent again: the second row may ask for something else.</summary>
    public bool SendsRepeats { get; init; }

    /// <summary>True if rows of one number must arrive in their order, because the last one counts.</summary>
    public bool KeepsOrder { get; init; }
}

/// <summary>The way to the service for the calls of one batch.</summary>
internal sealed record Line(Transport Transport, ICallLog Log, Func<Exception?>? AbortReason, CancellationToken CancellationToken)
{
    /// <summary>Makes one call.</summary>
    public async Task<BatchAnswer> CallAsync<TBody>(Endpoint endpoint, TBody body, JsonTypeInfo<TBody> type, int items)
    {
        var reply = await this.Transport.SendAsync(
            endpoint,
            System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body, type),
            items,
            TrackJson.Lenient.EnvelopeAnswerAcceptedItem,
            new(this.Log, this.AbortReason, this.CancellationToken)).ConfigureAwait(false);
        return new(reply.Data ?? new(), reply.TraceId, reply.OutcomeUnknown);
    }

    /// <summary>Makes a call for one number; where that number is why it is refused, that is told as an item that was refused.</summary>
    public Task<BatchAnswer> CallOneAsync<TBody>(Endpoint endpoint, TBody body, JsonTypeInfo<TBody> type) =>
        OrRefused(() => this.CallAsync(endpoint, body, type, 1));

    /// <inheritdoc cref="CallOneAsync{TBody}"/>
    public static async Task<BatchAnswer> OrRefused(Func<Task<BatchAnswer>> callForOne)
    {
        try
        {
            return await callForOne().ConfigureAwait(false);
        }
        catch (Track123Exception e) when (RejectedItem.IsAboutTheNumber(e))
        {
            var answer = new Answer<AcceptedItem>();
            answer.Rejected.Content.Add(RejectedItem.Of(e));
            return new(answer, e.TraceId, MayHaveBeenDone: false);
        }
    }
}

/// <summary>What a batch's call came to.</summary>
internal sealed record BatchAnswer(Answer<AcceptedItem> Data, string? TraceId, bool MayHaveBeenDone);
