namespace Track123.Http;

/// <summary>Receives log messages of a client, from any thread. They never contain a key or personal data.</summary>
internal interface ICallLog
{
    /// <summary>True if messages for <see cref="Debug"/> are wanted; they take time to create.</summary>
    bool WantsDebug { get; }

    /// <summary>Writes one line per request: endpoint, item count, code, milliseconds, attempt.</summary>
    void Verbose(string message);

    /// <summary>Writes headers and bodies, redacted.</summary>
    void Debug(string message);
}
