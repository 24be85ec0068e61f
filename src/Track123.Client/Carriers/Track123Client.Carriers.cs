using System.Text.Json;
using Track123.Json;

namespace Track123;

public sealed partial class Track123Client
{
    /// <summary>
    /// Reads the list of carriers (<c>courier/list</c>, <c>ocean/carrier/list</c>, <c>aviation/carrier/list</c>). It costs nothing, so that of
    /// parcels also serves as a check of the key.
    /// </summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public async Task<IReadOnlyList<Carrier>> GetCarriersAsync(CarrierType carrierType, ICallLog log, CancellationToken cancellationToken)
    {
        var endpoint = carrierType switch
        {
            CarrierType.Ocean => Endpoints.ListOceanCarriers,
            CarrierType.Air => Endpoints.ListAirCarriers,
            _ => Endpoints.ListParcelCarriers,
        };
        var reply = await this.SendAsync(endpoint, body: null, TrackJson.Lenient.EnvelopeItemsCarrier, log, cancellationToken).ConfigureAwait(false);
        var carriers = reply.Data?.Content ?? [];
        carriers.ForEach(c => c.Type = carrierType);
        return carriers;
    }

    /// <summary>Asks which carrier a number may be of (<c>courier/detection</c>): the recommended first, none if the service knows none.</summary>
    /// <exception cref="Track123Exception">The number can't be sent, or the call failed.</exception>
    public async Task<IReadOnlyList<CarrierCandidate>> DetectCarrierAsync(string trackingNumber, ICallLog log, CancellationToken cancellationToken)
    {
        var number = Usable(trackingNumber);
        var body = JsonSerializer.SerializeToUtf8Bytes(new DetectionBody { TrackingNumber = number }, TrackJson.Lenient.DetectionBody);
        var reply = await this.SendAsync(Endpoints.DetectCarrier, body, TrackJson.Lenient.EnvelopeDetection, log, cancellationToken).ConfigureAwait(false);
        return reply.Data?.ToCandidates(number) ?? [];
    }
}
