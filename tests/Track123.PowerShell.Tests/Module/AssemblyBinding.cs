using System.Reflection;

namespace Track123.PowerShell.Tests.Module;

/// <summary>
/// Simulates how an edition of PowerShell resolves the libraries of the module: first from the host, then from the
/// module's table.
/// </summary>
/// <param name="Host">The assemblies that every host of this edition has, with their versions.</param>
/// <param name="Table">The file of each library in the module, by assembly name.</param>
internal sealed record AssemblyBinding(IReadOnlyDictionary<string, Version> Host, IReadOnlyDictionary<string, string> Table)
{
    /// <summary>
    /// Returns an error for each reference of these files that cannot be resolved or resolves to a wrong assembly.
    /// </summary>
    public IReadOnlyList<string> FindErrors(IEnumerable<string> files) => [.. files.SelectMany(this.FindErrorsOf)];

    private static string KeyOf(AssemblyName name) => Convert.ToHexString(name.GetPublicKeyToken() ?? []);

    private IEnumerable<string> FindErrorsOf(string file)
    {
        using var library = new Metadata(file);
        var name = Path.GetFileNameWithoutExtension(file);
        if (library.Name.Name != name)
        {
            yield return $"{name} is {library.Name.Name} inside";
        }

        foreach (var wanted in library.References)
        {
            if (this.FindError(wanted) is { } fault)
            {
                yield return $"{name} needs {wanted.Name} {wanted.Version}: {fault}";
            }
        }
    }

    private string? FindError(AssemblyName wanted)
    {
        // A host also resolves references to lower versions of its assemblies, and then the table is not used.
        var isHosts = this.Host.TryGetValue(wanted.Name!, out var hosts) && wanted.Version <= hosts;
        if (!this.Table.TryGetValue(wanted.Name!, out var file))
        {
            return isHosts ? null : hosts is null ? "not found" : $"the host has {hosts}";
        }

        if (isHosts)
        {
            return $"the host's {hosts} would be loaded instead of the module's";
        }

        if (!File.Exists(file))
        {
            return "the file in the table does not exist";
        }

        // The table resolves by name only, so the file must be the right library in a sufficient version.
        using var found = new Metadata(file);
        if (found.Name.Name != wanted.Name)
        {
            return $"the table has {found.Name.Name}";
        }

        if (found.Name.Version < wanted.Version)
        {
            return $"the table has version {found.Name.Version}";
        }

        return KeyOf(found.Name) == KeyOf(wanted) ? null : $"the table has one signed by {KeyOf(found.Name)}";
    }
}
