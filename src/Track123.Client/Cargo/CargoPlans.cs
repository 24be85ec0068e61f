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
        ToOutcome = toOutcome,
    };

    public static BatchPlan<TRow, RetrackResult> Retrack<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, RetrackResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = (items, line) => ParcelPlans.CallOrRefused(() => line.CallAsync(endpoint, (CargoItem)items[0], TrackJson.Lenient.CargoItem, 1)),
        Judge = (rejected, _) => Verdict.OfChange(rejected, apiKey),
        Unnamed = answer => new(VerdictKind.Done) { Flag = answer.Data.Flag, Text = answer.Data.Text },
        ToOutcome = toOutcome,
    };

    public static BatchPlan<TRow, ChangeResult> Delete<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, ChangeResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = (items, line) =>
        {
            Task<BatchAnswer> send() => line.CallAsync(endpoint, [.. items.Cast<CargoItem>()], TrackJson.Lenient.ListCargoItem, items.Count);
            return items.Count == 1 ? ParcelPlans.CallOrRefused(send) : send();
        },
        Judge = (rejected, _) => Verdict.OfDeletion(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = toOutcome,
    };

    /// <summary>Rows that shall have the same carrier go together; a group is changed, or not, as a whole.</summary>
    public static BatchPlan<TRow, ChangeResult> ChangeCarrier<TRow>(
        Endpoint endpoint, string apiKey, Func<TRow, (IBatchItem? Item, string Reason)> check, Func<TRow, Verdict, ChangeResult> toOutcome) => new()
    {
        Endpoint = endpoint,
        Check = check,
        Call = async (items, line) =>
        {
            var all = new Answer<AcceptedItem>();
            var groups = items.Select((item, index) => (Item: (CargoItem)item, Index: index))
                .GroupBy(i => i.Item.NewCarrierCode!, StringComparer.OrdinalIgnoreCase);
            foreach (var group in groups)
            {
                all.Rejected.Content.AddRange(await ChangeAsync(endpoint, group.Key, [.. group], line).ConfigureAwait(false));
            }

            return new(all, TraceId: null, MayHaveBeenDone: false);
        },
        Judge = (rejected, _) => Verdict.Of(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = toOutcome,
        WrongRow = Track123ErrorKind.InvalidRequest,
        SendsRepeats = true,
    };

    /// <summary>Gives some items one carrier. What is refused is told by its place in the batch; what fails takes no other group with it.</summary>
    private static async Task<IEnumerable<RejectedItem>> ChangeAsync(
        Endpoint endpoint, string carrierCode, List<(CargoItem Item, int Index)> group, Line line)
    {
        var body = new CargoCarrierChange { CarrierCode = carrierCode, Details = group.ConvertAll(g => g.Item) };
        Task<BatchAnswer> send() => line.CallAsync(endpoint, body, TrackJson.Lenient.CargoCarrierChange, group.Count);
        try
        {
            var answer = await (group.Count == 1 ? ParcelPlans.CallOrRefused(send) : send()).ConfigureAwait(false);
            var rejected = answer.Data.Rejected.Content;
            foreach (var item in rejected)
            {
                item.Index = item.Index is { } i && i >= 0 && i < group.Count ? group[i].Index : null;
            }

            return answer.Data.Flag == false ? rejected.Concat(group.Select(g => RejectedItem.NotDone(g.Index))) : rejected;
        }
        catch (Track123Exception e) when (!e.EndsTheCall)
        {
            return group.Select(g => new RejectedItem { Index = g.Index, Failure = e });
        }
    }
}
