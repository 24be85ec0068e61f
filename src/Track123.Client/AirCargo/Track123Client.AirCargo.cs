using Track123.Json;

namespace Track123;

public sealed partial class Track123Client
{
    /// <summary>Begins a run that registers air waybills (<c>aviation/track/import</c>, 100 credits each).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<AirRegistration, AirRegistrationResult> BeginAirRegistration(ICallLog log, CancellationToken cancellationToken) =>
        new(AirPlans.Register(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that has air waybills looked up anew (<c>aviation/track/refresh</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<AirReference, RetrackResult> BeginAirRetrack(ICallLog log, CancellationToken cancellationToken) =>
        new(AirPlans.Retrack(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that gives air waybills another airline (<c>aviation/track/update-carrier</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<AirReference, ChangeResult> BeginAirCarrierChange(ICallLog log, CancellationToken cancellationToken) =>
        new(AirPlans.ChangeCarrier(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that deletes air waybills (<c>aviation/track/delete</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<AirReference, ChangeResult> BeginAirDeletion(ICallLog log, CancellationToken cancellationToken) =>
        new(AirPlans.Delete(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Reads up to 100 air waybills (<c>aviation/track/query</c>).</summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public async Task<CargoPage<AirShipment>> GetAirShipmentsAsync(
        IReadOnlyList<AirReference> references, ICallLog log, CancellationToken cancellationToken)
    {
        var rows = references.Select(r => (r.TrackingNumber, AirPlans.Check(r).Item, AirPlans.Check(r).Reason)).ToList();
        var page = await CargoQuery.ReadAsync(
            Endpoints.QueryAir, rows, TrackJson.Lenient.EnvelopeAnswerAirShipment, s => (s.TrackingNumber, OrderNo: null), this.transport, log, cancellationToken)
            .ConfigureAwait(false);
        foreach (var shipment in page.Shipments)
        {
            shipment.RetrievedAt = this.Now;
        }

        return page;
    }
}
