using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>
/// Edits parcels. Several go out in one batch update; where the service does not know that path, which is a guess, each goes out alone. A new
/// carrier has an endpoint of its own, one parcel a call, and comes last.
/// </summary>
internal sealed class EditPlan(string apiKey)
{
    private volatile bool batchUnknown;

    public BatchPlan<ParcelEdit, ChangeResult> Plan => new()
    {
        Endpoint = Endpoints.EditParcels,
        Check = Check,
        Call = this.CallAsync,
        Judge = (rejected, _) => Verdict.Of(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = (row, verdict) => new(row.Row, row.TrackingNumber ?? "", verdict),
        WrongRow = Track123ErrorKind.InvalidRequest,
        SendsRepeats = true,
        KeepsOrder = true,
    };

    private static (IBatchItem? Item, string Reason) Check(ParcelEdit row)
    {
        var (item, reason) = RowCheck.Check(row);
        item?.NewCourierCode = RowCheck.Clean(row.NewCarrierCode);
        return item is null ? (null, reason)
            : item is { HasFields: false, NewCourierCode: null } ? (null, "There is nothing to change: give at least one field. An empty value leaves a field as it is.")
            : (item, "");
    }

    private async Task<BatchAnswer> CallAsync(IReadOnlyList<IBatchItem> items, Line line)
    {
        List<ImportItem> edits = [.. items.Cast<ImportItem>()];
        var withFields = edits.FindAll(e => e.HasFields);
        var all = new Answer<AcceptedItem>();
        if (withFields.Count > 1 && !this.batchUnknown)
        {
            try
            {
                var answer = await line.CallAsync(Endpoints.EditParcels, withFields, TrackJson.Lenient.ListImportItem, withFields.Count).ConfigureAwait(false);
                var refusals = answer.Data.Rejected.Content;
                all.Rejected.Content.AddRange(refusals.Select(r => At(PlaceOf(r, withFields, edits), r)));
                if (answer.Data.Flag == false)
                {
                    all.Rejected.Content.AddRange(withFields.Select(e => RejectedItem.NotDone(edits.IndexOf(e))));
                }

                withFields.Clear();
            }
            catch (Track123Exception e) when (e.Kind == Track123ErrorKind.EndpointNotFound)
            {
                line.Log.Verbose($"{Endpoints.EditParcels} is not known here; editing one by one.");
                this.batchUnknown = true;
            }
        }

        var singles = withFields.ConvertAll(e => SingleAsync(e, edits.IndexOf(e), Endpoints.EditParcel, line));
        Add(all, await Task.WhenAll(singles).ConfigureAwait(false));
        var refused = all.Rejected.Content.ConvertAll(r => r.Index);
        var changes = edits.FindAll(e => e.NewCourierCode is not null && !refused.Contains(edits.IndexOf(e)))
            .ConvertAll(e => SingleAsync(e, edits.IndexOf(e), Endpoints.ChangeParcelCarrier, line));
        Add(all, await Task.WhenAll(changes).ConfigureAwait(false));
        return new(all, TraceId: null, MayHaveBeenDone: false);
    }

    /// <summary>Makes the call for one parcel; what refuses it is told as a refused item at its place.</summary>
    private static async Task<List<RejectedItem>> SingleAsync(ImportItem edit, int index, Endpoint endpoint, Line line)
    {
        try
        {
            var answer = endpoint == Endpoints.ChangeParcelCarrier
                ? await line.CallAsync(
                    endpoint,
                    new CarrierChange { TrackNo = edit.TrackNo, CourierCode = edit.CourierCode, NewCourierCode = edit.NewCourierCode },
                    TrackJson.Lenient.CarrierChange,
                    1).ConfigureAwait(false)
                : await line.CallAsync(endpoint, edit, TrackJson.Lenient.ImportItem, 1).ConfigureAwait(false);
            var rejected = answer.Data.Rejected.Content.ConvertAll(r => At(index, r));
            return rejected.Count == 0 && answer.Data.Flag == false ? [RejectedItem.NotDone(index)] : rejected;
        }
        catch (Track123Exception e) when (e.Kind != Track123ErrorKind.EndpointNotFound || endpoint == Endpoints.ChangeParcelCarrier)
        {
            // What ends the call too: others of the batch may be done.
            return
            [
                RejectedItem.IsAboutTheNumber(e) ? At(index, RejectedItem.Of(e)) : new() { Index = index, Failure = e },
            ];
        }
    }

    /// <summary>
    /// Where a refused item stands among all edits: its index counts what was sent, which is not what came in. Null if
    /// neither index nor number tells.
    /// </summary>
    private static int? PlaceOf(RejectedItem rejected, List<ImportItem> sent, List<ImportItem> edits)
    {
        var pointed = rejected.Index is { } i && i >= 0 && i < sent.Count ? sent[i] : null;
        var item = pointed is not null && (string.IsNullOrEmpty(rejected.Number) || pointed.TrackNo == rejected.Number)
            ? pointed
            : sent.Find(s => s.TrackNo == rejected.Number);
        return item is null ? null : edits.IndexOf(item);
    }

    private static void Add(Answer<AcceptedItem> all, List<RejectedItem>[] refused) => all.Rejected.Content.AddRange(refused.SelectMany(r => r));

    private static RejectedItem At(int? index, RejectedItem item)
    {
        item.Index = index;
        return item;
    }
}
