using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Track123.Batches;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.Cargo;

/// <summary>
/// Creates the batch operations on cargo. Ocean and air cargo differ only in endpoints and validation.
/// </summary>
internal static class CargoOperations
{
    /// <summary>Creates the operation that registers shipments (100 credits each).</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="validate">Returns the row in the form in which it is sent.</param>
    /// <param name="toOutcome">Creates the outcome from the input row and its result.</param>
    /// <param name="findRegistered">
    /// Returns which rows are registered; null if they can't be looked up. Then a registration whose response was lost
    /// is not repeated.
    /// </param>
    public static BatchOperation<CargoRow, TResult> Register<TResult>(
        Endpoint endpoint,
        Func<CargoRow, (CargoRow? Item, string Reason)> validate,
        Func<CargoRow, string, RowResult, TResult> toOutcome,
        Func<IReadOnlyList<CargoRow>, BatchContext, Task<IReadOnlyList<bool?>>>? findRegistered)
        where TResult : RowOutcome => new()
    {
        Endpoint = endpoint,
        Validate = validate,
        SendAsync = (rows, context) => new RegistrationRetry<CargoRow>(
            async (some, wasSentBefore) =>
            {
                var reply = await SendListAsync(endpoint, some, context).ConfigureAwait(false);
                return ResponseMatcher.ToResults(
                    some,
                    reply.Data ?? new(),
                    reply.TraceId,
                    (_, echo) => new(RowResultKind.Done) { OrderNumber = echo.OrderNumber },
                    echo => RowResult.FromRegistrationRejection(
                        echo, wasSentBefore || reply.OutcomeUnknown, context.Transport.ApiKey),
                    findRegistered is null ? RowResult.MissingItem : null);
            },
            findRegistered is null ? null : some => findRegistered(some, context)).SendAsync(rows),
        ToOutcome = toOutcome,
    };

    /// <summary>Creates the operation that refreshes shipments, one per call.</summary>
    public static BatchOperation<CargoRow, RetrackResult> Retrack(
        Endpoint endpoint,
        Func<CargoRow, (CargoRow? Item, string Reason)> validate,
        Func<CargoRow, string, RowResult, RetrackResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Validate = validate,
        SendAsync = async (rows, context) =>
        {
            var key = context.Transport.ApiKey;
            try
            {
                var reply = await context.SendAsync(
                    endpoint, rows[0], CargoJson.Lenient.CargoRow, 1, CargoJson.Lenient.EnvelopeResponseDataItemEcho)
                    .ConfigureAwait(false);
                return ChangeResponse.ToResults(
                    rows, reply, r => RowResult.FromRejection(r.Error, key).ForRetrack(), isRetrack: true);
            }
            catch (Track123Exception e) when (!e.IsFatal)
            {
                return [RowResult.FromSingleCallFailure(e, key).ForRetrack()];
            }
        },
        ToOutcome = toOutcome,
    };

    /// <summary>Creates the operation that deletes shipments.</summary>
    public static BatchOperation<CargoRow, ChangeResult> Delete(
        Endpoint endpoint,
        Func<CargoRow, (CargoRow? Item, string Reason)> validate) => new()
    {
        Endpoint = endpoint,
        Validate = validate,
        SendAsync = (rows, context) => SendAsync(
            rows, some => SendListAsync(endpoint, some, context), r => r.ForDeletion(), context),
        ToOutcome = static (row, number, result) => new(row.Row, number, result),
    };

    /// <summary>
    /// Creates the operation that changes the carrier of shipments. Shipments with the same new carrier share a
    /// request.
    /// </summary>
    public static BatchOperation<CargoRow, ChangeResult> ChangeCarrier(
        Endpoint endpoint,
        Func<CargoRow, (CargoRow? Item, string Reason)> validate) => new()
    {
        Endpoint = endpoint,
        Validate = row => InputText.TrimToNull(row.NewCarrierCode) is null
            ? (null, "The new carrier code is blank.")
            : validate(row),
        SendAsync = async (rows, context) =>
        {
            var results = new RowResult[rows.Count];
            var groups = Enumerable.Range(0, rows.Count).GroupBy(
                i => rows[i].NewCarrierCode!, StringComparer.OrdinalIgnoreCase);
            foreach (var group in groups)
            {
                int[] indexes = [.. group];
                var some = await SendAsync(
                    Array.ConvertAll(indexes, i => rows[i]),
                    part => context.SendAsync(
                        endpoint,
                        new CargoCarrierChange(group.Key, part),
                        CargoJson.Lenient.CargoCarrierChange,
                        part.Count,
                        CargoJson.Lenient.EnvelopeResponseDataItemEcho),
                    r => r,
                    context).ConfigureAwait(false);
                for (var i = 0; i < indexes.Length; i++)
                {
                    results[indexes[i]] = some[i];
                }
            }

            return results;
        },
        ToOutcome = static (row, number, result) => new(row.Row, number, result),
        InvalidRowKind = Track123ErrorKind.InvalidRequest,
        Duplicates = DuplicateHandling.Send,
    };

    /// <summary>Returns the rows as an array, the documented form of a list.</summary>
    public static JsonNode ToArray(IReadOnlyList<CargoRow> rows) =>
        JsonSerializer.SerializeToNode(rows, CargoJson.Lenient.IReadOnlyListCargoRow)!;

    /// <summary>Creates the operation that looks up shipments (contract 4.3, 5.3).</summary>
    public static BatchOperation<CargoRow, LookupOutcome<TRecord>> Lookup<TRecord>(
        Endpoint endpoint,
        Func<CargoRow, (CargoRow? Item, string Reason)> validate,
        Func<IReadOnlyList<CargoRow>, IReadOnlyList<BodyForm>> toForms,
        JsonTypeInfo<Envelope<ResponseData<TRecord>>> type,
        Func<TRecord, ItemEcho> identify,
        Action<TRecord, DateTimeOffset, string?> complete) => new()
    {
        Endpoint = endpoint,
        Validate = row => validate(row) is { Item: null, Reason: var reason }
            && InputText.TrimToNull(row.TrackingNumber) is { } number && reason[0] != '\''
                ? (null, $"'{number}': {reason}")
                : validate(row),
        SendAsync = async (rows, context) =>
        {
            var reply = await context.SendAsync(endpoint, toForms(rows), rows.Count, type).ConfigureAwait(false);
            var data = reply.Data ?? new();
            data.Accepted.Content.ForEach(record => complete(record, context.Now(), context.Transport.AccountName));

            // The only record for the only number is taken even if the carrier gave it another number.
            var records = new RecordDistributor<TRecord>(
                rows,
                rows.Count == 1 && data.Accepted.Content.Count == 1
                    ? _ => new() { TrackingNo = rows[0].TrackingNumber }
                    : identify,
                NumberComparer.Instance);
            records.Add(data, endpoint, context.Call.Log);
            return records.ToResults(
                number => $"'{number}' is not registered in this account.", context.Transport.ApiKey);
        },
        ToOutcome = (row, number, result) => new(row.Row, number, endpoint, result),
        InvalidRowKind = Track123ErrorKind.InvalidRequest,
    };

    /// <summary>Returns the item; null and a reason if one of its texts is damaged.</summary>
    public static (CargoRow? Item, string Reason) ValidateTexts(CargoRow item) =>
        InputText.FindDamagedText(item.OrderNumber, item.CarrierCode, item.CustomerEmail, item.NewCarrierCode)
            is { } error
                ? (null, error)
                : (item, "");

    private static Task<Reply<ResponseData<ItemEcho>>> SendListAsync(
        Endpoint endpoint, IReadOnlyList<CargoRow> rows, BatchContext context) =>
        context.SendAsync(
            endpoint,
            rows,
            CargoJson.Lenient.IReadOnlyListCargoRow,
            rows.Count,
            CargoJson.Lenient.EnvelopeResponseDataItemEcho);

    /// <summary>
    /// Makes a call that the service carries out for all items or for none. If the service rejects it because an item,
    /// which it does not name, is not registered, each half is sent separately. A failed call does not affect the other
    /// half.
    /// </summary>
    private static async Task<IReadOnlyList<RowResult>> SendAsync(
        IReadOnlyList<CargoRow> rows,
        Func<IReadOnlyList<CargoRow>, Task<Reply<ResponseData<ItemEcho>>>> send,
        Func<RowResult, RowResult> adjust,
        BatchContext context)
    {
        var key = context.Transport.ApiKey;
        try
        {
            var reply = await send(rows).ConfigureAwait(false);
            return ChangeResponse.ToResults(rows, reply, r => adjust(RowResult.FromRejection(r.Error, key)));
        }
        catch (Track123Exception e) when (e.Kind == Track123ErrorKind.TrackingNotRegistered && rows.Count > 1)
        {
            var half = rows.Count / 2;
            var first = await SendAsync([.. rows.Take(half)], send, adjust, context).ConfigureAwait(false);
            return [.. first, .. await SendAsync([.. rows.Skip(half)], send, adjust, context).ConfigureAwait(false)];
        }
        catch (Track123Exception e) when (!e.IsFatal)
        {
            var result = rows.Count == 1 ? adjust(RowResult.FromSingleCallFailure(e, key)) : RowResult.FromError(e);
            return [.. rows.Select(_ => result)];
        }
    }
}
