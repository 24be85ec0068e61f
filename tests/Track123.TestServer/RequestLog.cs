namespace Track123.Testing;

/// <summary>The requests a server received, or only their numbers.</summary>
public sealed class RequestLog
{
    private readonly Lock gate = new();
    private readonly List<ReceivedRequest> requests = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int received;
    private int limited;
    private int aborted;
    private long bytes;

    /// <summary>What is recorded of future requests.</summary>
    public Recording Recording { get; set; }

    /// <summary>The number of requests received.</summary>
    public int Received => Volatile.Read(ref this.received);

    /// <summary>The number of requests rejected by the rate limit.</summary>
    public int Limited => Volatile.Read(ref this.limited);

    /// <summary>The number of requests whose client disconnected early.</summary>
    public int Aborted => Volatile.Read(ref this.aborted);

    /// <summary>The total size of all bodies received, in bytes.</summary>
    public long BodyBytes => Interlocked.Read(ref this.bytes);

    /// <summary>Returns a copy of the requests recorded until now, in order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> All()
    {
        lock (this.gate)
        {
            return [.. this.requests];
        }
    }

    /// <summary>Waits until a condition is true. The condition is checked whenever a request arrives or ends.</summary>
    /// <param name="condition">The condition to wait for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async Task WaitAsync(Func<RequestLog, bool> condition, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            Task next;
            lock (this.gate)
            {
                next = this.changed.Task;
            }

            if (condition(this))
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Removes all requests and resets the counts.</summary>
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
            {
                this.requests.Add(request);
            }

            this.NotifyWaiters();
            return request;
        }
    }

    internal void SetBody(ReceivedRequest request, ReadOnlyMemory<byte> body)
    {
        request.Body = body;
        lock (this.gate)
        {
            this.bytes += body.Length;
        }
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
            {
                this.aborted++;
            }

            this.NotifyWaiters();
        }
    }

    /// <summary>Makes all waiting calls check their condition again.</summary>
    internal void NotifyWaiters()
    {
        lock (this.gate)
        {
            var before = this.changed;
            this.changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            before.SetResult();
        }
    }
}
