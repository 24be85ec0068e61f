using System.Globalization;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// Base of all cmdlets: one token that ends with the cmdlet, and a way to wait for a task on the pipeline thread. A cmdlet awaits a result and
/// writes it itself, so no other thread ever waits for the pipeline.
/// </summary>
public abstract class Track123Cmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stopping = new();
    private readonly PipelineLog log = new();
    private bool hasLog;

    private protected Track123Cmdlet()
    {
    }

    /// <summary>Canceled when the pipeline is stopped, and when the cmdlet ends in any other way.</summary>
    internal CancellationToken StoppingToken => this.stopping.Token;

    /// <summary>
    /// Receives the client's verbose and debug messages; they are written while the cmdlet waits. Only for use on the pipeline thread.
    /// </summary>
    internal ICallLog Log
    {
        get
        {
            if (!this.hasLog)
            {
                (this.hasLog, this.log.WantsDebug) = (true, this.WantsDebug());
            }

            return this.log;
        }
    }

    /// <summary>Called on the pipeline thread a few times per second while the cmdlet waits; null for nothing.</summary>
    private protected Action? OnWaiting { get; set; }

    /// <summary>Cancels the cmdlet's work, however the cmdlet ended.</summary>
    public void Dispose()
    {
        this.Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Waits for <paramref name="work"/> and writes the client's messages meanwhile. An exception of the client becomes the cmdlet's terminating
    /// error.
    /// </summary>
    internal T Await<T>(Func<CancellationToken, Task<T>> work, object? target = null)
    {
        try
        {
            var task = work(this.StoppingToken);
            this.WaitFor(task);
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
    /// Waits for work for one of several items. An exception of the client is written as the error of that item; one that would affect all others
    /// too ends the cmdlet.
    /// </summary>
    /// <param name="target">The item.</param>
    /// <param name="work">The work.</param>
    /// <param name="result">The result of the work.</param>
    /// <returns>True if the work was done.</returns>
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
        if (failure.IsFatal)
        {
            this.Fail(error);
        }

        this.WriteError(error);
        return false;
    }

    /// <summary>Writes the messages that calls in the background have logged so far.</summary>
    internal void WriteLog() => this.log.WriteTo(this);

    /// <summary>Ends the cmdlet with an error, after all messages that were logged before it.</summary>
    internal void Fail(ErrorRecord error)
    {
        this.WriteLog();
        this.ThrowTerminatingError(error);
    }

    /// <inheritdoc />
    protected override void StopProcessing() => this.Cancel();

    /// <summary>Disposes what a derived cmdlet holds.</summary>
    /// <param name="disposing">True.</param>
    protected virtual void Dispose(bool disposing)
    {
        // Select-Object -First never calls StopProcessing, so calls in flight are canceled here:
        // https://github.com/PowerShell/PowerShell/issues/7930
        this.Cancel();
        this.stopping.Dispose();
    }

    private void WaitFor(Task task)
    {
        if (!task.IsCompleted)
        {
            // This runs however the task ends, and observes the exception of a task that nobody waits for any more.
            _ = task.ContinueWith(
                ended =>
                {
                    _ = ended.Exception;
                    this.log.Wake();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            using var wake = this.StoppingToken.Register(this.log.Wake);
            while (!task.IsCompleted && !this.StoppingToken.IsCancellationRequested)
            {
                this.log.Sleep(
                    () => task.IsCompleted || this.StoppingToken.IsCancellationRequested,
                    this.OnWaiting is null ? Timeout.InfiniteTimeSpan : ProgressBar.MinInterval);
                this.WriteLog();
                if (!this.StoppingToken.IsCancellationRequested)
                {
                    this.OnWaiting?.Invoke();
                }
            }
        }

        if (this.StoppingToken.IsCancellationRequested && task.Status is not TaskStatus.RanToCompletion)
        {
            // The task is canceled too and normally ends at once; one that doesn't is abandoned.
            _ = ((IAsyncResult)task).AsyncWaitHandle.WaitOne(StopTimeout);
            throw new PipelineStoppedException();
        }

        this.WriteLog();
    }

    private void Cancel()
    {
        try
        {
            this.stopping.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // A stop that arrives after the end.
        }
    }

    private bool WantsDebug()
    {
        if (this.MyInvocation.BoundParameters.TryGetValue("Debug", out var given))
        {
            return LanguagePrimitives.IsTrue(given);
        }

        return LanguagePrimitives.TryConvertTo<ActionPreference>(
                this.GetVariableValue("DebugPreference"), CultureInfo.InvariantCulture, out var preference)
            && preference is not (ActionPreference.SilentlyContinue or ActionPreference.Ignore);
    }
}
