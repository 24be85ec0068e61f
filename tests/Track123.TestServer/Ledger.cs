using System.Collections.Concurrent;
using System.Text.Json;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>
/// The registrations and charges of the account, independent of what the client received: read from the account's
/// responses to <c>track/import</c> before faults change them.
/// </summary>
public sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> registrations = new(StringComparer.Ordinal);
    private int charged;

    /// <summary>The credits charged for parcels.</summary>
    public int Charged => Volatile.Read(ref this.charged);

    /// <summary>
    /// The number of registrations by tracking number and carrier, with keys such as <c>NUMBER carrier</c>.
    /// </summary>
    public IReadOnlyDictionary<string, int> Registrations => this.registrations;

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        this.registrations.Clear();
        Volatile.Write(ref this.charged, 0);
    }

    internal void Record(SandboxReply reply)
    {
        using var answer = JsonDocument.Parse(reply.Body);
        if (!answer.RootElement.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        // Each accepted row is one registration and one credit, because duplicates are rejected (docs/api.md, 2.1).
        foreach (var row in data.GetProperty("accepted"u8).EnumerateArray())
        {
            var key = $"{row.GetProperty("trackNo"u8).GetString()} {row.GetProperty("courierCode"u8).GetString()}";
            this.registrations.AddOrUpdate(key, 1, static (_, count) => count + 1);
            Interlocked.Increment(ref this.charged);
        }
    }
}
