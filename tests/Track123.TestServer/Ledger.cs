using System.Collections.Concurrent;
using System.Text.Json;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>
/// What the account did, whatever the client was told: read off the account's own answers to <c>track/import</c>,
/// before any fault touches them.
/// </summary>
public sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> registrations = new(StringComparer.Ordinal);
    private int charged;

    /// <summary>Credits charged for parcels.</summary>
    public int Charged => Volatile.Read(ref this.charged);

    /// <summary>How often each number was registered, by number and carrier as <c>NUMBER carrier</c>.</summary>
    public IReadOnlyDictionary<string, int> Registrations => this.registrations;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        this.registrations.Clear();
        Volatile.Write(ref this.charged, 0);
    }

    internal void Note(SandboxReply reply)
    {
        using var answer = JsonDocument.Parse(reply.Body);
        if (!answer.RootElement.TryGetProperty("data"u8, out var data) || data.ValueKind != JsonValueKind.Object)
            return;

        // An accepted row is a registration and a credit: one the account has already is refused (contract 2.1).
        foreach (var row in data.GetProperty("accepted"u8).EnumerateArray())
        {
            var key = $"{row.GetProperty("trackNo"u8).GetString()} {row.GetProperty("courierCode"u8).GetString()}";
            this.registrations.AddOrUpdate(key, 1, static (_, count) => count + 1);
            Interlocked.Increment(ref this.charged);
        }
    }
}
