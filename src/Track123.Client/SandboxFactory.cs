using System.Reflection;

namespace Track123;

/// <summary>
/// Creates sandboxes. It loads the implementation by name, so that the library does not depend on it.
/// </summary>
internal static class SandboxFactory
{
    /// <summary>Creates an account without parcels, with full credits, whose clock shows the current time.</summary>
    public static ISandbox Create()
    {
        var name = new AssemblyName("Track123.Sandbox");
        var type = Assembly.Load(name).GetType("Track123.InMemory.SandboxAccount", throwOnError: true)!;
        return (ISandbox)Activator.CreateInstance(type)!;
    }
}
