using Track123.Json;

namespace Track123;

/// <summary>Looks numbers up, a hundred in a request.</summary>
internal static class LookupPlan
{
    public static BatchPlan<ParcelReference, TrackingLookup> ByNumber(string apiKey, Func<DateTimeOffset> now) => new()
    {
        Endpoint = Endpoints.QueryParcels,
        Check = row =>
        {
            var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
            return number is null ? (null, reason) : (new QueryNumber { TrackNo = number, CourierCode = RowCheck.Clean(row.CarrierCode) }, "");
        },
        Call = (items, line) => ReadAsync(
            new QueryBody { TrackNoInfos = [.. items.Cast<QueryNumber>()] }, items, t => t.TrackingNumber, t => t.CarrierCode, line, now),
        Judge = (rejected, _) => Missing(rejected, apiKey),
        Unnamed = _ => Verdict.NotNamed,
        Keep = static (done, _, echo) => done with { Records = echo.Records },
        ToOutcome = (row, verdict) => new(row.Row, row.TrackingNumber ?? "", verdict),
    };

    public static BatchPlan<OrderReference, TrackingLookup> ByOrder(string apiKey, Func<DateTimeOffset> now) => new()
    {
        Endpoint = Endpoints.QueryParcels,
        Check = row => RowCheck.Clean(row.OrderNumber) is { } order ? (new QueryOrder(order), "") : (null, "The order number is blank."),
        Call = (items, line) => ReadAsync(
            new QueryBody { OrderNos = [.. items.Select(i => i.Number)] }, items, t => t.OrderNumber ?? "", _ => "", line, now),
        Judge = (rejected, _) => Missing(rejected, apiKey) is { ErrorKind: Track123ErrorKind.TrackingNotRegistered } missing
            ? missing with { Reason = $"No parcel of this account has the order number '{rejected.Number}'." }
            : Missing(rejected, apiKey),
        Unnamed = _ => Verdict.NotNamed,
        Keep = static (done, _, echo) => done with { Records = echo.Records },
        ToOutcome = (row, verdict) => new(row.Row, row.OrderNumber ?? "", verdict),
    };

    private static Verdict Missing(RejectedItem rejected, string apiKey)
    {
        if (rejected.IsRepeat)
        {
            return new(VerdictKind.AlreadyDone, $"'{rejected.Number}' was asked for in another form too.");
        }

        var verdict = Verdict.Of(rejected, apiKey);
        return verdict.ErrorKind == Track123ErrorKind.TrackingNotRegistered || rejected.Error is null
            ? verdict with { ErrorKind = Track123ErrorKind.TrackingNotRegistered, Reason = $"'{rejected.Number}' is not registered in this account." }
            : verdict with { Reason = $"'{rejected.Number}': {verdict.Reason}" };
    }

    // One number can be of several carriers, and asked for with or without one: each record goes to the one asked for that it fits best, and what
    // it fits too is a repeat of that.
    private static async Task<BatchAnswer> ReadAsync(
        QueryBody body,
        IReadOnlyList<IBatchItem> items,
        Func<Tracking, string> nameOf,
        Func<Tracking, string?> besideOf,
        Line line,
        Func<DateTimeOffset> now)
    {
        var places = items.Select((item, index) => (item, index)).ToLookup(i => i.item.Number, StringComparer.OrdinalIgnoreCase);
        var records = new List<Tracking>?[items.Count];
        var refused = new Dictionary<string, RejectedItem>(StringComparer.OrdinalIgnoreCase);
        body.QueryPageSize = Endpoints.QueryParcels.ItemsPerRequest;
        var walk = new CursorWalk(body);
        while (!walk.IsOver)
        {
            var page = await walk.NextAsync(line, items.Count, now).ConfigureAwait(false);
            foreach (var tracking in page.Accepted.Content)
            {
                var fitting = places[nameOf(tracking)]
                    .OrderByDescending(p => p.item.Number == nameOf(tracking))
                    .ThenByDescending(p => p.item.Beside.Length > 0
                        && string.Equals(p.item.Beside, besideOf(tracking), StringComparison.OrdinalIgnoreCase))
                    .ThenByDescending(p => p.item.Beside.Length == 0)
                    .ToList();
                if (fitting.Count == 0)
                {
                    line.Log.Verbose($"{Endpoints.QueryParcels}: '{nameOf(tracking)}' was not asked for; left out.");
                    continue;
                }

                (records[fitting[0].index] ??= []).Add(tracking);
            }

            foreach (var rejected in page.Rejected.Content)
            {
                refused[rejected.Number is { Length: > 0 } number ? number : rejected.OrderNo ?? ""] = rejected;
            }
        }

        var answer = new Answer<AcceptedItem>();
        for (var i = 0; i < items.Count; i++)
        {
            if (records[i] is { } found)
            {
                answer.Accepted.Content.Add(new() { TrackNo = items[i].Number, Records = found });
            }
            else
            {
                var item = items[i];
                refused.TryGetValue(item.Number, out var rejected);
                answer.Rejected.Content.Add(new()
                {
                    Index = i,
                    TrackNo = item.Number,
                    Error = rejected?.Error,
                    IsRepeat = places[item.Number].SelectMany(p => records[p.index] ?? []).Any(t => item.Beside.Length == 0
                        || string.Equals(item.Beside, besideOf(t), StringComparison.OrdinalIgnoreCase)),
                });
            }
        }

        return new(answer, TraceId: null, MayHaveBeenDone: false);
    }
}
