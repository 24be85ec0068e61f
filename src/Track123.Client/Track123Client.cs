using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Track123.Batches;
using Track123.Carriers;
using Track123.Http;
using Track123.Json;
using Track123.Parcels;
using Track123.Requests;
using Track123.Validation;

namespace Track123;

/// <summary>One account at the service. Safe to use from several threads; no request stays open between calls.</summary>
internal sealed class Track123Client : IDisposable
{
    private readonly Transport transport;
    private readonly TimeProvider clock;

    /// <summary>Creates a client. Nothing is sent before the first call.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: an address that can't be used, such as <c>http</c> to a host that is not loopback.
    /// </exception>
    public Track123Client(ConnectionOptions options)
        : this(options, TimeProvider.System)
    {
    }

    public Track123Client(ConnectionOptions options, TimeProvider clock)
    {
        this.Options = options;
        this.clock = clock;
        this.transport = new Transport(options, clock);
    }

    /// <summary>How the service is reached.</summary>
    public ConnectionOptions Options { get; }

    /// <summary>The service's time: the sandbox's own, else this machine's.</summary>
    public DateTimeOffset Now => this.Options.Sandbox?.Now ?? this.clock.GetUtcNow();

    /// <summary>Lets time pass on the service's clock: a sandbox's is moved forward at once, else this waits.</summary>
    public Task PassTimeAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        if (this.Options.Sandbox is not { } sandbox)
        {
            return this.clock.Delay(time, cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
        sandbox.Advance(time);
        return Task.CompletedTask;
    }

    /// <summary>Begins a run that carries out an operation for a stream of rows.</summary>
    /// <param name="operation">The operation, such as <see cref="ParcelOperations.Register"/>.</param>
    /// <param name="log">Receives the messages of the run.</param>
    /// <param name="cancellationToken">Ends the run: nothing is sent after it is canceled.</param>
    /// <param name="batchSize">The maximum number of rows in one request; by default as many as the endpoint allows.</param>
    /// <param name="flushInterval">The maximum time that a row waits for its batch to fill; by default until the caller sends it.</param>
    public BatchRun<TRow, TResult> Begin<TRow, TResult>(
        BatchOperation<TRow, TResult> operation,
        ICallLog log,
        CancellationToken cancellationToken,
        int batchSize = int.MaxValue,
        TimeSpan? flushInterval = null)
        where TRow : class, IBatchItem
        where TResult : RowOutcome => new(
            operation,
            this.transport,
            new(log, cancellationToken)
            {
                BatchSize = Math.Max(1, Math.Min(batchSize, operation.Endpoint.ItemsPerRequest)),
                FlushInterval = flushInterval,
                Clock = this.clock,
            },
            () => this.Now);

    /// <summary>Begins a query for the account's parcels (<c>track/query</c>), all or those registered in a period.</summary>
    /// <param name="createdAfter">The start of the period, by the service's clock, whose zone is not documented; null for no start.</param>
    /// <param name="createdBefore">The end of the period; null for no end.</param>
    /// <param name="log">Receives the messages of the calls.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <param name="pageSize">The number of records in a page, 1 to 100.</param>
    public TrackingPager BeginQuery(
        DateTime? createdAfter, DateTime? createdBefore, ICallLog log, CancellationToken cancellationToken, int pageSize = 100) =>
        new(
            TrackingPager.CreateBody(createdAfter, createdBefore) with { QueryPageSize = pageSize },
            new(this.transport, new(log, AbortReason: null, cancellationToken), () => this.Now));

    /// <summary>
    /// Asks the carrier itself, now, without registering (<c>track/query-realtime</c>). Costs a credit each time; null if nothing was found.
    /// </summary>
    /// <param name="parcel">The number and, as far as known, carrier, postal code, phone digits and the language for the events.</param>
    /// <param name="log">Receives the messages of the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Track123Exception">The number can't be sent or was rejected, or the call failed.</exception>
    public async Task<Tracking?> GetInstantTrackingAsync(ParcelRow parcel, ICallLog log, CancellationToken cancellationToken)
    {
        var (item, reason) = ParcelValidation.Validate(parcel);
        var body = (item ?? throw new Track123Exception(Track123ErrorKind.InvalidRequest, reason)) with { Language = RowCheck.Clean(parcel.Language) };
        var reply = await this.SendAsync(
            Endpoints.InstantTracking, body, ParcelJson.Lenient.ParcelRow, ParcelJson.Lenient.EnvelopeAnswerTracking, log, cancellationToken)
            .ConfigureAwait(false);
        var answer = reply.Data ?? new();
        if (answer.Accepted.Content is [var tracking, ..])
        {
            return tracking.Complete(this.Now);
        }

        if (answer.Rejected.Content is [var rejected, ..])
        {
            var result = RowResult.FromRejection(rejected.Error, this.Options.ApiKey);
            throw new Track123Exception(result.ErrorKind!.Value, $"'{body.TrackingNumber}': {result.Reason}")
            {
                Code = result.ErrorCode,
                TraceId = reply.TraceId,
                Endpoint = Endpoints.InstantTracking.ToString(),
            };
        }

        return null;
    }

    /// <summary>
    /// Reads the list of carriers (<c>courier/list</c>, <c>ocean/carrier/list</c>, <c>aviation/carrier/list</c>). It costs nothing, so the list
    /// of parcel carriers also serves as a check of the key.
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
        var reply = await this.transport.SendAsync(
            endpoint, body: null, itemCount: 1, CarrierJson.Lenient.EnvelopeItemsCarrier, new(log, AbortReason: null, cancellationToken))
            .ConfigureAwait(false);
        var carriers = reply.Data?.Content ?? [];
        carriers.ForEach(c => c.Type = carrierType);
        return carriers;
    }

    /// <summary>Detects which carriers a number may belong to (<c>courier/detection</c>): the recommended one first, none if none is known.</summary>
    /// <exception cref="Track123Exception">The number can't be sent, or the call failed.</exception>
    public async Task<IReadOnlyList<CarrierCandidate>> DetectCarrierAsync(string trackingNumber, ICallLog log, CancellationToken cancellationToken)
    {
        var (number, reason) = RowCheck.CheckNumber(trackingNumber);
        var body = new DetectionBody { TrackingNumber = number ?? throw new Track123Exception(Track123ErrorKind.InvalidRequest, reason) };
        var reply = await this.SendAsync(
            Endpoints.DetectCarrier, body, CarrierJson.Lenient.DetectionBody, CarrierJson.Lenient.EnvelopeDetection, log, cancellationToken)
            .ConfigureAwait(false);
        return reply.Data?.ToCandidates(number) ?? [];
    }

    /// <summary>Calls any path of the service, with this client's key, rate limits and retries.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path below the base address, such as <c>tk/v2.1/courier/list</c>.</param>
    /// <param name="json">The body as JSON text; null for none.</param>
    /// <param name="log">Receives the messages of the call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="Track123Exception">
    /// The path leads outside the base address, the body is not JSON, the service answered with an error code, or the call failed.
    /// </exception>
    public async Task<ServiceReply> InvokeAsync(string method, string path, string? json, ICallLog log, CancellationToken cancellationToken)
    {
        var relative = path.Trim().TrimStart('/');
        var known = Endpoints.All.FirstOrDefault(e => e.Path == relative.Split('?')[0] && e.Method.Method == method);

        // Whether a call to an unknown path may be repeated is not known either.
        var endpoint = known is null
            ? new Endpoint(new HttpMethod(method), relative, RetryPolicy: method == "GET" ? RetryPolicy.Always : RetryPolicy.IfNotProcessed)
            : known with { Path = relative };
        var reply = await this.transport.SendAsync(
            endpoint,
            json is null ? null : ReadBody(method, json),
            itemCount: 1,
            RequestJson.Lenient.EnvelopeJsonElement,
            new(log, AbortReason: null, cancellationToken)).ConfigureAwait(false);
        return new() { Code = reply.Code, Message = reply.Message, Data = JsonConversion.From(reply.Data), TraceId = reply.TraceId };
    }

    /// <inheritdoc />
    public void Dispose() => this.transport.Dispose();

    private static byte[] ReadBody(string method, string json)
    {
        if (method == "GET")
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, "A GET request can't have a body.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, $"The body is not valid JSON: {e.Message}", e);
        }

        return Encoding.UTF8.GetBytes(json);
    }

    private Task<Reply<TData>> SendAsync<TBody, TData>(
        Endpoint endpoint,
        TBody body,
        JsonTypeInfo<TBody> bodyType,
        JsonTypeInfo<Envelope<TData>> type,
        ICallLog log,
        CancellationToken cancellationToken) => this.transport.SendAsync(
            endpoint, JsonSerializer.SerializeToUtf8Bytes(body, bodyType), itemCount: 1, type, new(log, AbortReason: null, cancellationToken));
}
