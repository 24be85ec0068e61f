using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Track123.Benchmarks.Work;

/// <summary>
/// The same work with only HttpClient and source-generated JSON, in the simplest form that works without failures:
/// no rate limiter, retry or validation, and no lenient parsing.
/// </summary>
internal static class FloorWork
{
    private const int BatchSize = 100;
    private const int MaxInFlight = 16;

    public static async Task<Tally> RegisterAsync(Job job)
    {
        using var http = Open(job);
        var tally = new Tally();
        var inFlight = new Queue<Task<FloorEnvelope<FloorImport>>>();
        for (var i = 0; i < job.Rows; i += BatchSize)
        {
            if (inFlight.Count == MaxInFlight)
            {
                Take(await inFlight.Dequeue());
            }

            var batch = Enumerable.Range(job.First + i, Math.Min(BatchSize, job.Rows - i)).Select(n => new FloorItem
            {
                TrackNo = $"YT{n:d16}",
                CourierCode = "yunexpress",
                OrderNo = $"SO-{n:d8}",
            });
            inFlight.Enqueue(PostAsync(
                http,
                "tk/v2.1/track/import",
                JsonSerializer.SerializeToUtf8Bytes([.. batch], FloorJson.Default.ListFloorItem),
                FloorJson.Default.FloorEnvelopeFloorImport));
        }

        while (inFlight.TryDequeue(out var last))
        {
            Take(await last);
        }

        return tally;

        void Take(FloorEnvelope<FloorImport> answer)
        {
            tally.Items += answer.Data!.Accepted.Count;
            tally.Failed += answer.Data.Rejected.Count;
        }
    }

    public static async Task<Tally> QueryAsync(Job job)
    {
        using var http = Open(job);
        var tally = new Tally();
        var query = new FloorQuery();
        do
        {
            var answer = await PostAsync(
                http,
                "tk/v2.1/track/query",
                JsonSerializer.SerializeToUtf8Bytes(query, FloorJson.Default.FloorQuery),
                FloorJson.Default.FloorEnvelopeFloorAnswer);
            var page = answer.Data!.Accepted!;
            foreach (var tracking in page.Content)
            {
                tally.Items++;
                tally.Events += (tracking.LocalLogisticsInfo?.TrackingDetails.Count ?? 0)
                    + (tracking.LastMileInfo?.OpenApiWayBillInfo?.TrackingDetails.Count ?? 0);
            }

            query.Cursor = page.Cursor ?? "";
        }
        while (query.Cursor.Length > 0);

        return tally;
    }

    private static HttpClient Open(Job job)
    {
        var http = new HttpClient { BaseAddress = new Uri(job.Address + "/") };
        http.DefaultRequestHeaders.Add("Track123-Api-Secret", job.Key);
        return http;
    }

    private static async Task<T> PostAsync<T>(HttpClient http, string path, byte[] body, JsonTypeInfo<T> type)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(), type)!;
    }
}
