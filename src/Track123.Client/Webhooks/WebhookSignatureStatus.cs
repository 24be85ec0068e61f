namespace Track123;

/// <summary>The results of checking a webhook's signature.</summary>
public enum WebhookSignatureStatus
{
    /// <summary>
    /// The signature was made with the API key, and not too long ago. It proves nothing about the body, which it does
    /// not cover.
    /// </summary>
    Valid,

    /// <summary>The signature was not made with this key by this algorithm.</summary>
    WrongSignature,

    /// <summary>The signature or the timestamp is missing.</summary>
    Missing,

    /// <summary>The signature was made with the key, but longer ago than is allowed.</summary>
    TooOld,

    /// <summary>The signature or the timestamp has no valid form, or the body is not a webhook's.</summary>
    Malformed,

    /// <summary>The signature was not checked, because there was no key.</summary>
    NotChecked,
}
