using System.Globalization;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// Base class of all cmdlets. It provides a token that is canceled when the cmdlet ends, and it waits for tasks on the
/// pipeline thread. Each cmdlet writes its results itself, so no other thread ever waits for the pipeline.
/// </summary>
public abstract class Track123Cmdlet : PSCmdlet, IDisposable
{
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource stopping = new();
    private readonly PipelineLog log = new();
    private bool hasLog;
    private ProgressBar? progress;

    private protected Track123Cmdlet()
    {
    }

    /// <summary>The token that is canceled when the pipeline is stopped or the cmdlet ends.</summary>
    internal CancellationToken StoppingToken => this.stopping.Token;

    /// <summary>
    /// The log for the client's verbose and debug messages. They are written while the cmdlet waits. Get it only on the
    /// pipeline thread.
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

    /// <summary>The number of warnings that the cmdlet has written.</summary>
    internal int WarningCount { get; private set; }

    /// <summary>
    /// The callback that the pipeline thread calls several times per second while it waits; null for none.
    /// </summary>
    private protected Action? OnWaiting { get; set; }

    /// <summary>Cancels the cmdlet's unfinished work.</summary>
    public void Dispose()
    {
        this.Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Waits for <paramref name="work"/> and writes the client's messages in the meantime. A
    /// <see cref="Track123Exception"/> becomes the cmdlet's terminating error.
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

    /// <summary>Writes a warning and counts it, also if warnings are not shown.</summary>
    internal new void WriteWarning(string message)
    {
        this.WarningCount++;
        base.WriteWarning(message);
    }

    /// <summary>
    /// Writes a message of -WhatIf. PowerShell has no API for messages other than those of ShouldProcess, which are
    /// only on the screen. This one is in the information stream, too.
    /// </summary>
    internal void WritePreview(string message) => this.WriteInformation(
        new HostInformationMessage { Message = $"What if: {message}" }, ["PSHOST"]);

    /// <summary>
    /// Shows a progress bar from now on, unless progress is turned off. It is removed when the cmdlet ends.
    /// </summary>
    /// <param name="activity">The title of the bar.</param>
    /// <param name="describe">Fills a progress record with the current state.</param>
    internal void StartProgress(string activity, Action<ProgressRecord> describe)
    {
        if (Preferences.ShowsProgress(this))
        {
            this.EndProgress();
            this.progress = new(this, activity, describe);
            this.OnWaiting = this.progress.Show;
        }
    }

    /// <summary>Updates the progress bar. It is also updated while the cmdlet waits.</summary>
    internal void UpdateProgress() => this.progress?.Show();

    /// <summary>Removes the progress bar.</summary>
    internal void EndProgress() => this.progress?.Complete();

    /// <summary>Writes the messages that background requests have logged so far.</summary>
    internal void WriteLog() => this.log.WriteTo(this);

    /// <summary>Writes all logged messages and ends the cmdlet with a terminating error.</summary>
    internal void Fail(ErrorRecord error)
    {
        this.WriteLog();
        this.ThrowTerminatingError(error);
    }

    /// <summary>Returns the full path of a file that may not exist. A path of another provider is an error.</summary>
    /// <param name="path">The path.</param>
    /// <param name="toError">Creates the error from its message; null for the usual one.</param>
    internal string ResolveFile(string path, Func<string, ErrorRecord>? toError = null)
    {
        var file = this.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var provider, out _);
        if (provider.Name != "FileSystem")
        {
            var message = $"'{path}' is not a file system path.";
            this.Fail(toError?.Invoke(message) ?? Track123Error.InvalidRequest(message, path));
        }

        return file;
    }

    /// <inheritdoc />
    protected override void StopProcessing() => this.Cancel();

    /// <summary>Releases the resources of the cmdlet.</summary>
    /// <param name="disposing">Always true, because cmdlets have no finalizers.</param>
    protected virtual void Dispose(bool disposing)
    {
        // Select-Object -First does not call StopProcessing, so this cancels requests in progress:
        // https://github.com/PowerShell/PowerShell/issues/7930
        this.Cancel();
        this.stopping.Dispose();

        // Also after an error, Ctrl+C, or a stop by a command downstream.
        this.EndProgress();
    }

    private void WaitFor(Task task)
    {
        if (!task.IsCompleted)
        {
            // Runs after success, failure and cancellation. It observes the exception in case the wait was abandoned.
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
            // The task uses the same token and normally ends at once. Otherwise it is abandoned after the timeout.
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
            // The pipeline was stopped after the cmdlet had ended.
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
