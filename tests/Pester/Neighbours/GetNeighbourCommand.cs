using System.Management.Automation;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Neighbours;

/// <summary>Uses its libraries, and tells which they are.</summary>
[Cmdlet(VerbsCommon.Get, "Neighbour")]
[OutputType(typeof(PSObject))]
public sealed class GetNeighbourCommand : PSCmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("neighbour", client => client.Timeout = TimeSpan.FromSeconds(7));
        using var provider = services.BuildServiceProvider();
        using var client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("neighbour");
        var json = JsonSerializer.Serialize(
            new Dictionary<string, double> { ["seconds"] = client.Timeout.TotalSeconds });
        foreach (var type in (Type[])[typeof(IHttpClientFactory), typeof(ServiceCollection), typeof(ILoggerFactory), typeof(JsonSerializer)])
        {
            var assembly = type.Assembly.GetName();
            var found = new PSObject();
            found.Properties.Add(new PSNoteProperty("Name", assembly.Name));
            found.Properties.Add(new PSNoteProperty("Version", assembly.Version!.ToString()));
            found.Properties.Add(new PSNoteProperty("Said", json));
            this.WriteObject(found);
        }
    }
}
