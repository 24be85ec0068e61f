using System.Reflection;
using System.Runtime.Loader;

namespace Track123.Commands;

/// <summary>
/// The module's private load context on PowerShell 7, which isolates its libraries from those of other modules. There
/// is one per process, and it stays after the module is removed: a bound assembly can't be bound again, so a second
/// import must find the context of the first. Only .NET may touch this type: .NET Framework lacks the base class.
/// </summary>
internal sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<ModuleLoadContext> Current = new(() => new ModuleLoadContext());
    private static readonly string Folder = Path.Combine(AssemblyResolver.ModuleFolder, "lib", "net8.0");

    private ModuleLoadContext()
    {
    }

    public static void SetHandler(bool isAttached)
    {
        Default.Resolving -= Resolve;
        if (isAttached)
        {
            Default.Resolving += Resolve;
        }
    }

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        // Called once per library: the runtime remembers what a context has bound.
        var file = FileOf(assemblyName);
        return File.Exists(file) && !IsProvidedByHost(assemblyName) ? this.LoadFromAssemblyPath(file) : null;
    }

    // Only the two assemblies that the module's own code names. Their dependencies are requested from this context, not
    // from the default one.
    // A missing file must not be requested: the context would ask the default one, which would ask here again.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Track123.Client" or "Track123.Sandbox" && File.Exists(FileOf(name)) ? Current.Value.LoadFromAssemblyName(name) : null;

    private static string FileOf(AssemblyName name) => Path.Combine(Folder, name.Name + ".dll");

    // A private System.Diagnostics.DiagnosticSource next to the host's System.Net.Http fails with "Method not found:
    // SocketsHttpHandler.get_MeterFactory". So the host's assembly wins if it has the same or a higher version.
    private static bool IsProvidedByHost(AssemblyName name)
    {
        if (name.Name is not "netstandard" && !name.Name!.StartsWith("System.", StringComparison.Ordinal))
        {
            return false;
        }

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
