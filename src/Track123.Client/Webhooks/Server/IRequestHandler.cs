namespace Track123.Webhooks.Server;

/// <summary>Handles the requests of an <see cref="HttpServer"/>. Called from any thread.</summary>
internal interface IRequestHandler
{
    /// <summary>Handles the body of a POST request.</summary>
    /// <returns>
    /// The HTTP status of the response. The server stops waiting for it after some time and responds 503.
    /// </returns>
    /// <exception cref="RejectedRequestException">The body is not accepted.</exception>
    Task<int> HandleAsync(byte[] body);

    /// <summary>Reports a rejected request.</summary>
    void OnRejected(int status, string sender, string reason);
}
