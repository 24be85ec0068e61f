namespace Track123.Http;

/// <summary>The context of a call.</summary>
/// <param name="Log">The log of the caller.</param>
/// <param name="AbortReason">Returns the exception to throw instead of sending; null to send.</param>
/// <param name="CancellationToken">Ends the call.</param>
internal sealed record CallContext(ICallLog Log, Func<Exception?>? AbortReason, CancellationToken CancellationToken);
