using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxReferenceTests
{
    [Fact]
    public void Sandbox_uses_only_the_ISandbox_interface_of_the_client()
    {
        using var file = new PEReader(File.OpenRead(typeof(SandboxAccount).Assembly.Location));
        var metadata = file.GetMetadataReader();
        var used = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => type.ResolutionScope.Kind == HandleKind.AssemblyReference)
            .Where(type => metadata.GetString(metadata.GetAssemblyReference((AssemblyReferenceHandle)type.ResolutionScope).Name)
                == "Track123.Client")
            .Select(type => metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name));
        Assert.Equal(["Track123.ISandbox"], used);
    }
}
