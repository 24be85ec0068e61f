namespace Track123;

/// <summary>The algorithms of webhook signatures. The service's documents name both (contract 6.3).</summary>
public enum WebhookAlgorithm
{
    /// <summary>HMAC-SHA256 of the timestamp, with the API key as the key.</summary>
    HmacSha256,

    /// <summary>SHA-256 of the API key followed by the timestamp.</summary>
    Sha256,
}
