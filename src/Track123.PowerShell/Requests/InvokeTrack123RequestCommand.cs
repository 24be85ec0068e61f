using Track123.Json;

namespace Track123.Commands;

/// <summary>
/// Sends a request to any path of the service, with the connection's key, rate limit and retries, and outputs the
/// response without interpreting it.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "Track123Request", SupportsShouldProcess = true)]
[OutputType(typeof(ServiceReply))]
public sealed class InvokeTrack123RequestCommand : ConnectedCmdlet
{
    /// <summary>The path relative to the address of the service, such as tk/v2.1/courier/list.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The HTTP method: GET or POST. The default is POST with a body and GET without.</summary>
    [Parameter]
    [ValidateSet("GET", "POST")]
    public string? Method { get; set; }

    /// <summary>
    /// The body: a hashtable, an object, an array of them, or JSON text. Each piped object is sent in a separate
    /// request.
    /// </summary>
    [Parameter(Position = 1, ValueFromPipeline = true)]
    public object? Body { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var json = this.WriteBody();
        var method = this.Method?.ToUpperInvariant() ?? (json is null ? "GET" : "POST");

        // GET requests change nothing and need no confirmation.
        if (method != "GET" && !this.ShouldProcess(target: this.Path, action: method))
        {
            return;
        }

        var (client, log) = (this.Client, this.Log);
        var reply = this.Await(token => client.InvokeAsync(method, this.Path, json, log, token));
        this.WriteObject(new ServiceReply
        {
            Code = reply.Code,
            Message = reply.Message,
            Data = PlainObjects.ToObject(reply.Data),
            TraceId = reply.TraceId,
        });
    }

    private string? WriteBody()
    {
        try
        {
            return this.Body is null ? null
                : PlainObjects.Unwrap(this.Body) as string ?? JsonConversion.Write(this.Body, PlainObjects.Unwrap);
        }
        catch (Track123Exception failure)
        {
            this.Fail(Track123Error.From(failure, this.Body));
            throw;
        }
    }
}
