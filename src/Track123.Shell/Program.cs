using System.Management.Automation;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;

namespace Track123.Shell;

/// <summary>PowerShell's own console host with the built module imported, for machines that have only .NET.</summary>
internal static class Program
{
    private const string Banner = "PowerShell with the Track123 module. See 'Get-Command -Module Track123'.";

    private const string Help = """
        Runs PowerShell with the Track123 module imported. The arguments are those of pwsh:

          dotnet run --project src/Track123.Shell -- FILE [ARGUMENTS]    runs a script
          dotnet run --project src/Track123.Shell -- -Command COMMAND    runs a command
          dotnet run --project src/Track123.Shell                        starts an interactive session
        """;

    public static int Main(string[] args)
    {
        if (FindModule() is { } module)
        {
            return RunHost(module, args);
        }

        Console.Error.WriteLine(
            $"Module folder 'out/Track123' not found above '{AppContext.BaseDirectory}'."
            + " Run 'dotnet build' in the repository.");
        return 1;
    }

    private static int RunHost(string module, string[] args)
    {
        SetDefault("POWERSHELL_TELEMETRY_OPTOUT", "1");
        SetDefault("POWERSHELL_UPDATECHECK", "Off");

        // An installed PowerShell has this policy in its configuration file. Without one, Windows runs no scripts.
        SetDefault("PSExecutionPolicyPreference", "RemoteSigned");

        // 'Import-Module Track123' and new runspaces find the built module by this path. It comes after the modules of
        // PowerShell itself and before an installed version of ours.
        string[] folders =
        [
            ModuleIntrinsics.GetPSModulePath(ModuleIntrinsics.PSModulePathScope.Builtin),
            Path.GetDirectoryName(module)!,
            ModuleIntrinsics.GetModulePath(Environment.GetEnvironmentVariable("PSModulePath"), null, null),
        ];
        Environment.SetEnvironmentVariable("PSModulePath", string.Join(Path.PathSeparator, folders));

        var state = InitialSessionState.CreateDefault2();
        state.ImportPSModule(module);
        return ConsoleShell.Start(state, Banner, Help, args);
    }

    private static void SetDefault(string variable, string value)
    {
        if (Environment.GetEnvironmentVariable(variable) is null)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    /// <summary>Looks for <c>out/Track123</c> from the program's folder upward.</summary>
    private static string? FindModule()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var module = Path.Combine(folder.FullName, "out", "Track123");
            if (File.Exists(Path.Combine(module, "Track123.psd1")))
            {
                return module;
            }
        }

        return null;
    }
}
