namespace Track123.Commands;

/// <summary>Attaches the assembly resolver and adds the type names on import; reverts both on removal.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc />
    public void OnImport()
    {
        // A manifest can't express "5.1, or 7.4 and later", so the versions in between are rejected here.
        if (!AssemblyResolver.IsNetFramework && Environment.Version.Major < 8)
        {
            throw new PSNotSupportedException("Track123 requires PowerShell 7.4 or later, or Windows PowerShell 5.1.");
        }

        // Windows PowerShell does not enforce the version in the manifest. This constructor was added in 4.7.2.
        if (AssemblyResolver.IsNetFramework && typeof(HashSet<string>).GetConstructor([typeof(int)]) is null)
        {
            throw new PSNotSupportedException("Track123 requires .NET Framework 4.7.2 or later.");
        }

        AssemblyResolver.Attach();
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyResolver.Detach();
}
