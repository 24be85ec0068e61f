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

        AssemblyResolver.Attach();
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyResolver.Detach();
}
