using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Track123.Commands;

/// <summary>
/// Hooks that find the module's libraries. They are one for the process, and every runspace imports the module for
/// itself: the first import attaches them and the last removal detaches them.
/// </summary>
internal static class Libraries
{
    private static readonly object Gate = new();
    private static int imports;

    public static bool IsNetFramework { get; } =
        RuntimeInformation.FrameworkDescription.StartsWith(".NET Framework", StringComparison.Ordinal);

    /// <summary>File of each library by assembly name, read once: a look-up never searches.</summary>
    public static Dictionary<string, string> ReadTable(string folder) =>
        Directory.GetFiles(Path.Combine(ModuleFolder, "lib", folder), "*.dll")
            .ToDictionary(file => Path.GetFileNameWithoutExtension(file)!, StringComparer.OrdinalIgnoreCase);

    public static void Attach()
    {
        lock (Gate)
        {
            if (imports > 0)
            {
                imports++;
                return;
            }

            try
            {
                Switch(on: true);
                TypeNames.Add();
            }
            catch
            {
                Switch(on: false);
                throw;
            }

            imports = 1;
        }
    }

    public static void Detach()
    {
        lock (Gate)
        {
            if (imports == 0 || --imports > 0)
                return;

            TypeNames.Remove();
            Switch(on: false);
        }
    }

    internal static string ModuleFolder { get; } = Path.GetDirectoryName(typeof(Libraries).Assembly.Location)!;

    private static void Switch(bool on)
    {
        if (IsNetFramework)
            FrameworkLibraries.Switch(on);
        else
            SwitchContext(on);
    }

    // .NET Framework has no AssemblyLoadContext: a method that names one must not be compiled, or inlined, there.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void SwitchContext(bool on) => LibraryContext.Switch(on);
}
