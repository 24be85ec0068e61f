using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Module;

[Collection(SharedState.Name)]
public sealed class ImportTests
{
    [Fact]
    public void Manifest_is_valid_and_exports_exactly_the_existing_cmdlets()
    {
        using var session = new Session();
        var manifest = session.Run("Test-ModuleManifest $a", Path.Combine(Places.Module, "Track123.psd1")).Clean().Output.Single();
        var listed = ((PSModuleInfo)manifest.BaseObject).ExportedCmdlets.Keys;
        var built = CmdletTypes().Select(NameOf);
        Assert.Equal(built.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Reimport_with_Force_keeps_every_cmdlet()
    {
        using var session = new Session();
        var before = session.Run("Get-Command -Module Track123").Clean().All("Name");
        session.Run("Import-Module $a -Force; Import-Module $a -Force", Places.Module).Clean();
        Assert.Equal(before, session.Run("Get-Command -Module Track123").Clean().All("Name"));
        Assert.NotEmpty(before);
        session.Run("Connect-Track123 -ApiKey k -NoVerify").Clean();
    }

    [Fact]
    public void Import_after_removal_works_again()
    {
        using var session = new Session();
        session.Run("Remove-Module Track123; Import-Module $a; Connect-Track123 -ApiKey k -NoVerify", Places.Module).Clean();
    }

    [Fact]
    public void Model_types_can_be_used_by_name()
    {
        using var session = new Session();
        Assert.Equal(
            "Track123.Tracking", session.Run("[Track123.Tracking].FullName").Clean().Output.Single().ToString());
        Assert.Equal(
            "Delivered", session.Run("[Track123.TransitStatus]::Delivered").Clean().Output.Single().ToString());
    }

    [Fact]
    public void Interfaces_and_static_classes_have_no_type_accelerator()
    {
        using var session = new Session();
        const string accelerators = "[psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get.GetEnumerator()";
        var types = session.Run($"{accelerators} | Where-Object Key -like 'Track123.*' | ForEach-Object Value").Clean()
            .Output.Select(o => (Type)o.BaseObject).ToList();
        Assert.NotEmpty(types);
        Assert.DoesNotContain(types, type => type.IsInterface || (type.IsAbstract && type.IsSealed));
    }

    [Fact]
    public void Removal_in_one_runspace_does_not_affect_the_others()
    {
        using var kept = new Session();
        using var removed = new Session();
        removed.Run("Remove-Module Track123").Clean();
        Assert.Equal("Track123.Carrier", kept.Run("[Track123.Carrier].FullName").Clean().Output.Single().ToString());
        kept.Run("Connect-Track123 -ApiKey k -NoVerify").Clean();
    }

    [Fact]
    public void Libraries_are_loaded_in_their_own_load_context()
    {
        using var session = new Session();
        session.Run("Connect-Track123 -ApiKey k -NoVerify").Clean();
        var client = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == "Track123.Client");
        Assert.NotSame(System.Runtime.Loader.AssemblyLoadContext.Default, System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(client));
    }

    [Fact]
    public void Every_cmdlet_is_sealed_and_has_an_output_type()
    {
        Assert.All(CmdletTypes(), type => Assert.NotEmpty(type.GetCustomAttributes(typeof(OutputTypeAttribute), inherit: false)));
        Assert.All(CmdletTypes(), type => Assert.True(type.IsSealed, type.Name));
    }

    [Fact]
    public void Parameter_names_and_aliases_are_unique()
    {
        using var session = new Session();
        foreach (var command in session.Run("Get-Command -Module Track123").Clean().Output.Select(o => (CmdletInfo)o.BaseObject))
        {
            var names = command.Parameters.Values.SelectMany(p => p.Aliases.Append(p.Name)).ToList();
            Assert.Equal(names.Distinct(StringComparer.OrdinalIgnoreCase).Count(), names.Count);
        }
    }

    private static IEnumerable<Type> CmdletTypes()
    {
        using var session = new Session();
        var assembly = AppDomain.CurrentDomain.GetAssemblies().Single(a => a.GetName().Name == "Track123.PowerShell");
        return [.. assembly.GetExportedTypes().Where(t => t.IsDefined(typeof(CmdletAttribute), inherit: false))];
    }

    private static string NameOf(Type type)
    {
        var cmdlet = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
        Assert.Equal(cmdlet.VerbName + cmdlet.NounName + "Command", type.Name);
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }
}
