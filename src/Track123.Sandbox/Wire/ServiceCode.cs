namespace Track123.InMemory;

/// <summary>The service's codes that the sandbox gives.</summary>
internal static class ServiceCode
{
    public const string Success = "00000";

    /// <summary>A parameter is wrong. As an item error it means several things, told apart by their text.</summary>
    public const string Parameter = "A0400";

    /// <summary>A parameter that must be there is empty.</summary>
    public const string Required = "A0410";

    public const string TooManyRequests = "A0706";

    public const string OutOfCredit = "101107";

    /// <summary>Key missing or wrong. Which of the service's four codes it is, and whether with 401 or 403, nobody has written down.</summary>
    public const string KeyRefused = "A0231";

    /// <summary>The HTTP status that goes with <see cref="KeyRefused"/>.</summary>
    public const int KeyRefusedStatus = 401;
}
