using System.Xml.Linq;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Help;

/// <summary>Runs every example in the help of every cmdlet.</summary>
[Collection(SharedState.Name)]
public sealed class ExampleTests(ExampleSession session) : IClassFixture<ExampleSession>
{
    private static readonly Dictionary<string, string> Code = ReadCode();

    public static TheoryData<string> Titles => [.. Code.Keys];

    [Theory]
    [MemberData(nameof(Titles))]
    public void Example_runs_without_an_error(string title) => Assert.Equal([], session.Run(Code[title]));

    private static Dictionary<string, string> ReadCode()
    {
        var help = XDocument.Load(Path.Combine(Places.Module, "en-US", "Track123.PowerShell.dll-Help.xml"));
        return help.Root!.Elements().SelectMany(command => Named(command, "example").Select(example => (
            Title: $"{Named(command, "name").First().Value}: {Named(example, "title").Single().Value.Trim('-', ' ')}",
            Code: string.Join('\n', Named(example, "code").Select(c => c.Value))))).ToDictionary(e => e.Title, e => e.Code);
    }

    private static IEnumerable<XElement> Named(XElement element, string name) =>
        element.Descendants().Where(e => e.Name.LocalName == name);
}
