using System.Text;
using System.Text.Json.Nodes;

namespace Track123.InMemory.Webhooks;

/// <summary>
/// Finds the records that webhooks report since the last call: for a parcel, one record for the first lookup and one
/// for each later event; for cargo, the current record if it has changed.
/// </summary>
internal sealed class WebhookNews(ParcelStore parcels, IReadOnlyList<CargoEndpoints> cargo, int seed)
{
    /// <summary>Returns the records in order of time.</summary>
    public IEnumerable<(string Number, string Record)> Gather(DateTime now)
    {
        var news = new List<(DateTime Time, string Number, string Record)>();
        foreach (var parcel in parcels.GetAll())
        {
            news.AddRange(this.Report(parcel, now).Select(time => (
                time, parcel.Number, Write(new ParcelRecord(time, seed) { HasNumericId = true }.Create(parcel)))));
        }

        foreach (var endpoints in cargo)
        {
            foreach (var shipment in endpoints.Store.GetAll())
            {
                var record = Write(endpoints.Kind.ToRecord(shipment, now));
                if (now >= shipment.Registered + Journey.FirstLookupDelay && shipment.ReportedRecord != record)
                {
                    shipment.ReportedRecord = record;
                    news.Add((now, shipment.Number, record));
                }
            }
        }

        return news.OrderBy(one => one.Time).Select(one => (one.Number, one.Record));
    }

    private static string Write(JsonNode record) => Encoding.UTF8.GetString(WireJson.ToBytes(record));

    /// <summary>Returns the times for which records are due, and marks them as reported.</summary>
    private IEnumerable<DateTime> Report(Parcel parcel, DateTime now)
    {
        var journey = new ParcelJourney(parcel, seed, now);
        if (!journey.IsAsked)
        {
            yield break;
        }

        if (parcel.ReportedEvents is not { } reported)
        {
            var first = parcel.Registered + Journey.FirstLookupDelay;
            reported = new ParcelJourney(parcel, seed, first).Events.Count;
            yield return first;
        }

        foreach (var one in journey.Events.Skip(reported))
        {
            yield return one.Time;
        }

        parcel.ReportedEvents = journey.Events.Count;
        if (journey.StatusWithoutEvents == "EXPIRED" && !parcel.IsExpiryReported)
        {
            parcel.IsExpiryReported = true;
            yield return now;
        }
    }
}
