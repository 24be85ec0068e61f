using Track123.Http;
using Track123.Json;

namespace Track123;

/// <summary>What is done with cargo in bulk, the same at sea and in the air but for the endpoints.</summary>
internal static class CargoPlans
{
    /// <summary>The item to send; null with a reason if a text of it is damaged.</summary>
    public static (IBatchItem? Item, string Reason) Check(CargoItem item) =>
        RowCheck.WhyDamaged(item.OrderNo, item.CarrierCode, item.CustomerEmail, item.NewCarrierCode) is { } damaged ? (null, damaged) : (item, "");

    public static BatchPlan<TRow, TOutcome> Register<TRow, TOutcome>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, TOutcome> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = (items, line) => line.CallAsync(endpoint, [.. items.Cast<CargoItem>()], TrackJson.Lenient.ListCargoItem, items.Count),
        Judge = (rejected, mayHaveBeenDone) => Verdict.OfRegistration(rejected, mayHaveBeenDone, apiKey),
        Unnamed = _ => Verdict.NotNamed,
        Keep = static (done, _, echo) => done with { OrderNumber = echo.OrderNo },
        ToOutcome = toOutcome,
    };

    public static BatchPlan<TRow, RetrackResult> Retrack<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, RetrackResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = (items, line) => line.CallOneAsync(endpoint, (CargoItem)items[0], TrackJson.Lenient.CargoItem),
        Judge = (rejected, _) => Verdict.OfChange(rejected, apiKey),
        Unnamed = answer => new(VerdictKind.Done) { Flag = answer.Data.Flag, Text = answer.Data.Text },
        ToOutcome = toOutcome,
    };

    public static BatchPlan<TRow, ChangeResult> Delete<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, ChangeResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = async (items, line) => Told(await SendAsync(
            [.. items.Select((item, index) => ((CargoItem)item, index))],
            part => line.CallAsync(endpoint, part, TrackJson.Lenient.ListCargoItem, part.Count)).ConfigureAwait(false)),
        Judge = (rejected, _) => Verdict.OfDeletion(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = toOutcome,
    };

    /// <summary>Rows that shall have the same carrier go together.</summary>
    public static BatchPlan<TRow, ChangeResult> ChangeCarrier<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, ChangeResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = async (items, line) =>
        {
            var refused = new List<RejectedItem>();
            var groups = items.Select((item, index) => (Item: (CargoItem)item, Index: index))
                .GroupBy(i => i.Item.NewCarrierCode!, StringComparer.OrdinalIgnoreCase);
            foreach (var group in groups)
            {
                refused.AddRange(await SendAsync([.. group], part => line.CallAsync(
                    endpoint,
                    new CargoCarrierChange { CarrierCode = group.Key, Details = part },
                    TrackJson.Lenient.CargoCarrierChange,
                    part.Count)).ConfigureAwait(false));
            }

            return Told(refused);
        },
        Judge = (rejected, _) => Verdict.Of(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = toOutcome,
        WrongRow = Track123ErrorKind.InvalidRequest,
        SendsRepeats = true,
    };

    private static BatchAnswer Told(List<RejectedItem> refused)
    {
        var all = new Answer<AcceptedItem>();
        all.Rejected.Content.AddRange(refused);
        return new(all, TraceId: null, MayHaveBeenDone: false);
    }

    /// <summary>
    /// Makes a call that is carried out for all its items or for none, and tells what was refused by its place in the
    /// batch. Where an item
    /// that is not registered has it refused, without saying which, each half is tried alone. What fails takes no other
    /// call with it.
    /// </summary>
    private static async Task<List<RejectedItem>> SendAsync(List<(CargoItem Item, int Index)> part, Func<List<CargoItem>, Task<BatchAnswer>> call)
    {
        Task<BatchAnswer> send() => call(part.ConvertAll(p => p.Item));
        try
        {
            var answer = await (part.Count == 1 ? Line.OrRefused(send) : send()).ConfigureAwait(false);
            var refused = answer.Data.Rejected.Content;
            foreach (var item in refused)
            {
                item.Index = item.Index is { } i && i >= 0 && i < part.Count ? part[i].Index : null;
            }

            if (answer.Data.Flag == false)
            {
                refused.AddRange(part.Select(p => RejectedItem.NotDone(p.Index)));
            }

            return refused;
        }
        catch (Track123Exception e) when (e.Kind == Track123ErrorKind.TrackingNotRegistered && part.Count > 1)
        {
            var half = part.Count / 2;
            var refused = await SendAsync(part.GetRange(0, half), call).ConfigureAwait(false);
            refused.AddRange(await SendAsync(part.GetRange(half, part.Count - half), call).ConfigureAwait(false));
            return refused;
        }
        catch (Track123Exception e) when (!e.IsFatal)
        {
            return part.ConvertAll(p => new RejectedItem { Index = p.Index, Failure = e });
        }
    }
}
