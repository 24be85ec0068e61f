namespace Track123.Commands;

/// <summary>Makes the module's libraries and type names available on import, and releases them on removal.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc />
    public void OnImport()
    {
        // A manifest can't express "5.1, or 7.4 and later", so the versions in between are refused here.
        if (!AssemblyResolver.IsNetFramework && Environment.Version.Major < 8)
        {
            throw new PSNotSupportedException("Track123 needs PowerShell 7.4 or later, or Windows PowerShell 5.1.");
        }

        AssemblyResolver.Attach();
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo) => AssemblyResolver.Detach();
}
