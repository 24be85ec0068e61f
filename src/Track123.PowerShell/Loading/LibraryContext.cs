using System.Reflection;
using System.Runtime.Loader;

namespace Track123.Commands;

/// <summary>
/// PowerShell 7: a context of the module's own, so that its libraries neither meet nor disturb those of other modules.
/// There is one in a process, and it stays when the module is removed: an assembly once bound cannot be bound anew, so
/// a second import must find the first's. Internal, and touched only on .NET: Windows PowerShell 5.1 enumerates the
/// exported types, and .NET Framework lacks the base class.
/// </summary>
internal sealed class LibraryContext : AssemblyLoadContext
{
    private static readonly object Gate = new();
    private static volatile LibraryContext? current;

    private static readonly string Folder = Path.Combine(Libraries.ModuleFolder, "lib", "net8.0");

    private LibraryContext()
    {
    }

    public static void Switch(bool on)
    {
        Default.Resolving -= Resolve;
        if (on)
            Default.Resolving += Resolve;
    }

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Asked once for each library: the runtime remembers what a context has bound.
        var file = Path.Combine(Folder, assemblyName.Name + ".dll");
        return File.Exists(file) && !HostAnswers(assemblyName) ? this.LoadFromAssemblyPath(file) : null;
    }

    // Only the two that the module's own code names. What they need in turn is asked of this context, not of the
    // default one.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Track123.Client" or "Track123.Sandbox" ? GetCurrent().LoadFromAssemblyName(name) : null;

    private static LibraryContext GetCurrent()
    {
        if (current is null)
        {
            lock (Gate)
            {
                current ??= new LibraryContext();
            }
        }

        return current;
    }

    // A private System.Diagnostics.DiagnosticSource beside the host's System.Net.Http fails with "Method not found:
    // SocketsHttpHandler.get_MeterFactory". So what the host has in this version or a higher one, the host answers.
    private static bool HostAnswers(AssemblyName name)
    {
        if (name.Name is not "netstandard" && !name.Name!.StartsWith("System.", StringComparison.Ordinal))
            return false;

        try
        {
            return Default.LoadFromAssemblyName(name) is not null;
        }
        catch (IOException)
        {
            // FileNotFoundException: the host has none. FileLoadException: it has a lower version.
            return false;
        }
    }
}
