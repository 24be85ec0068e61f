using System.Reflection;
using System.Runtime.Loader;

namespace Track123.Loading;

/// <summary>
/// The private load context of the module on PowerShell 7. It isolates the module's libraries from those of other
/// modules. There is one per process. It remains after the module is removed, because a second import must reuse it: an
/// assembly that is bound can't be bound again.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    private static readonly Lazy<ModuleLoadContext> Current = new(() => new ModuleLoadContext());

    // The libraries are in the folder of this assembly.
    private static readonly string Folder = Path.GetDirectoryName(typeof(ModuleLoadContext).Assembly.Location)!;

    private ModuleLoadContext()
    {
    }

    /// <summary>Attaches or detaches the handler that resolves the module's libraries.</summary>
    /// <param name="isAttached">Whether the handler is attached or detached.</param>
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
        // Called once per library, because the runtime caches the assemblies of a context.
        var file = FileOf(assemblyName);
        return File.Exists(file) && !IsProvidedByHost(assemblyName) ? this.LoadFromAssemblyPath(file) : null;
    }

    // Resolves only the two assemblies that the cmdlet assembly refers to. Their dependencies are requested from the
    // private context. A missing file must not be requested from it: the private context would fall back to the default
    // context, which would call this method again.
    private static Assembly? Resolve(AssemblyLoadContext context, AssemblyName name) =>
        name.Name is "Track123.Client" or "Track123.Sandbox" && File.Exists(FileOf(name))
            ? Current.Value.LoadFromAssemblyName(name)
            : null;

    private static string FileOf(AssemblyName name) => Path.Combine(Folder, name.Name + ".dll");

    // A private System.Diagnostics.DiagnosticSource with the host's System.Net.Http fails with "Method not found:
    // SocketsHttpHandler.get_MeterFactory". Therefore the host's assembly is used if its version is the same or higher.
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
            // FileNotFoundException: the host lacks the assembly. FileLoadException: its version is lower.
            return false;
        }
    }
}
