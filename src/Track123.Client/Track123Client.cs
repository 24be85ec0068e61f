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

/// <summary>A client for one account at the service. It is thread-safe.</summary>
internal sealed class Track123Client : IDisposable
{
    private readonly Transport transport;
    private readonly TimeProvider clock;

    /// <summary>Creates a client. It sends nothing before the first call.</summary>
    /// <exception cref="Track123Exception">
    /// <see cref="Track123ErrorKind.InvalidRequest"/>: the address is invalid, such as <c>http</c> to a host that is
    /// not loopback.
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

    /// <summary>The settings of the connection.</summary>
    public ConnectionOptions Options { get; }

    /// <summary>The current time of the service: the sandbox's clock, else this machine's.</summary>
    public DateTimeOffset Now => this.Options.Sandbox?.Now ?? this.clock.GetUtcNow();

    /// <summary>
    /// Waits until the time has passed on the service's clock. A sandbox's clock is advanced without waiting.
    /// </summary>
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

    /// <summary>Starts a run that carries out an operation for a stream of rows.</summary>
    /// <param name="operation">The operation, such as <see cref="ParcelOperations.Register"/>.</param>
    /// <param name="log">Receives the messages of the run.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    /// <param name="batchSize">The maximum number of rows in one request; by default the endpoint's maximum.</param>
    /// <param name="flushInterval">
    /// The maximum time that a row waits for its batch to fill; null to wait until the caller sends it.
    /// </param>
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

    /// <summary>
    /// Starts a query for the account's parcels (<c>track/query</c>): all, or those registered in a period.
    /// </summary>
    /// <param name="createdAfter">
    /// The start of the period, in a time zone that is not documented; null for no start.
    /// </param>
    /// <param name="createdBefore">The end of the period; null for no end.</param>
    /// <param name="log">Receives the messages of the calls.</param>
    /// <param name="cancellationToken">Cancels the query.</param>
    /// <param name="pageSize">The number of records in a page, 1 to 100.</param>
    public TrackingPager BeginQuery(
        DateTime? createdAfter,
        DateTime? createdBefore,
        ICallLog log,
        CancellationToken cancellationToken,
        int pageSize = 100) =>
        new(
            TrackingPager.CreateBody(createdAfter, createdBefore) with { QueryPageSize = pageSize },
            new(this.transport, new(log, AbortReason: null, cancellationToken), () => this.Now));

    /// <summary>
    /// Gets a parcel from the carrier at once, without registering it (<c>track/query-realtime</c>). Each call costs
    /// one credit. Returns null if nothing was found.
    /// </summary>
    /// <param name="parcel">
    /// The number and, optionally, the carrier, postal code, phone suffix and language of the events.
    /// </param>
    /// <param name="log">Receives the messages of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Track123Exception">The number is invalid or was rejected, or the call failed.</exception>
    public async Task<Tracking?> GetInstantTrackingAsync(
        ParcelRow parcel, ICallLog log, CancellationToken cancellationToken)
    {
        var (item, reason) = ParcelValidation.Validate(parcel);
        if (item is null)
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, reason);
        }

        Reply<ResponseData<Tracking>> reply;
        try
        {
            reply = await this.SendAsync(
                Endpoints.InstantTracking,
                item with { Language = InputText.TrimToNull(parcel.Language) },
                ParcelJson.Lenient.ParcelRow,
                ParcelJson.Lenient.EnvelopeResponseDataTracking,
                log,
                cancellationToken).ConfigureAwait(false);
        }
        catch (Track123Exception e) when (e.Kind == Track123ErrorKind.TrackingNotRegistered)
        {
            // This endpoint needs no registration, so the text can only mean that nothing was found.
            return null;
        }

        var data = reply.Data ?? new();
        if (data.Accepted.Content is [var tracking, ..])
        {
            return tracking.Complete(this.Now, this.Options.AccountName);
        }

        if (data.Rejected.Content is [var rejected, ..])
        {
            var result = RowResult.FromRejection(rejected.Error, this.Options.ApiKey);
            return result.ErrorKind == Track123ErrorKind.TrackingNotRegistered ? null : throw new Track123Exception(
                result.ErrorKind!.Value, $"'{item.TrackingNumber}': {result.Reason}")
            {
                Code = result.ErrorCode,
                TraceId = reply.TraceId,
                Endpoint = Endpoints.InstantTracking.ToString(),
            };
        }

        return null;
    }

    /// <summary>
    /// Gets the list of carriers (<c>courier/list</c>, <c>ocean/carrier/list</c>, <c>aviation/carrier/list</c>). It
    /// costs nothing, so the list of parcel carriers is also used to verify the key.
    /// </summary>
    /// <exception cref="Track123Exception">The call failed.</exception>
    public async Task<IReadOnlyList<Carrier>> GetCarriersAsync(
        CarrierType carrierType, ICallLog log, CancellationToken cancellationToken)
    {
        var endpoint = carrierType switch
        {
            CarrierType.Ocean => Endpoints.ListOceanCarriers,
            CarrierType.Air => Endpoints.ListAirCarriers,
            _ => Endpoints.ListParcelCarriers,
        };
        var reply = await this.transport.SendAsync(
            endpoint,
            body: null,
            itemCount: 1,
            CarrierJson.Lenient.EnvelopeItemsCarrier,
            new(log, AbortReason: null, cancellationToken)).ConfigureAwait(false);
        var carriers = reply.Data?.Content ?? [];
        carriers.ForEach(c => c.Type = carrierType);
        return carriers;
    }

    /// <summary>
    /// Detects the carriers that a number may belong to (<c>courier/detection</c>), the recommended one first. The list
    /// is empty if none is found.
    /// </summary>
    /// <exception cref="Track123Exception">The number is invalid, or the call failed.</exception>
    public async Task<IReadOnlyList<CarrierCandidate>> DetectCarrierAsync(
        string trackingNumber, NumberCheck check, ICallLog log, CancellationToken cancellationToken)
    {
        var (number, reason) = NumberValidation.Validate(trackingNumber, check);
        if (number is null)
        {
            throw new Track123Exception(Track123ErrorKind.InvalidRequest, reason);
        }

        // Snake case, unlike all other endpoints. Contract 3.2.
        var reply = await this.transport.SendAsync(
            Endpoints.DetectCarrier,
            [BodyForm.Member("tracking_number", () => number), BodyForm.Member("trackNo", () => number)],
            itemCount: 1,
            CarrierJson.Lenient.EnvelopeDetection,
            new(log, AbortReason: null, cancellationToken)).ConfigureAwait(false);
        return reply.Data?.ToCandidates(number) ?? [];
    }

    /// <summary>Calls any path of the service with this client's key, rate limits and retries.</summary>
    /// <param name="method">GET or POST.</param>
    /// <param name="path">The path below the base address, such as <c>tk/v2.1/courier/list</c>.</param>
    /// <param name="json">The body as JSON text; null for none.</param>
    /// <param name="log">Receives the messages of the call.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="Track123Exception">
    /// The path is outside the base address, the body is not JSON, the service responded with an error code, or the
    /// call failed.
    /// </exception>
    public async Task<ServiceReply> InvokeAsync(
        string method, string path, string? json, ICallLog log, CancellationToken cancellationToken)
    {
        var relative = path.Trim().TrimStart('/');
        var known = Endpoints.All.FirstOrDefault(e => e.Path == relative.Split('?')[0] && e.Method.Method == method);

        // It is not known whether a call to an unknown path can be repeated safely.
        var retryPolicy = method == "GET" ? RetryPolicy.Always : RetryPolicy.IfNotProcessed;
        var endpoint = known is null
            ? new Endpoint(new HttpMethod(method), relative, RetryPolicy: retryPolicy)
            : known with { Path = relative };
        var reply = await this.transport.SendAsync(
            endpoint,
            json is null ? null : ReadBody(method, json),
            itemCount: 1,
            RequestJson.Lenient.EnvelopeJsonElement,
            new(log, AbortReason: null, cancellationToken)).ConfigureAwait(false);
        return new()
        {
            Code = reply.Code,
            Message = reply.Message,
            Data = JsonConversion.ToObject(reply.Data),
            TraceId = reply.TraceId,
        };
    }

    /// <inheritdoc />
    public void Dispose() => this.transport.Dispose();

    private static byte[] ReadBody(string method, string json)
    {
        if (method == "GET")
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest, "A GET request can't have a body. Omit the body, or use POST.");
        }

        try
        {
            using var document = JsonDocument.Parse(json);
        }
        catch (JsonException e)
        {
            throw new Track123Exception(
                Track123ErrorKind.InvalidRequest, $"The body is not valid JSON: {e.Message}", e);
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
            endpoint,
            JsonSerializer.SerializeToUtf8Bytes(body, bodyType),
            itemCount: 1,
            type,
            new(log, AbortReason: null, cancellationToken));
}
