using System.Text.Json.Nodes;
using Track123.Batches;
using Track123.Http;
using Track123.Json;
using Track123.Validation;

namespace Track123.Parcels;

/// <summary>
/// Edits parcels. Several parcels are edited in one batch update. If the service does not know its path, which is a
/// guess, or rejects its body, each parcel is edited in a separate call. Changes of carrier follow, one parcel per call
/// to another endpoint.
/// </summary>
internal sealed class EditOperation
{
    private volatile bool isBatchUnknown;

    private EditOperation()
    {
    }

    /// <summary>
    /// Creates the operation for one run (<c>track/update</c>, <c>track/update-batch</c>, <c>track/update-courier</c>).
    /// </summary>
    public static BatchOperation<ParcelRow, ChangeResult> Create() => new()
    {
        Endpoint = Endpoints.EditParcels,
        Validate = Validate,
        SendAsync = new EditOperation().SendAsync,
        ToOutcome = static (row, number, result) => new(row.Row, number, result),
        InvalidRowKind = Track123ErrorKind.InvalidRequest,
        Duplicates = DuplicateHandling.SendInOrder,
    };

    // An empty text clears a field. Validation turns it into null, which would leave the field unchanged.
    private static (ParcelRow? Item, string Reason) Validate(ParcelRow row)
    {
        var (item, reason) = ParcelValidation.Validate(row);
        if (item is null)
        {
            return (null, reason);
        }

        item = item with
        {
            NewCarrierCode = InputText.TrimToNull(row.NewCarrierCode),
            OrderNumber = OrEmpty(item.OrderNumber, row.OrderNumber),
            Country = OrEmpty(item.Country, row.Country),
            ShipTime = OrEmpty(item.ShipTime, row.ShipTime),
            CustomerEmail = OrEmpty(item.CustomerEmail, row.CustomerEmail),
            PostalCode = OrEmpty(item.PostalCode, row.PostalCode),
            PhoneSuffix = OrEmpty(item.PhoneSuffix, row.PhoneSuffix),
            Remark = OrEmpty(item.Remark, row.Remark),
            Custom1 = OrEmpty(item.Custom1, row.Custom1),
            Custom2 = OrEmpty(item.Custom2, row.Custom2),
        };
        return item is { HasFields: false, NewCarrierCode: null }
            ? (null, "There is nothing to change. Specify at least one field. An empty column does not change a field.")
            : (item, "");

        static string? OrEmpty(string? value, string? input) => value ?? (input is null ? null : "");
    }

    private static Task<RowResult> EditAsync(ParcelRow row, BatchContext context) =>
        SendOneAsync(
            context.SendAsync(
                Endpoints.EditParcel,
                [
                    new("object", () => ParcelJson.ToNode(WithoutNewCarrier(row))),
                    new("array", () => new JsonArray(ParcelJson.ToNode(WithoutNewCarrier(row)))), // contract 2.6
                ],
                itemCount: 1,
                ParcelJson.Lenient.EnvelopeResponseDataItemEcho),
            row,
            context);

    private static async Task<RowResult> ChangeCarrierAsync(ParcelRow row, BatchContext context)
    {
        try
        {
            var change = new ParcelRow
            {
                TrackingNumber = row.TrackingNumber,
                CarrierCode = row.CarrierCode,
                NewCarrierCode = row.NewCarrierCode,
            };
            var sending = context.SendAsync(
                Endpoints.ChangeParcelCarrier,
                change,
                ParcelJson.Lenient.ParcelRow,
                itemCount: 1,
                ParcelJson.Lenient.EnvelopeResponseDataItemEcho);
            return await SendOneAsync(sending, change, context).ConfigureAwait(false);
        }
        catch (Track123Exception e)
        {
            // The call fails for this change only, because other edits may have succeeded.
            return RowResult.FromError(e);
        }
    }

    private static async Task<RowResult> SendOneAsync(
        Task<Reply<ResponseData<ItemEcho>>> sending, ParcelRow row, BatchContext context)
    {
        var key = context.Transport.ApiKey;
        try
        {
            var reply = await sending.ConfigureAwait(false);
            return ChangeResponse.ToResults([row], reply, r => RowResult.FromRejection(r.Error, key))[0];
        }
        catch (Track123Exception e) when (e.Kind != Track123ErrorKind.EndpointNotFound)
        {
            return RowResult.FromSingleCallFailure(e, key);
        }
    }

    private static ParcelRow WithoutNewCarrier(ParcelRow row) => row with { NewCarrierCode = null };

    private async Task<IReadOnlyList<RowResult>> SendAsync(IReadOnlyList<ParcelRow> rows, BatchContext context)
    {
        var results = new RowResult?[rows.Count];
        int[] edits = [.. Enumerable.Range(0, rows.Count).Where(i => rows[i].HasFields)];
        var batch = Array.ConvertAll(edits, i => WithoutNewCarrier(rows[i]));
        if (edits.Length > 1 && await this.TryEditAllAsync(batch, context).ConfigureAwait(false) is { } done)
        {
            for (var i = 0; i < edits.Length; i++)
            {
                results[edits[i]] = done[i];
            }
        }
        else
        {
            await ForEachAsync(edits, i => EditAsync(rows[i], context)).ConfigureAwait(false);
        }

        var moves = Enumerable.Range(0, rows.Count).Where(
            i => rows[i].NewCarrierCode is not null && results[i] is null or { Kind: RowResultKind.Done });
        await ForEachAsync([.. moves], i => ChangeCarrierAsync(rows[i], context)).ConfigureAwait(false);
        return [.. results.OfType<RowResult>()];

        Task ForEachAsync(int[] indexes, Func<int, Task<RowResult>> send) =>
            Task.WhenAll(Array.ConvertAll(indexes, async i => results[i] = await send(i).ConfigureAwait(false)));
    }

    /// <summary>
    /// Edits several parcels in one call. Returns null if the service does not know the endpoint or rejects the body.
    /// One parcel may be the reason for a rejected body, so only an unknown endpoint is remembered.
    /// </summary>
    private async Task<IReadOnlyList<RowResult>?> TryEditAllAsync(ParcelRow[] rows, BatchContext context)
    {
        if (this.isBatchUnknown)
        {
            return null;
        }

        try
        {
            var reply = await context.SendAsync(
                Endpoints.EditParcels,
                rows,
                ParcelJson.Lenient.IReadOnlyListParcelRow,
                rows.Length,
                ParcelJson.Lenient.EnvelopeResponseDataItemEcho).ConfigureAwait(false);
            return ChangeResponse.ToResults(
                rows, reply, r => RowResult.FromRejection(r.Error, context.Transport.ApiKey));
        }
        catch (Track123Exception e) when (e.Kind == Track123ErrorKind.EndpointNotFound
            || e is { Kind: Track123ErrorKind.InvalidRequest, OutcomeUnknown: false })
        {
            this.isBatchUnknown |= e.Kind == Track123ErrorKind.EndpointNotFound;
            context.Call.Log.Verbose(this.isBatchUnknown
                ? $"The service does not know {Endpoints.EditParcels}. Editing the parcels one by one."
                : $"{Endpoints.EditParcels}: The service rejected the body. Editing the parcels one by one.");
            return null;
        }
    }
}
