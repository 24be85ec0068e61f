namespace Track123.Http;

/// <summary>Waiting with a token or a clock, with the same names on both targets.</summary>
internal static class TaskPolyfills
{
#if NET8_0_OR_GREATER
    public static Task Delay(this TimeProvider clock, TimeSpan time, CancellationToken cancellationToken) =>
        Task.Delay(time, clock, cancellationToken);

    public static CancellationTokenSource CreateCancellationTokenSource(this TimeProvider clock, TimeSpan time) =>
        new(time, clock);
#else
    public static Task WaitAsync(this Task task, CancellationToken cancellationToken) =>
        task.WaitAsync(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
#endif
}
