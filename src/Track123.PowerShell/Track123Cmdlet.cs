using System.Globalization;

namespace Track123.Commands;

/// <summary>
/// Base of all cmdlets: one token that ends with the cmdlet, and a way to wait for a task on the pipeline thread.
/// Output is pulled: a cmdlet awaits a result and writes it itself, so no other thread ever waits for the pipeline.
/// </summary>
public abstract class Track123Cmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stopping = new();
    private readonly Chatter chatter = new();
    private bool isListening;

    private protected Track123Cmdlet()
    {
    }

    /// <summary>Cancelled when the pipeline is stopped, and when the cmdlet is done with in any other way.</summary>
    private protected CancellationToken StoppingToken => this.stopping.Token;

    /// <summary>
    /// Takes the client's verbose and debug lines; they are written while the cmdlet waits. Ask for it on the pipeline
    /// thread.
    /// </summary>
    internal ICallLog Log
    {
        get
        {
            if (!this.isListening)
                (this.isListening, this.chatter.WantsDebug) = (true, this.WantsDebug());

            return this.chatter;
        }
    }

    /// <summary>What is done on the pipeline thread a few times a second while the cmdlet waits; null for nothing.</summary>
    private protected Action? Meanwhile { get; set; }

    /// <summary>Ends the cmdlet's work, whatever way the cmdlet itself ended.</summary>
    public void Dispose()
    {
        this.Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => this.Cancel();

    /// <summary>
    /// Does <paramref name="work"/> and writes the client's lines meanwhile. What the client throws ends the cmdlet, as
    /// its error.
    /// </summary>
    internal T Await<T>(Func<CancellationToken, Task<T>> work, object? target = null)
    {
        try
        {
            var task = work(this.StoppingToken);
            this.Watch(task);
            return task.GetAwaiter().GetResult();
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, target));
            throw;
        }
        catch (OperationCanceledException) when (this.StoppingToken.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <inheritdoc cref="Await{T}" />
    internal void Await(Func<CancellationToken, Task> work) => this.Await(async token =>
    {
        await work(token).ConfigureAwait(false);
        return true;
    });

    /// <summary>
    /// Does work for one of several things. What the client throws is written as the error of that thing; if it would
    /// meet all others too, it ends the cmdlet.
    /// </summary>
    /// <param name="target">The thing.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">What it gave.</param>
    /// <returns>True if it was done.</returns>
    internal bool TryAwait<T>(object target, Func<CancellationToken, Task<T>> work, out T? result)
    {
        (result, var failure) = this.Await(async token =>
        {
            try
            {
                return (await work(token).ConfigureAwait(false), (Track123Exception?)null);
            }
            catch (Track123Exception e)
            {
                return (default(T), e);
            }
        });
        if (failure is null)
        {
            return true;
        }

        var error = Track123Error.From(failure, target);
        if (failure.EndsTheCall)
        {
            this.Fail(error);
        }

        this.WriteError(error);
        return false;
    }

    /// <summary>Writes what calls that go on in the background have told so far.</summary>
    internal void WriteChatter() => this.chatter.WriteTo(this);

    /// <summary>Ends the cmdlet with an error, after all that was told before it.</summary>
    internal void Fail(ErrorRecord error)
    {
        this.WriteChatter();
        this.ThrowTerminatingError(error);
    }

    /// <summary>Disposes what a derived cmdlet holds.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
        // Select-Object -First never calls StopProcessing, so whatever is still under way is told here:
        // https://github.com/PowerShell/PowerShell/issues/7930
        this.Cancel();
        this.stopping.Dispose();
    }

    private void Watch(Task task)
    {
        if (!task.IsCompleted)
        {
            // However the task ends, this runs: it also observes the exception of one that is left to itself.
            _ = task.ContinueWith(
                ended =>
                {
                    _ = ended.Exception;
                    this.chatter.Wake();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            using var wake = this.StoppingToken.Register(this.chatter.Wake);
            while (!task.IsCompleted && !this.StoppingToken.IsCancellationRequested)
            {
                this.chatter.Sleep(
                    () => task.IsCompleted || this.StoppingToken.IsCancellationRequested,
                    this.Meanwhile is null ? Timeout.InfiniteTimeSpan : ProgressBar.MinInterval);
                this.WriteChatter();
                if (!this.StoppingToken.IsCancellationRequested)
                    this.Meanwhile?.Invoke();
            }
        }

        if (this.StoppingToken.IsCancellationRequested && task.Status is not TaskStatus.RanToCompletion)
        {
            // The task hears of the stop too and normally ends at once; what does not is left to itself.
            _ = ((IAsyncResult)task).AsyncWaitHandle.WaitOne(Patience);
            throw new PipelineStoppedException();
        }

        this.WriteChatter();
    }

    private void Cancel()
    {
        try
        {
            this.stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop that arrives when all is over.
        }
    }

    private bool WantsDebug()
    {
        if (this.MyInvocation.BoundParameters.TryGetValue("Debug", out var given))
            return LanguagePrimitives.IsTrue(given);

        return LanguagePrimitives.TryConvertTo<ActionPreference>(
                this.GetVariableValue("DebugPreference"), CultureInfo.InvariantCulture, out var preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
