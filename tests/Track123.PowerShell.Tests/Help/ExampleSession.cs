using System.Collections;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Help;

/// <summary>
/// A session that runs the examples of the help in order, with the functions of tests/Pester/Examples.ps1.
/// </summary>
public sealed class ExampleSession : IDisposable
{
    private readonly Server server = new("sandbox");
    private readonly Session session = new();
    private readonly string folder = Directory.CreateTempSubdirectory("examples ").FullName;
    private readonly Hashtable environment;

    public ExampleSession()
    {
        this.session.Run(". $a", Path.Combine(Places.Root, "tests", "Pester", "Examples.ps1")).Clean();
        this.environment = (Hashtable)this.session
            .Run("Set-ExampleEnvironment $a[0] $a[1]", new[] { Places.Module, this.server.Address }).Clean().Output.Single().BaseObject;
    }

    /// <summary>Runs the code of an example and returns the text of each error.</summary>
    public string[] Run(string code) =>
        [.. this.session.Run("Get-ExampleError $a[0] $a[1]", new[] { code, this.folder }).Clean().Output.Select(o => o.ToString())];

    public void Dispose()
    {
        this.session.Run("Restore-ExampleEnvironment $a", this.environment).Clean();
        this.session.Dispose();
        this.server.Dispose();
        Directory.Delete(this.folder, recursive: true);
    }
}
