namespace Track123.Commands;

/// <summary>Makes the module's libraries loadable while it is imported.</summary>
public sealed class ModuleImport : IModuleAssemblyInitializer
{
    /// <inheritdoc />
    public void OnImport()
    {
    }
}
