using System.Globalization;
using System.Net;

namespace Track123.Benchmarks.Work;

/// <summary>A plain HttpListener that only reads each request and responds with 200.</summary>
internal static class FloorListener
{
    public const string Verb = "floor-listener";

    /// <summary>Listens until standard input ends.</summary>
    public static async Task<int> RunAsync(string port)
    {
        using var listener = new HttpListener();
        listener.Prefixes.Add($"http://*:{int.Parse(port, CultureInfo.InvariantCulture)}/");
        listener.Start();
        var accepting = Task.Run(async () =>
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
        });
        var end = Task.Run(() => Console.OpenStandardInput().CopyTo(Stream.Null));
        await Task.WhenAny(accepting, end);
        return 0;
    }

    private static async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.StatusCode = 200;
            context.Response.ContentLength64 = 0;
            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or IOException or InvalidOperationException)
        {
            // The sender disconnected.
        }
    }
}
