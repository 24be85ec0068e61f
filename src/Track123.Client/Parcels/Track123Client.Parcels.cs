using System.Text.Json;
using Track123.Json;

namespace Track123;

public sealed partial class Track123Client
{
    /// <summary>Begins a run that registers parcels (<c>track/import</c>, 1 credit each).</summary>
    /// <param name="log">Where the run tells what it does.</param>
    /// <param name="cancellationToken">Ends the run: nothing is sent once it is cancelled.</param>
    public BatchRun<ParcelRegistration, RegistrationResult> BeginRegistration(ICallLog log, CancellationToken cancellationToken) =>
        new(ParcelPlans.Register(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    /// <param name="batchSize">How many rows go in one request, at most 100.</param>
    /// <param name="flushInterval">
    /// How long a row waits for its batch to fill before it is sent without; null lets it wait until the caller sends.
    /// </param>
    /// <param name="log">Where the run tells what it does.</param>
    /// <param name="cancellationToken">Ends the run: nothing is sent once it is cancelled.</param>
    public BatchRun<ParcelRegistration, RegistrationResult> BeginRegistration(
        int batchSize, TimeSpan? flushInterval, ICallLog log, CancellationToken cancellationToken) =>
        new(ParcelPlans.Register(this.Options.ApiKey), this.transport, log, cancellationToken)
        {
            BatchSize = Math.Max(1, Math.Min(batchSize, Endpoints.RegisterParcels.ItemsPerRequest)),
            FlushInterval = flushInterval,
            Clock = this.clock,
        };

    /// <summary>Begins a run that has parcels looked up anew (<c>track/refresh</c>, <c>track/refresh-batch</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<ParcelReference, RetrackResult> BeginRetrack(ICallLog log, CancellationToken cancellationToken) =>
        new(ParcelPlans.Retrack(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that changes parcels (<c>track/update</c>, <c>track/update-batch</c>, <c>track/update-courier</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<ParcelEdit, ChangeResult> BeginEdit(ICallLog log, CancellationToken cancellationToken) =>
        new(new EditPlan(this.Options.ApiKey).Plan, this.transport, log, cancellationToken);

    /// <summary>Begins a run that deletes parcels (<c>track/delete</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<ParcelReference, ChangeResult> BeginDeletion(ICallLog log, CancellationToken cancellationToken) =>
        new(ParcelPlans.Delete(this.Options.ApiKey), this.transport, log, cancellationToken);

    /// <summary>Begins a run that looks tracking numbers up (<c>track/query</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<ParcelReference, TrackingLookup> BeginLookup(ICallLog log, CancellationToken cancellationToken) =>
        new(LookupPlan.ByNumber(this.Options.ApiKey, () => this.Now), this.transport, log, cancellationToken);

    /// <summary>Begins a run that looks order numbers up (<c>track/query</c>).</summary>
    /// <inheritdoc cref="BeginRegistration(ICallLog, CancellationToken)"/>
    public BatchRun<OrderReference, TrackingLookup> BeginOrderLookup(ICallLog log, CancellationToken cancellationToken) =>
        new(LookupPlan.ByOrder(this.Options.ApiKey, () => this.Now), this.transport, log, cancellationToken);

    /// <summary>Begins a walk through the account's parcels (<c>track/query</c>).</summary>
    public TrackingWalk BeginQuery(TrackingQuery query, ICallLog log) => new(query, this.transport, log, () => this.Now);

    /// <summary>
    /// Asks the carrier itself, now, without registering (<c>track/query-realtime</c>). Costs a credit each time; null if nothing was found.
    /// </summary>
    /// <param name="parcel">Number, and as far as known carrier, postal code and phone digits.</param>
    /// <param name="language">The language to translate events into, such as <c>en</c>; null for none.</param>
    /// <param name="log">Where the call tells what it does.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Track123Exception">The number can't be sent, was refused, or the call failed.</exception>
    public async Task<Tracking?> GetInstantTrackingAsync(
        ParcelRegistration parcel, string? language, ICallLog log, CancellationToken cancellationToken)
    {
        var body = new InstantBody
        {
            TrackNo = Usable(parcel.TrackingNumber),
            CourierCode = RowCheck.Clean(parcel.CarrierCode),
            PostalCode = RowCheck.Clean(parcel.PostalCode),
            ExtendFieldMap = RowCheck.Clean(parcel.PhoneSuffix) is { } phone ? new ExtendFields { PhoneSuffix = phone } : null,
            Lang = RowCheck.Clean(language),
        };
        var reply = await this.SendAsync(
            Endpoints.InstantTracking,
            JsonSerializer.SerializeToUtf8Bytes(body, TrackJson.Lenient.InstantBody),
            TrackJson.Lenient.EnvelopeAnswerTracking,
            log,
            cancellationToken).ConfigureAwait(false);
        var answer = reply.Data ?? new();
        if (answer.Accepted.Content is [var tracking, ..])
        {
            return tracking.Complete(this.Now);
        }

        if (answer.Rejected.Content is [var rejected, ..])
        {
            var verdict = Verdict.Of(rejected, this.Options.ApiKey);
            throw new Track123Exception(verdict.ErrorKind!.Value, $"'{body.TrackNo}': {verdict.Reason}")
            {
                Code = verdict.ErrorCode,
                TraceId = reply.TraceId,
                Endpoint = Endpoints.InstantTracking.ToString(),
            };
        }

        return null;
    }
}
