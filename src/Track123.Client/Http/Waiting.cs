namespace Track123.Http;

/// <summary>Waiting by an injected clock, and waiting that can be given up, the same on both targets.</summary>
internal static class Waiting
{
#if NET8_0_OR_GREATER
    public static Task Delay(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time, clock, cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan time) => new(time, clock);
#else
    public static Task Delay(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
        System.Threading.Tasks.TimeProviderTaskExtensions.Delay(clock, time, cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan time) =>
        System.Threading.Tasks.TimeProviderTaskExtensions.CreateCancellationTokenSource(clock, time);
#endif

    /// <summary>Waits for a task, or stops waiting: the task itself goes on.</summary>
    public static async Task OrStop(this Task task, CancellationToken cancellationToken)
    {
        if (!task.IsCompleted)
        {
            var stop = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
            using (cancellationToken.Register(static s => ((TaskCompletionSource<bool>)s!).TrySetResult(true), stop))
            {
                await Task.WhenAny(task, stop.Task).ConfigureAwait(false);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }

        await task.ConfigureAwait(false);
    }
}
