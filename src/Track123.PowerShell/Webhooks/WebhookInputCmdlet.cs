namespace Track123.Commands;

/// <summary>Base of the cmdlets that read webhooks' bodies.</summary>
public abstract class WebhookInputCmdlet : WebhookCmdlet
{
    private protected const string FromInput = "InputObject";
    private protected const string FromPath = "Path";
    private protected const string FromLiteralPath = "LiteralPath";

    private WebhookBodies? bodies;

    private protected WebhookInputCmdlet()
    {
    }

    /// <summary>
    /// The body as it was posted: text, bytes, or a file as Get-Item gives it. Lines are put together, so Get-Content will do. What was parsed
    /// before, as ConvertFrom-Json or a web framework does, is taken too.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ParameterSetName = FromInput)]
    [AllowNull]
    [AllowEmptyString]
    [AllowEmptyCollection]
    public PSObject? InputObject { get; set; }

    /// <summary>Files that hold a body each. Wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files that hold a body each, whose names are taken as they are.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FromLiteralPath)]
    [ValidateNotNullOrEmpty]
    public string[] LiteralPath { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        this.bodies ??= new WebhookBodies(this.Take, this.WriteError);
        switch (this.ParameterSetName)
        {
            case FromPath:
                foreach (var path in this.Path)
                {
                    this.ReadFiles(path);
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
    protected override void EndProcessing() => this.bodies?.Complete();

    /// <summary>Deals with a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="source">What it came from, for errors.</param>
    private protected abstract void Take(byte[] body, object? source);

    private void ReadFiles(string path)
    {
        try
        {
            foreach (var file in this.GetResolvedProviderPathFromPSPath(path, out _))
            {
                this.bodies!.AddFile(file);
            }
        }
        catch (ItemNotFoundException e)
        {
            this.WriteError(Track123Error.InvalidRequest(e.Message, path));
        }
    }
}
