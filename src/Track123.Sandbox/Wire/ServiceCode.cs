namespace Track123.InMemory.Wire;

/// <summary>The service's codes that the sandbox returns.</summary>
internal static class ServiceCode
{
    public const string Success = "00000";

    /// <summary>A parameter is invalid. Several errors of items share this code and differ by their text.</summary>
    public const string InvalidParameter = "A0400";

    /// <summary>A required parameter is empty.</summary>
    public const string MissingParameter = "A0410";

    public const string TooManyRequests = "A0706";

    public const string OutOfCredit = "101107";

    /// <summary>
    /// The key is missing or wrong. The documentation does not say which of the service's four codes this is, and
    /// whether the status is 401 or 403.
    /// </summary>
    public const string KeyRefused = "A0231";
}
