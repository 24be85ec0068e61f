using System.Reflection;

namespace Track123.Commands;

/// <summary>
/// Windows PowerShell 5.1: answers what .NET Framework cannot find, by name alone, because a module has no place for
/// binding redirects.
/// </summary>
internal static class FrameworkLibraries
{
    private static readonly Lazy<Dictionary<string, string>> Files = new(() => Libraries.ReadTable("netstandard2.0"));

    public static void Switch(bool on)
    {
        AppDomain.CurrentDomain.AssemblyResolve -= Resolve;
        if (on)
            AppDomain.CurrentDomain.AssemblyResolve += Resolve;
    }

    private static Assembly? Resolve(object sender, ResolveEventArgs args) =>
        Files.Value.TryGetValue(new AssemblyName(args.Name).Name!, out var file) && !IsForeign(args.RequestingAssembly)
            ? Assembly.LoadFrom(file)
            : null;

    // Another module that misses a library must go on missing it, not get ours. Who asks is not always known; then it
    // may be us.
    private static bool IsForeign(Assembly? asking) =>
        asking is { IsDynamic: false, Location.Length: > 0 }
        && !asking.Location.StartsWith(
            Libraries.ModuleFolder + Path.DirectorySeparatorChar,
            StringComparison.OrdinalIgnoreCase);
}
