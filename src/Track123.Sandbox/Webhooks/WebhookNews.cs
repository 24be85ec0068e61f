using System.Text;
using System.Text.Json;

namespace Track123.InMemory;

/// <summary>
/// Finds what has happened since it was last asked, as the records that webhooks carry: of a parcel one for the first look-up and one for each event
/// after it, as things stood then; of cargo the present one, if it has changed.
/// </summary>
internal sealed class WebhookNews(ParcelStore parcels, IReadOnlyList<(CargoKind Kind, CargoStore Store)> cargo, int seed)
{
    private static readonly RecordForm Form = new(IsOld: false, HasBareId: true);
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Gives the records, in the order in which things happened.</summary>
    public IEnumerable<(string Number, string Record)> Gather(DateTimeOffset now)
    {
        var news = new List<(DateTimeOffset Time, string Number, string Record)>();
        foreach (var parcel in parcels.All())
        {
            this.Add(news, parcel, now);
        }

        foreach (var (kind, store) in cargo)
        {
            foreach (var shipment in store.All().Where(s => now >= s.Registered + Journey.FirstLookUp))
            {
                var record = Write(writer => kind.WriteShipment(writer, shipment, now));
                if (shipment.Told != record)
                {
                    shipment.Told = record;
                    news.Add((now, shipment.TrackingNo, record));
                }
            }
        }

        return news.OrderBy(n => n.Time).Select(n => (n.Number, n.Record));
    }

    private void Add(List<(DateTimeOffset Time, string Number, string Record)> news, Parcel parcel, DateTimeOffset now)
    {
        var journey = new Journey(parcel, seed, now);
        if (!journey.IsAsked)
            return;

        if (parcel.Told == 0)
        {
            var first = parcel.Registered + Journey.FirstLookUp;
            parcel.Told = new Journey(parcel, seed, first).Happened + 1;
            Tell(first);
        }

        for (; parcel.Told <= journey.Happened; parcel.Told++)
        {
            if (journey.Takes(parcel.Told - 1))
                Tell(new DateTimeOffset(journey.TimeOf(parcel.Told - 1)));
        }

        if (journey.IsExpired && !parcel.IsExpiryTold)
        {
            parcel.IsExpiryTold = true;
            Tell(now);
        }

        void Tell(DateTimeOffset time) =>
            news.Add((time, parcel.TrackNo, Write(writer => new RecordWriter(time, seed, Form).Write(writer, parcel))));
    }

    private static string Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Plain))
            write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
