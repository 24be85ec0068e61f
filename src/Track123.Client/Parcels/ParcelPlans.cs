using Track123.Json;

namespace Track123;

/// <summary>What is done with parcels in bulk.</summary>
internal static class ParcelPlans
{
    public static BatchPlan<ParcelRegistration, RegistrationResult> Register(string apiKey) => new()
    {
        Endpoint = Endpoints.RegisterParcels,
        Check = row => RowCheck.Check(row),
        Call = static (items, line) => NamedItems.CallAsync(
            items,
            some => line.CallAsync(Endpoints.RegisterParcels, [.. some.Cast<ImportItem>()], TrackJson.Lenient.ListImportItem, some.Count)),
        Judge = (rejected, mayHaveBeenDone) =>
        {
            var verdict = Verdict.OfRegistration(rejected, mayHaveBeenDone, apiKey);

            // On an import this text means that the carrier could not be told from the number (contract 1.6).
            return verdict.ErrorKind == Track123ErrorKind.TrackingNotRegistered
                ? verdict with { ErrorKind = Track123ErrorKind.TrackingRejected, Reason = $"The carrier could not be detected; give the carrier code ({verdict.Reason})." }
                : verdict;
        },
        Unnamed = _ => NamedItems.NeverNamed,
        Keep = static (done, item, echo) => item.Beside.Length > 0 ? done : done with { CarrierCode = echo.CarrierCode },
        ToOutcome = (row, verdict) => new(row, verdict),
    };

    /// <summary>One number goes to <c>refresh</c>, several go to <c>refresh-batch</c>.</summary>
    public static BatchPlan<ParcelReference, RetrackResult> Retrack(string apiKey) => new()
    {
        Endpoint = Endpoints.RetrackParcels,
        Check = CheckReference,
        Call = static (items, line) => items.Count == 1
            ? line.CallOneAsync(Endpoints.RetrackParcel, (ReferenceItem)items[0], TrackJson.Lenient.ReferenceItem)
            : line.CallAsync(Endpoints.RetrackParcels, [.. items.Cast<ReferenceItem>()], TrackJson.Lenient.ListReferenceItem, items.Count),
        Judge = (rejected, _) => Verdict.OfChange(rejected, apiKey),

        // A single retrack answers with a boolean, whether it was carried out, and a text, when (contract 2.4).
        Unnamed = answer => new(VerdictKind.Done) { Flag = answer.Data.Flag, Text = answer.Data.Text },
        ToOutcome = (row, verdict) => new(row.Row, row.TrackingNumber ?? "", row.CarrierCode, verdict),
    };

    public static BatchPlan<ParcelReference, ChangeResult> Delete(string apiKey) => new()
    {
        Endpoint = Endpoints.DeleteParcel,
        Check = CheckReference,
        Call = static (items, line) =>
            line.CallOneAsync(Endpoints.DeleteParcel, (ReferenceItem)items[0], TrackJson.Lenient.ReferenceItem),
        Judge = (rejected, _) => Verdict.OfDeletion(rejected, apiKey),
        Unnamed = Verdict.OfCode,
        ToOutcome = (row, verdict) => new(row.Row, row.TrackingNumber ?? "", verdict),
    };

    private static (IBatchItem? Item, string Reason) CheckReference(ParcelReference row)
    {
        var (number, reason) = RowCheck.CheckNumber(row.TrackingNumber);
        return number is null ? (null, reason) : (new ReferenceItem { TrackNo = number, CourierCode = RowCheck.Clean(row.CarrierCode) }, "");
    }
}
