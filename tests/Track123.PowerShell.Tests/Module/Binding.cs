using System.Reflection;

namespace Track123.PowerShell.Tests.Module;

/// <summary>How an edition of PowerShell finds the libraries of the module: first in itself, then by the module's table.</summary>
/// <param name="Host">The assemblies of the host that may be counted on, with their versions.</param>
/// <param name="Table">The module's file of each library by assembly name.</param>
internal sealed record Binding(IReadOnlyDictionary<string, Version> Host, IReadOnlyDictionary<string, string> Table)
{
    /// <summary>What would not be found, or found wrong, were every reference of these files followed.</summary>
    public IReadOnlyList<string> Faults(IEnumerable<string> files) => [.. files.SelectMany(this.FaultsOf)];

    private IEnumerable<string> FaultsOf(string file)
    {
        using var library = new Metadata(file);
        var name = Path.GetFileNameWithoutExtension(file);
        if (library.Name.Name != name)
            yield return $"{name} is {library.Name.Name} inside";

        foreach (var wanted in library.References)
        {
            if (this.FaultOf(wanted) is { } fault)
                yield return $"{name} needs {wanted.Name} {wanted.Version}: {fault}";
        }
    }

    private string? FaultOf(AssemblyName wanted)
    {
        // A host answers lower versions of its own assemblies too, and then the table is never asked.
        var isHosts = this.Host.TryGetValue(wanted.Name!, out var hosts) && wanted.Version <= hosts;
        if (!this.Table.TryGetValue(wanted.Name!, out var file))
            return isHosts ? null : hosts is null ? "nobody has it" : $"the host has {hosts}";

        if (isHosts)
            return $"the host's {hosts} would hide the module's";

        if (!File.Exists(file))
            return "the table names a file that is not there";

        // Whatever version the reference says, the table answers by name: it must be that library, and new enough.
        using var found = new Metadata(file);
        if (found.Name.Name != wanted.Name)
            return $"the table gives {found.Name.Name}";

        if (found.Name.Version < wanted.Version)
            return $"there is {found.Name.Version}";

        return KeyOf(found.Name) == KeyOf(wanted) ? null : $"there is one signed by {KeyOf(found.Name)}";
    }

    private static string KeyOf(AssemblyName name) => Convert.ToHexString(name.GetPublicKeyToken() ?? []);
}
