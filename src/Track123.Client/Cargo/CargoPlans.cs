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
        Call = (items, line) => line.CallAsync(endpoint, (CargoItem)items[0], TrackJson.Lenient.CargoItem, 1),
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
            return items.Count == 1 ? ParcelPlans.CallOrGone(send) : send();
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
                var body = new CargoCarrierChange { CarrierCode = group.Key, Details = [.. group.Select(g => g.Item)] };
                var answer = await line.CallAsync(endpoint, body, TrackJson.Lenient.CargoCarrierChange, body.Details.Count).ConfigureAwait(false);
                var places = group.Select(g => g.Index).ToList();
                foreach (var rejected in answer.Data.Rejected.Content)
                {
                    rejected.Index = rejected.Index is { } i && i >= 0 && i < places.Count ? places[i] : null;
                    all.Rejected.Content.Add(rejected);
                }

                if (answer.Data.Flag == false)
                {
                    all.Rejected.Content.AddRange(places.Select(
                        p => new RejectedItem { Index = p, Error = new() { Message = "The service answered that it did not do it." } }));
                }
            }

            return new(all, TraceId: null, MayHaveBeenDone: false);
        },
        Judge = (rejected, _) => Verdict.Of(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = toOutcome,
    };
}
