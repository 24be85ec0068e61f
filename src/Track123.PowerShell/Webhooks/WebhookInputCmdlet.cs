namespace Track123.Commands;

/// <summary>Base class of the cmdlets that read webhook bodies.</summary>
public abstract class WebhookInputCmdlet : WebhookCmdlet
{
    private protected const string FromInput = "InputObject";
    private protected const string FromPath = "Path";
    private protected const string FromLiteralPath = "LiteralPath";

    private readonly BodyAssembler bodies;

    private protected WebhookInputCmdlet() => this.bodies = new(this.Process, this.WriteError);

    /// <summary>
    /// The body as it was received: text, bytes, or a file from Get-Item. Lines from Get-Content are joined. Objects
    /// from ConvertFrom-Json or a web framework are accepted, too.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FromInput)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Paths of files with one body each. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Paths of files with one body each. Wildcards are not expanded.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        switch (this.ParameterSetName)
        {
            case FromPath:
                foreach (var path in this.Path)
                {
                    this.AddFiles(path);
                }

                break;
            case FromLiteralPath:
                foreach (var path in this.LiteralPath)
                {
                    this.bodies.AddFile(this.GetUnresolvedProviderPathFromPSPath(path));
                }

                break;
            default:
                this.bodies.Add(this.InputObject);
                break;
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing() => this.bodies.Complete();

    /// <summary>Processes a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="source">The input object or path, as the target of errors.</param>
    private protected abstract void Process(byte[] body, object? source);

    private void AddFiles(string path)
    {
        try
        {
            foreach (var file in this.GetResolvedProviderPathFromPSPath(path, out _))
            {
                this.bodies.AddFile(file);
            }
        }
        catch (ItemNotFoundException e)
        {
            this.WriteError(Track123Error.InvalidRequest(e.Message, path));
        }
    }
}
