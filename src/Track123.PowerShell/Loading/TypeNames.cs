using System.Reflection;
using System.Runtime.CompilerServices;

namespace Track123.Commands;

/// <summary>
/// Type names such as <c>[Track123.Tracking]</c>. PowerShell does not look for types in a private load context, so the
/// public types of the library are made known as type accelerators. That class is not public; it has been there since
/// version 2.
/// </summary>
internal static class TypeNames
{
    private static readonly Type? Accelerators =
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
    private static readonly List<string> Added = [];

    // Compiled only once the hooks are there: it names the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add()
    {
        if (Accelerators?.GetProperty("Get")?.GetValue(null) is not IDictionary<string, Type> known)
            return;

        var types = typeof(Track123Client).Assembly.GetExportedTypes();
        foreach (var type in types.Where(t => !t.IsNested && !known.ContainsKey(t.FullName!)))
        {
            Call("Add", type.FullName!, type);
            Added.Add(type.FullName!);
        }
    }

    public static void Remove()
    {
        foreach (var name in Added)
        {
            Call("Remove", name);
        }

        Added.Clear();
    }

    private static void Call(string method, params object[] arguments) =>
        Accelerators?.InvokeMember(
            method,
            BindingFlags.InvokeMethod | BindingFlags.Public | BindingFlags.Static,
            binder: null,
            target: null,
            arguments,
            culture: null);
}
