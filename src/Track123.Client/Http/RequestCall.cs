namespace Track123.Http;

/// <summary>Carries a <see cref="Call"/> with its request, so that message handlers know the key and the log.</summary>
internal static class RequestCall
{
#if NET8_0_OR_GREATER
    private static readonly HttpRequestOptionsKey<Call> Key = new("Track123.Call");

    public static void SetCall(this HttpRequestMessage request, Call call) => request.Options.Set(Key, call);

    public static Call? GetCall(this HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var call) ? call : null;
#else
    private const string Key = "Track123.Call";

    public static void SetCall(this HttpRequestMessage request, Call call) => request.Properties[Key] = call;

    public static Call? GetCall(this HttpRequestMessage request) =>
        request.Properties.TryGetValue(Key, out var call) ? (Call)call : null;
#endif
}
