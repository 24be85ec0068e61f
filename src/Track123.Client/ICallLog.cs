namespace Track123;

/// <summary>Where a client tells what it does. Called from any thread; texts never hold a key or personal data.</summary>
public interface ICallLog
{
    /// <summary>True if <see cref="Debug"/> is wanted, which costs time to prepare.</summary>
    bool WantsDebug { get; }

    /// <summary>One line a request: endpoint, item count, code, milliseconds, attempt.</summary>
    void Verbose(string message);

    /// <summary>Headers and bodies, redacted.</summary>
    void Debug(string message);
}
