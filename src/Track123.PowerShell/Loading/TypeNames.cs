using System.Runtime.CompilerServices;

namespace Track123.Commands;

/// <summary>
/// Type names such as <c>[Track123.Tracking]</c>. PowerShell does not look for types in a private load context, so the
/// public types of the library are made known as type accelerators. That class is not public; it has been there since
/// version 2.
/// </summary>
internal static class TypeNames
{
    private static readonly List<string> Added = [];

    // Compiled only once the hooks are there: it names the library.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add()
    {
        if (Accelerators is not { } accelerators
            || accelerators.GetProperty("Get")?.GetValue(null) is not IDictionary<string, Type> known
            || accelerators.GetMethod("Add", [typeof(string), typeof(Type)]) is not { } method)
        {
            return;
        }

        // A delegate: a call by reflection for each type would take longer than all the rest of the import.
        var add = (Action<string, Type>)method.CreateDelegate(typeof(Action<string, Type>));
        foreach (var type in typeof(Track123Client).Assembly.GetExportedTypes())
        {
            if (!type.IsNested && !known.ContainsKey(type.FullName!))
            {
                add(type.FullName!, type);
                Added.Add(type.FullName!);
            }
        }
    }

    public static void Remove()
    {
        if (Accelerators?.GetMethod("Remove", [typeof(string)]) is { } method)
        {
            foreach (var name in Added)
            {
                method.Invoke(null, [name]);
            }
        }

        Added.Clear();
    }

    private static Type? Accelerators => typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");
}
