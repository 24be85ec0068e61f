using System.Reflection;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

/// <summary>
/// Resolves every type of every assembly that Windows PowerShell loads, against the reference assemblies of .NET
/// Framework 4.7.2 and Windows PowerShell 5.1. Type-name completion there reads all types of all loaded assemblies.
/// </summary>
public sealed class FrameworkTypeTests
{
    private static readonly string Packages = typeof(FrameworkTypeTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PackageFolder").Value!;

    private static readonly string Framework = Path.Combine(
        Packages, "microsoft.netframework.referenceassemblies.net472", "1.0.3", "build", ".NETFramework", "v4.7.2");

    private static readonly string PowerShell = Path.Combine(
        Packages, "powershellstandard.library", "5.1.1", "lib", "netstandard2.0", "System.Management.Automation.dll");

    public static TheoryData<string> Assemblies => [.. Shipped().Select(f => Path.GetRelativePath(Places.Module, f))];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_type_is_resolved_on_NET_Framework(string file)
    {
        string[] known = [.. Directory.GetFiles(Framework, "*.dll", SearchOption.AllDirectories), PowerShell, .. Shipped()];
        using var context = new MetadataLoadContext(new PathAssemblyResolver(known), "mscorlib");
        var unresolved = new SortedSet<string>(StringComparer.Ordinal);
        var types = 0;
        foreach (var type in context.LoadFromAssemblyPath(Path.Combine(Places.Module, file)).GetTypes())
        {
            types++;
            Try(type, () => _ = (type.BaseType, type.GetInterfaces(), type.GetGenericArguments(), type.GetCustomAttributesData()));
            foreach (var member in type.GetMembers(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            {
                Try(member, () => _ = (TypesOf(member).ToList(), member.GetCustomAttributesData().Select(a => a.AttributeType).ToList()));
            }
        }

        Assert.NotEqual(0, types);
        Assert.Empty(unresolved);

        void Try(MemberInfo member, Action read)
        {
            try
            {
                read();
            }
            catch (Exception e) when (e is FileNotFoundException or FileLoadException or TypeLoadException or MissingMethodException)
            {
                unresolved.Add($"{member.DeclaringType ?? member}: {e.Message}");
            }
        }
    }

    private static IEnumerable<string> Shipped() =>
        [Places.Cmdlets, .. Directory.GetFiles(Path.Combine(Places.Module, "lib", "netstandard2.0"), "*.dll")];

    private static IEnumerable<Type> TypesOf(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(p => p.ParameterType)],
        ConstructorInfo constructor => constructor.GetParameters().Select(p => p.ParameterType),
        FieldInfo field => [field.FieldType],
        PropertyInfo property => [property.PropertyType],
        EventInfo { EventHandlerType: { } handler } => [handler],
        _ => [],
    };
}
