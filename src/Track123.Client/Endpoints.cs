namespace Track123;

/// <summary>When a call may be sent again although it may have been carried out already.</summary>
internal enum Repeat
{
    /// <summary>Always: it only reads, or the service refuses the second time without harm.</summary>
    Always,

    /// <summary>Only if the service said that it did not do it.</summary>
    IfRefused,
}

/// <summary>One endpoint of the service.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path below the base address, with the version.</param>
/// <param name="ItemsPerRequest">How many items one request takes, at most.</param>
/// <param name="RequestsPerSecond">How many requests the service takes in any one second.</param>
/// <param name="Repeat">When a call may be sent again.</param>
internal sealed record Endpoint(HttpMethod Method, string Path, int ItemsPerRequest, double RequestsPerSecond, Repeat Repeat)
{
    public override string ToString() => $"{this.Method} {this.Path}";
}

/// <summary>Every endpoint this library calls. The one place for method, path, version, batch size, rate and repetition.</summary>
internal static class Endpoints
{
    /// <summary>[doc] contract 2.1. A repeated import is refused with "has been imported" and not charged again [guess].</summary>
    public static readonly Endpoint RegisterParcels = new(HttpMethod.Post, "tk/v2.1/track/import", 100, 5, Repeat.Always);

    /// <summary>[doc] contract 2.2.</summary>
    public static readonly Endpoint QueryParcels = new(HttpMethod.Post, "tk/v2.1/track/query", 100, 5, Repeat.Always);

    /// <summary>[doc] contract 3.1.</summary>
    public static readonly Endpoint ListParcelCarriers = new(HttpMethod.Get, "tk/v2.1/courier/list", 1, 5, Repeat.Always);
}
