namespace Track123.Webhooks;

/// <summary>
/// The keys of the latest notifications, each with the completion of its delivery. The number of keys is limited.
/// </summary>
internal sealed class SeenNotifications
{
    /// <summary>The maximum number of keys.</summary>
    public const int MaxKeys = 100_000;

    private readonly Dictionary<string, Task<bool>> completions = new(StringComparer.Ordinal);
    private readonly Queue<(string Key, Task<bool> Completion)> oldest = new();

    /// <summary>Finds the delivery of an equal notification. Rejected deliveries are ignored.</summary>
    public bool TryFind(string key, out Task<bool> completion) =>
        this.completions.TryGetValue(key, out completion!) && !(completion.IsCompleted && !completion.Result);

    /// <summary>Adds a key, and removes the oldest one if there are too many.</summary>
    public void Add(string key, Task<bool> completion)
    {
        if (this.oldest.Count == MaxKeys)
        {
            // A key that was rejected first and added again has a later entry, which stays.
            var (last, expired) = this.oldest.Dequeue();
            if (this.completions.TryGetValue(last, out var latest) && latest == expired)
            {
                this.completions.Remove(last);
            }
        }

        this.oldest.Enqueue((key, completion));
        this.completions[key] = completion;
    }
}
