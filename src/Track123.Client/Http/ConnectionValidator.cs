namespace Track123.Http;

/// <summary>Validates that a connection can't expose the key.</summary>
internal static class ConnectionValidator
{
    /// <summary>Validates the options and returns the base address with a slash at its end.</summary>
    /// <exception cref="Track123Exception">An option is not valid.</exception>
    public static Uri Validate(ConnectionOptions options)
    {
        var uri = options.BaseUri;
        var isPlain = uri is { IsAbsoluteUri: true, UserInfo.Length: 0, Query.Length: 0, Fragment.Length: 0 };
        if (!isPlain || (uri.Scheme != Uri.UriSchemeHttps && !(uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
        {
            var shown = uri.IsAbsoluteUri
                ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
                : uri.ToString();
            throw Invalid(
                $"The address '{shown}' is not allowed. Every request contains the API key, so the address must use "
                + "https (http only to this machine) and have no user name, query or fragment.");
        }

        // A header allows no other characters, and a line end in it would start another header.
        if (!options.ApiKey.All(c => c is > ' ' and < '\u007F'))
        {
            throw Invalid(
                "The API key contains a space, a line break or another invalid character. "
                + "Copy it again, without the text around it.");
        }

        if (options.Proxy is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
        {
            throw Invalid(
                "The proxy address contains a user name. Pass the user name and password as a credential, "
                + "so that they are not shown with the address.");
        }

        if (options.Proxy is not null && uri.Scheme == Uri.UriSchemeHttp)
        {
            throw Invalid("An http address can't be used with a proxy, because the key would be sent in clear text.");
        }

        return new Uri(uri.AbsoluteUri.TrimEnd('/') + "/");
    }

    private static Track123Exception Invalid(string message) => new(Track123ErrorKind.InvalidRequest, message);
}
