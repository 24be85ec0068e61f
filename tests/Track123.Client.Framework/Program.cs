using System.Reflection;
using System.Runtime.CompilerServices;

namespace Track123.Testing.Framework;

/// <summary>
/// Tests the netstandard2.0 libraries of the built module on .NET Framework or Mono. Arguments: <c>MODULE SERVER
/// RESULTS</c>, where the last is a TAP file.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var libraries = Path.Combine(Path.GetFullPath(args[0]), "lib", "netstandard2.0");

        // This program takes the role of the cmdlet assembly, so it may load the client directly. The dependencies of
        // the client must be resolved by the module's table only.
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => new AssemblyName(wanted.Name).Name == "Track123.Client"
            ? Assembly.LoadFrom(Path.Combine(libraries, "Track123.Client.dll"))
            : null;
        Assembly.LoadFrom(Path.Combine(Path.GetFullPath(args[0]), "Track123.PowerShell.dll"))
            .GetType("Track123.Commands.AssemblyResolver", throwOnError: true)
            .GetMethod("SetFrameworkHandler")!.Invoke(null, [true]);
        return Run(libraries, args[1], args[2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string libraries, string server, string results) =>
        new Suite(libraries, server).Run(results);
}
