using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>The rows an answer names.</summary>
/// <param name="Accepted">The accepted ones.</param>
/// <param name="Rejected">The refused ones.</param>
internal sealed record AnswerRows(JsonArray Accepted, JsonArray Rejected);

/// <summary>Ways to spoil an answer whose work was done.</summary>
internal static class AnswerTwists
{
    /// <summary>Changes the rows; an answer without such rows stays as it is.</summary>
    public static SandboxReply Apply(SandboxReply reply, Action<AnswerRows> twist)
    {
        JsonNode? envelope;
        try
        {
            envelope = JsonNode.Parse(reply.Body.Span);
        }
        catch (JsonException)
        {
            return reply;
        }

        if (envelope is not JsonObject { } root || root["data"] is not JsonObject data)
            return reply;

        // Registrations have a list of accepted rows, queries a page of them.
        if ((data["accepted"] as JsonArray ?? data["accepted"]?["content"] as JsonArray) is not { } accepted)
            return reply;

        twist(new(accepted, data["rejected"] as JsonArray ?? []));
        return new(reply.Status, Encoding.UTF8.GetBytes(envelope.ToJsonString()), reply.Headers);
    }

    /// <summary>Overwrites one byte in twenty, at least one, with bytes no text has.</summary>
    public static SandboxReply Garble(SandboxReply reply, int seed)
    {
        var body = reply.Body.ToArray();
        var random = new Random(seed);
#pragma warning disable CA5394 // Not for secrets: a run must be repeatable.
        for (var left = (body.Length / 20) + 1; left > 0 && body.Length > 0; left--)
            body[random.Next(body.Length)] = (byte)(random.Next(2) == 0 ? 0xFF : 0x01);
#pragma warning restore CA5394
        return new(reply.Status, body, reply.Headers);
    }

    public static SandboxReply ToUtf16(SandboxReply reply) => new(
        reply.Status,
        Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(reply.Body.Span)),
        [new("Content-Type", "application/json; charset=utf-16")]);

    public static void Fewer(AnswerRows rows, int seed)
    {
        // Every list loses its rows from a place on.
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            for (var left = list.Count == 0 ? 0 : seed % list.Count; list.Count > left;)
                list.RemoveAt(list.Count - 1);
        }
    }

    public static void More(AnswerRows rows)
    {
        rows.Accepted.Insert(0, new JsonObject { ["trackNo"] = "NOBODY-ASKED-1", ["courierCode"] = "dhl" });
        rows.Rejected.Add(new JsonObject
        {
            ["index"] = 10_000,
            ["trackNo"] = "NOBODY-ASKED-2",
            ["error"] = new JsonObject { ["code"] = "A0400", ["msg"] = "courier not supported" },
        });
    }

    public static void Reorder(AnswerRows rows, int seed)
    {
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            var items = list.ToArray();
            list.Clear();
            new Random(seed).Shuffle(items);
            foreach (var item in items)
                list.Add(item);
        }
    }

    public static void Repeat(AnswerRows rows)
    {
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            foreach (var item in list.ToArray())
                list.Add(item!.DeepClone());
        }
    }

    public static void WrongIndex(AnswerRows rows)
    {
        foreach (var item in rows.Rejected)
            item!["index"] = ((int?)item["index"] ?? 0) + 1;
    }

    public static void NoIndex(AnswerRows rows)
    {
        foreach (var item in rows.Rejected.OfType<JsonObject>())
            item.Remove("index");
    }
}
