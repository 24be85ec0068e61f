namespace Track123.Testing;

/// <summary>The requests a server received, or only how many.</summary>
public sealed class RequestLog
{
    private readonly Lock gate = new();
    private readonly List<ReceivedRequest> requests = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int received;
    private int limited;
    private int aborted;
    private long bytes;

    /// <summary>What is kept of requests from now on.</summary>
    public Recording Recording { get; set; }

    /// <summary>Requests received.</summary>
    public int Received => Volatile.Read(ref this.received);

    /// <summary>Requests the limit turned away.</summary>
    public int Limited => Volatile.Read(ref this.limited);

    /// <summary>Requests whose client left early.</summary>
    public int Aborted => Volatile.Read(ref this.aborted);

    /// <summary>Bytes of all bodies received.</summary>
    public long BodyBytes => Interlocked.Read(ref this.bytes);

    /// <summary>The requests kept until now, in order of arrival: a copy.</summary>
    public IReadOnlyList<ReceivedRequest> All()
    {
        lock (this.gate)
            return [.. this.requests];
    }

    /// <summary>Waits until something holds for the log, and looks again whenever a request arrives or ends.</summary>
    /// <param name="condition">What to wait for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task WaitAsync(Func<RequestLog, bool> condition, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task next;
            lock (this.gate)
                next = this.changed.Task;

            if (condition(this))
                return;

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (this.gate)
        {
            this.requests.Clear();
            (this.received, this.limited, this.aborted, this.bytes) = (0, 0, 0, 0);
        }
    }

    internal ReceivedRequest Add(Func<int, ReceivedRequest> make)
    {
        lock (this.gate)
        {
            var request = make(this.received++);
            if (this.Recording == Recording.Full)
                this.requests.Add(request);
            this.Announce();
            return request;
        }
    }

    internal void SetBody(ReceivedRequest request, ReadOnlyMemory<byte> body)
    {
        request.Body = body;
        lock (this.gate)
            this.bytes += body.Length;
    }

    internal void SetLimited(ReceivedRequest request)
    {
        lock (this.gate)
        {
            request.IsLimited = true;
            this.limited++;
        }
    }

    internal void Close(ReceivedRequest request, bool isAborted)
    {
        lock (this.gate)
        {
            request.IsAborted = isAborted;
            if (isAborted)
                this.aborted++;
            this.Announce();
        }
    }

    /// <summary>Has those who wait look again.</summary>
    internal void Announce()
    {
        lock (this.gate)
        {
            var before = this.changed;
            this.changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
        }
    }
}
