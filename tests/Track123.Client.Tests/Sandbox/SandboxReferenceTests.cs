using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxReferenceTests
{
    [Fact]
    public void The_sandbox_uses_nothing_of_the_client_but_its_interface()
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
