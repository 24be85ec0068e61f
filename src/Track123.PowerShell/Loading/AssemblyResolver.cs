using System.Reflection;
using System.Runtime.InteropServices;

namespace Track123.Commands;

/// <summary>
/// Resolves the module's libraries for the whole process. Each runspace imports the module separately: the first import
/// attaches the handler and the last removal detaches it.
/// </summary>
internal static class AssemblyResolver
{
    private const string LoadContextType = "Track123.Loading.ModuleLoadContext";

    private static readonly object Gate = new();
    private static readonly Lazy<Dictionary<string, string>> FrameworkFiles = new(() => GetFiles("netstandard2.0"));
    private static readonly Lazy<Action<bool>> SetCoreHandler = new(LoadCoreHandler);
    private static int imports;

    public static bool IsNetFramework { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    public static string ModuleFolder { get; } = Path.GetDirectoryName(typeof(AssemblyResolver).Assembly.Location)!;

    /// <summary>Returns the file of each library by assembly name.</summary>
    public static Dictionary<string, string> GetFiles(string targetFramework) =>
        Directory.GetFiles(Path.Combine(ModuleFolder, "lib", targetFramework), "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.OrdinalIgnoreCase);

    public static void Attach()
    {
        lock (Gate)
        {
            if (imports == 0)
            {
                try
                {
                    SetHandler(isAttached: true);
                    TypeAccelerators.Add();
                }
                catch
                {
                    SetHandler(isAttached: false);
                    throw;
                }
            }

            imports++;
        }
    }

    public static void Detach()
    {
        lock (Gate)
        {
            if (imports > 0 && --imports == 0)
            {
                TypeAccelerators.Remove();
                SetHandler(isAttached: false);
            }
        }
    }

    /// <summary>
    /// Attaches or detaches the handler for Windows PowerShell 5.1. It ignores assembly versions, because a module
    /// can't have binding redirects.
    /// </summary>
    public static void SetFrameworkHandler(bool isAttached)
    {
        AppDomain.CurrentDomain.AssemblyResolve -= ResolveOnFramework;
        if (isAttached)
        {
            AppDomain.CurrentDomain.AssemblyResolve += ResolveOnFramework;
        }
    }

    private static void SetHandler(bool isAttached)
    {
        if (IsNetFramework)
        {
            SetFrameworkHandler(isAttached);
        }
        else
        {
            SetCoreHandler.Value(isAttached);
        }
    }

    // .NET Framework lacks AssemblyLoadContext, so the code that uses it is in an assembly of its own.
    private static Action<bool> LoadCoreHandler()
    {
        var loader = Assembly.LoadFrom(Path.Combine(ModuleFolder, "lib", "net8.0", "Track123.Loader.dll"));
        return (Action<bool>)loader.GetType(LoadContextType, throwOnError: true)
            .GetMethod("SetHandler")
            .CreateDelegate(typeof(Action<bool>));
    }

    private static Assembly? ResolveOnFramework(object sender, ResolveEventArgs args) =>
        FrameworkFiles.Value.TryGetValue(new AssemblyName(args.Name).Name!, out var file)
        && !IsForeign(args.RequestingAssembly)
            ? Assembly.LoadFrom(file)
            : null;

    // Other modules must not get this module's libraries. If the requester is unknown, it may be this module.
    private static bool IsForeign(Assembly? requester) =>
        requester is { IsDynamic: false, Location.Length: > 0 }
        && !requester.Location.StartsWith(
            ModuleFolder + Path.DirectorySeparatorChar, StringComparison.OrdinalIgnoreCase);
}
