namespace Track123.InMemory;

/// <summary>One row of the table of endpoints.</summary>
/// <param name="Method">The one HTTP method it takes.</param>
/// <param name="OwnRate">Requests a second, where the contract gives it a rate of its own; null for the account's.</param>
/// <param name="Window">What it let in lately. Two paths of one endpoint share it.</param>
/// <param name="Answer">Does the work. It may throw <see cref="RequestRefusedException"/>.</param>
internal sealed record Endpoint(
    string Method, int? OwnRate, SlidingWindow Window, Func<SandboxRequest, SandboxReply> Answer);
