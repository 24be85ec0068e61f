namespace Track123.PowerShell.Tests.Hosting;

/// <summary>Base class of tests. Each test has its own session, connected to its own test server.</summary>
public abstract class ServerTest : IDisposable
{
    private readonly Session session = new();

    protected ServerTest() => this.Connect();

    protected Server Server { get; } = new();

    /// <summary>A temporary folder, deleted after the test.</summary>
    protected string Folder { get; } = Directory.CreateTempSubdirectory("track123 ").FullName;

    private protected Session Session => this.session;

    public void Dispose()
    {
        this.session.Dispose();
        this.Server.Dispose();
        Directory.Delete(this.Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Returns a script that outputs this number of valid tracking numbers.</summary>
    protected static string Numbers(int count) => $"1..{count} | ForEach-Object {{ 'SBDELIVERED{{0:d6}}' -f $_ }}";

    protected void Connect(string more = "") =>
        this.Run($"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address} -NoVerify {more}").Clean();

    private protected Outcome Run(string script, object? argument = null) => this.session.Run(script, argument);
}
