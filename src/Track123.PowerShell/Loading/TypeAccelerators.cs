using System.Runtime.CompilerServices;

namespace Track123.Commands;

/// <summary>
/// Registers the public models as type accelerators, so that scripts can use <c>[Track123.Tracking]</c>. PowerShell
/// does not find types in a private load context. PowerShell's own class is not public, but has existed since version
/// 2.
/// </summary>
internal static class TypeAccelerators
{
    private static readonly List<string> Added = [];

    private static Type? EngineType =>
        typeof(PSObject).Assembly.GetType("System.Management.Automation.TypeAccelerators");

    // Must not be inlined: it uses types of the library, so it can be compiled only after the handler is attached.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add()
    {
        if (EngineType is not { } engine
            || engine.GetProperty("Get")?.GetValue(null) is not IDictionary<string, Type> known
            || engine.GetMethod("Add", [typeof(string), typeof(Type)]) is not { } method)
        {
            return;
        }

        // Uses a delegate, because one reflection call per type would take longer than the rest of the import.
        var add = (Action<string, Type>)method.CreateDelegate(typeof(Action<string, Type>));
        foreach (var type in typeof(Track123Client).Assembly.GetExportedTypes())
        {
            if (IsModel(type) && !known.ContainsKey(type.FullName!))
            {
                add(type.FullName!, type);
                Added.Add(type.FullName!);
            }
        }
    }

    public static void Remove()
    {
        if (EngineType?.GetMethod("Remove", [typeof(string)]) is { } method)
        {
            foreach (var name in Added)
            {
                method.Invoke(null, [name]);
            }
        }

        Added.Clear();
    }

    // Interfaces and static classes are excluded: scripts can't create them or convert to them.
    private static bool IsModel(Type type) =>
        !type.IsNested && !type.IsInterface && !(type.IsAbstract && type.IsSealed);
}
