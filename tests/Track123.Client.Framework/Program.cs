using System.Reflection;
using System.Runtime.CompilerServices;

namespace Track123.Testing.Framework;

/// <summary>
/// Runs the netstandard2.0 libraries of the built module on a runtime that is no .NET: <c>MODULE SERVER RESULTS</c>, the last a TAP file.
/// </summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        var libraries = Path.Combine(Path.GetFullPath(args[0]), "lib", "netstandard2.0");

        // This program stands for the cmdlets, which are the module's own: it may ask for the client. What the client needs in turn, the
        // module's table answers, and nothing else.
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) => new AssemblyName(wanted.Name).Name == "Track123.Client"
            ? Assembly.LoadFrom(Path.Combine(libraries, "Track123.Client.dll"))
            : null;
        Assembly.LoadFrom(Path.Combine(Path.GetFullPath(args[0]), "Track123.PowerShell.dll"))
            .GetType("Track123.Commands.AssemblyResolver", throwOnError: true)
            .GetMethod("SetFrameworkHandler")!.Invoke(null, [true]);
        return Run(libraries, args[1], args[2]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string libraries, string server, string results) => new Suite(libraries, server).Run(results);
}
