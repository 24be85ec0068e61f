using Track123.Json;

namespace Track123;

public sealed partial class Track123Client
{
    /// <summary>Begins a run that registers ocean shipments (<c>ocean/track/import</c>, 100 credits each).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<OceanRegistration, OceanRegistrationResult> BeginOceanRegistration(ICallLog log, CancellationToken cancellationToken) =>
        new(OceanPlans.Register(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that has ocean shipments looked up anew (<c>ocean/track/refresh</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<OceanReference, RetrackResult> BeginOceanRetrack(ICallLog log, CancellationToken cancellationToken) =>
        new(OceanPlans.Retrack(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that gives ocean shipments another carrier (<c>ocean/track/update-carrier</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<OceanReference, ChangeResult> BeginOceanCarrierChange(ICallLog log, CancellationToken cancellationToken) =>
        new(OceanPlans.ChangeCarrier(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that deletes ocean shipments (<c>ocean/track/delete</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<OceanReference, ChangeResult> BeginOceanDeletion(ICallLog log, CancellationToken cancellationToken) =>
        new(OceanPlans.Delete(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Reads up to 100 ocean shipments (<c>ocean/track/query</c>).</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public async Task<CargoPage<OceanShipment>> GetOceanShipmentsAsync(
        IReadOnlyList<OceanReference> references, ICallLog log, CancellationToken cancellationToken)
    {
        var rows = references.Select(r => (r.TrackingNumber, OceanPlans.Check(r).Item, OceanPlans.Check(r).Reason)).ToList();
        var page = await CargoQuery.ReadAsync(
            Endpoints.QueryOcean, rows, TrackJson.Lenient.EnvelopeAnswerOceanShipment, s => (s.TrackingNumber, s.OrderNumber), this.transport, log, cancellationToken)
            .ConfigureAwait(false);
        foreach (var shipment in page.Shipments)
        {
            shipment.RetrievedAt = this.Now;
        }

        return page;
    }
}
