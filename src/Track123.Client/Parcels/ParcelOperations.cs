using System.Text.Json.Nodes;
using Track123.Batches;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>The batch operations on parcels.</summary>
internal static class ParcelOperations
{
    /// <summary>Registers parcels (<c>track/import</c>, 1 credit each).</summary>
    public static BatchOperation<ParcelRow, RegistrationResult> Register { get; } = new()
    {
        Endpoint = Endpoints.RegisterParcels,
        Validate = ParcelValidation.Validate,
        SendAsync = static (rows, context) => new RegistrationRetry<ParcelRow>(
            (some, wasSentBefore) => RegisterAsync(some, wasSentBefore, context)).SendAsync(rows),
        ToOutcome = static (row, number, result) => new(row, number, result),
    };

    /// <summary>Refreshes parcels (<c>track/refresh</c> for one, <c>track/refresh-batch</c> for several).</summary>
    public static BatchOperation<ParcelRow, RetrackResult> Retrack { get; } = new()
    {
        Endpoint = Endpoints.RetrackParcels,
        Validate = ParcelValidation.ValidateReference,
        SendAsync = static (rows, context) => ChangeAsync(rows, SendRetrackAsync, isRetrack: true, context),
        ToOutcome = static (row, number, result) => new(row.Row, number, row.CarrierCode, result),
    };

    /// <summary>Deletes parcels (<c>track/delete</c>).</summary>
    public static BatchOperation<ParcelRow, ChangeResult> Delete { get; } = new()
    {
        Endpoint = Endpoints.DeleteParcel,
        Validate = ParcelValidation.ValidateReference,
        SendAsync = static (rows, context) => ChangeAsync(rows, SendDeleteAsync, isRetrack: false, context),
        ToOutcome = static (row, number, result) => new(row.Row, number, result),
    };

    /// <summary>Looks up tracking numbers (<c>track/query</c>).</summary>
    public static BatchOperation<ParcelRow, LookupOutcome<Tracking>> Lookup { get; } = new()
    {
        Endpoint = Endpoints.QueryParcels,
        Validate = ParcelValidation.ValidateReference,
        SendAsync = static (rows, context) => LookupAsync(
            rows,
            new() { TrackNoInfos = rows },
            t => new() { TrackNo = t.TrackingNumber, CourierCode = t.CarrierCode },
            NumberComparer.Instance,
            number => $"'{number}' is not registered in this account.",
            context),
        ToOutcome = static (row, number, result) => new(
            row.Row, number, Endpoints.QueryParcels, result),
        InvalidRowKind = Track123ErrorKind.InvalidRequest,
    };

    /// <summary>Looks up order numbers (<c>track/query</c>).</summary>
    public static BatchOperation<OrderRow, LookupOutcome<Tracking>> OrderLookup { get; } = new()
    {
        Endpoint = Endpoints.QueryParcels,
        Validate = static row => InputText.TrimToNull(row.OrderNumber) is { } order
            ? (row with { OrderNumber = order }, "")
            : (null, "The order number is blank."),
        SendAsync = static (rows, context) => LookupAsync(
            rows,
            new() { OrderNos = [.. rows.Select(r => r.OrderNumber!)] },
            t => new() { TrackNo = t.OrderNumber },
            StringComparer.OrdinalIgnoreCase,
            order => $"No parcel of this account has the order number '{order}'.",
            context),
        ToOutcome = static (row, number, result) => new(
            row.Row, number, Endpoints.QueryParcels, result),
        InvalidRowKind = Track123ErrorKind.InvalidRequest,
    };

    private static async Task<RowResult?[]> RegisterAsync(
        IReadOnlyList<ParcelRow> rows, bool wasSentBefore, BatchContext context)
    {
        var reply = await context.SendAsync(
            Endpoints.RegisterParcels,
            rows,
            ParcelJson.Lenient.IReadOnlyListParcelRow,
            rows.Count,
            ParcelJson.Lenient.EnvelopeResponseDataItemEcho).ConfigureAwait(false);
        return ResponseMatcher.ToResults(
            rows, reply.Data ?? new(), reply.TraceId, OnAccepted, OnRejected, forMissing: null);

        static RowResult OnAccepted(ParcelRow row, ItemEcho echo) =>
            new(RowResultKind.Done) { CarrierCode = row.CarrierCode is null ? echo.CarrierCode : null };

        RowResult OnRejected(ItemEcho echo)
        {
            var result = RowResult.FromRegistrationRejection(
                echo, reply.OutcomeUnknown || wasSentBefore, context.Transport.ApiKey);

            // On an import this text means that the carrier could not be detected from the number (contract 1.6).
            return result.ErrorKind != Track123ErrorKind.TrackingNotRegistered ? result : result with
            {
                ErrorKind = Track123ErrorKind.TrackingRejected,
                Reason = $"The carrier could not be detected ({result.Reason.TrimEnd('.')}). Specify the carrier code.",
            };
        }
    }

    private static Task<Reply<ResponseData<ItemEcho>>> SendRetrackAsync(
        IReadOnlyList<ParcelRow> rows, BatchContext context)
    {
        var type = ParcelJson.Lenient.EnvelopeResponseDataItemEcho;
        return rows.Count == 1
            ? context.SendAsync(Endpoints.RetrackParcel, rows[0], ParcelJson.Lenient.ParcelRow, 1, type)
            : context.SendAsync(
                Endpoints.RetrackParcels, rows, ParcelJson.Lenient.IReadOnlyListParcelRow, rows.Count, type);
    }

    // Contract 2.8.
    private static Task<Reply<ResponseData<ItemEcho>>> SendDeleteAsync(
        IReadOnlyList<ParcelRow> rows, BatchContext context)
    {
        return context.SendAsync(
            Endpoints.DeleteParcel,
            [
                new("array", ToArray),
                new("object", () => ParcelJson.ToNode(rows[0])),
                BodyForm.Member("trackNoInfos", ToArray),
            ],
            rows.Count,
            ParcelJson.Lenient.EnvelopeResponseDataItemEcho);

        JsonNode ToArray() => new JsonArray([.. rows.Select(ParcelJson.ToNode)]);
    }

    private static async Task<IReadOnlyList<RowResult>> ChangeAsync(
        IReadOnlyList<ParcelRow> rows,
        Func<IReadOnlyList<ParcelRow>, BatchContext, Task<Reply<ResponseData<ItemEcho>>>> send,
        bool isRetrack,
        BatchContext context)
    {
        var key = context.Transport.ApiKey;
        try
        {
            var reply = await send(rows, context).ConfigureAwait(false);
            return ChangeResponse.ToResults(
                rows, reply, rejected => Adjust(RowResult.FromRejection(rejected.Error, key)), isRetrack);
        }
        catch (Track123Exception e) when (rows.Count == 1 && !e.IsFatal)
        {
            return [Adjust(RowResult.FromSingleCallFailure(e, key))];
        }

        RowResult Adjust(RowResult result) => isRetrack ? result.ForRetrack() : result.ForDeletion();
    }

    private static async Task<IReadOnlyList<RowResult>> LookupAsync(
        IReadOnlyList<IBatchItem> rows,
        QueryBody body,
        Func<Tracking, ItemEcho> identify,
        IEqualityComparer<string> comparer,
        Func<string, string> notFound,
        BatchContext context)
    {
        var records = new RecordDistributor<Tracking>(rows, identify, comparer);
        var pager = new TrackingPager(body, context);
        while (await pager.ReadPageAsync(rows.Count).ConfigureAwait(false) is { } page)
        {
            records.Add(page, Endpoints.QueryParcels, context.Call.Log);
        }

        return records.ToResults(notFound, context.Transport.ApiKey);
    }
}
