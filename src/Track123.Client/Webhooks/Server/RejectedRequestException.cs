namespace Track123.Webhooks.Server;

/// <summary>A request that is rejected with an error status.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="reason">The reason for the log. The sender does not get it.</param>
internal sealed class RejectedRequestException(int status, string reason) : Exception(reason)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;
}
