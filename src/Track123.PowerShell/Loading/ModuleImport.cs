namespace Track123.Commands;

/// <summary>
/// Makes the module's libraries and type names known while it is imported, and unknown again when it is removed.
/// </summary>
public sealed class ModuleImport : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc />
    public void OnImport()
    {
        // A manifest cannot ask for "5.1, or 7.4 and later", so the versions between are told here.
        if (!Libraries.IsNetFramework && Environment.Version.Major < 8)
            throw new PSNotSupportedException("Track123 needs PowerShell 7.4 or later, or Windows PowerShell 5.1.");

        Libraries.Attach();
    }

    /// <inheritdoc />
    public void OnRemove(PSModuleInfo psModuleInfo) => Libraries.Detach();
}
