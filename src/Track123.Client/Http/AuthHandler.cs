namespace Track123.Http;

/// <summary>Puts the key on each request as it leaves, in place of whatever stood in that header.</summary>
internal sealed class AuthHandler : DelegatingHandler
{
    /// <summary>[doc] contract, section 1.</summary>
    public const string Header = "Track123-Api-Secret";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = ((CallRequest)request).Call.ApiKey;
        request.Headers.Remove(Header);
        if (key.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(Header, key);
        }

        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            request.Headers.Remove(Header);
        }
    }
}
