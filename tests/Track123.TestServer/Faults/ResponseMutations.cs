using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Track123.InMemory.Wire;

namespace Track123.Testing;

/// <summary>The rows in a response.</summary>
/// <param name="Accepted">The accepted rows.</param>
/// <param name="Rejected">The rejected rows.</param>
internal sealed record ResponseRows(JsonArray Accepted, JsonArray Rejected);

/// <summary>Changes responses to requests that were processed.</summary>
internal static class ResponseMutations
{
    /// <summary>Changes the rows of a response. A response without rows is returned unchanged.</summary>
    public static SandboxReply Apply(SandboxReply reply, Action<ResponseRows> mutate)
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
        {
            return reply;
        }

        // Registrations have a list of accepted rows, queries have a page.
        if ((data["accepted"] as JsonArray ?? data["accepted"]?["content"] as JsonArray) is not { } accepted)
        {
            return reply;
        }

        mutate(new(accepted, data["rejected"] as JsonArray ?? []));
        return new(reply.Status, Encoding.UTF8.GetBytes(envelope.ToJsonString()), reply.Headers);
    }

    /// <summary>Overwrites one in twenty bytes, at least one, with bytes that are invalid in text.</summary>
    public static SandboxReply Garble(SandboxReply reply, int seed)
    {
        var body = reply.Body.ToArray();
        var random = new Random(seed);
#pragma warning disable CA5394 // Not used for secrets; a run must be repeatable.
        for (var left = (body.Length / 20) + 1; left > 0 && body.Length > 0; left--)
        {
            body[random.Next(body.Length)] = (byte)(random.Next(2) == 0 ? 0xFF : 0x01);
        }
#pragma warning restore CA5394
        return new(reply.Status, body, reply.Headers);
    }

    public static SandboxReply ToUtf16(SandboxReply reply) => new(
        reply.Status,
        Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(reply.Body.Span)),
        [new("Content-Type", "application/json; charset=utf-16")]);

    public static void RemoveRows(ResponseRows rows, int seed)
    {
        // Each list loses all rows after a random position.
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            for (var left = list.Count == 0 ? 0 : seed % list.Count; list.Count > left;)
            {
                list.RemoveAt(list.Count - 1);
            }
        }
    }

    public static void AddRows(ResponseRows rows)
    {
        rows.Accepted.Insert(0, new JsonObject { ["trackNo"] = "NOBODY-ASKED-1", ["courierCode"] = "dhl" });
        rows.Rejected.Add(new JsonObject
        {
            ["index"] = 10_000,
            ["trackNo"] = "NOBODY-ASKED-2",
            ["error"] = new JsonObject { ["code"] = "A0400", ["msg"] = "courier not supported" },
        });
    }

    public static void ShuffleRows(ResponseRows rows, int seed)
    {
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            var items = list.ToArray();
            list.Clear();
            new Random(seed).Shuffle(items);
            foreach (var item in items)
            {
                list.Add(item);
            }
        }
    }

    public static void DuplicateRows(ResponseRows rows)
    {
        foreach (var list in new[] { rows.Accepted, rows.Rejected })
        {
            foreach (var item in list.ToArray())
            {
                list.Add(item!.DeepClone());
            }
        }
    }

    public static void ChangeIndexes(ResponseRows rows)
    {
        foreach (var item in rows.Rejected)
        {
            item!["index"] = ((int?)item["index"] ?? 0) + 1;
        }
    }

    public static void RemoveIndexes(ResponseRows rows)
    {
        foreach (var item in rows.Rejected.OfType<JsonObject>())
        {
            item.Remove("index");
        }
    }
}
