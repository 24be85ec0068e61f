namespace Track123.Http;

/// <summary>Adds the API key to each request, as the last handler, so that no other one sees the key.</summary>
internal sealed class AuthenticationHandler : DelegatingHandler
{
    // [doc] contract, section 1.
    private const string Header = "Track123-Api-Secret";

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Remove(Header);
        if (request.GetCall() is { ApiKey: { Length: > 0 } key })
        {
            request.Headers.TryAddWithoutValidation(Header, key);
        }

        return base.SendAsync(request, cancellationToken);
    }
}
