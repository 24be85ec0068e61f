namespace Track123;

/// <summary>What the check of a webhook's signature came to.</summary>
public enum WebhookStatus
{
    /// <summary>Made by somebody who knows the API key, and not too long ago. It says nothing about the body, which it does not cover.</summary>
    Valid,

    /// <summary>Not made with this key by this algorithm.</summary>
    WrongSignature,

    /// <summary>There is no signature or no timestamp.</summary>
    Missing,

    /// <summary>Made with the key, but longer ago than is allowed.</summary>
    TooOld,

    /// <summary>Signature or timestamp is of no form that can be checked, or the body is none of a webhook.</summary>
    Malformed,

    /// <summary>Nothing was checked, because there was no key to check with.</summary>
    NotChecked,
}
