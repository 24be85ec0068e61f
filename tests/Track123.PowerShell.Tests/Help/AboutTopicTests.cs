using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Help;

/// <summary>Tests of the about_ topics and of the list of error ids.</summary>
public sealed class AboutTopicTests
{
    private const int Columns = 80;
    private const string ErrorsTopic = "about_Track123_Errors";

    private static readonly string Folder = Path.Combine(Places.Root, "module", "en-US");
    private static readonly Regex Name = Pattern(@"\babout_Track123\w*");
    private static readonly Regex Heading = Pattern(@"^[A-Z][A-Z ,-]+$");

    // A row of a list: in a topic an indented id and two spaces, in Markdown the first cell of a table.
    private static readonly Regex IdRow = Pattern(@"^(?: {4,8}|\| `)(?<id>[A-Z]\w+)(?: {2,}|` \|)");
    private static readonly Regex MadeByHand = Pattern(@"new\s+ErrorRecord\s*\(|\bErrorCategory\.");

    // The expected topics, without the module's name.
    private static readonly string[] Wanted = ["", "_Authentication", "_BulkRegistration", "_Errors", "_RateLimits", "_Sandbox", "_Webhooks"];

    [Fact]
    public void All_are_there_and_none_names_one_that_is_not()
    {
        var topics = Directory.GetFiles(Folder, "about_*.help.txt").ToDictionary(f => Path.GetFileName(f)[..^".help.txt".Length], File.ReadAllText);
        Assert.Equal(Wanted.Select(w => "about_Track123" + w).Order(StringComparer.Ordinal), topics.Keys.Order(StringComparer.Ordinal));
        Assert.All(topics, t => Assert.StartsWith($"TOPIC\n    {t.Key}\n", t.Value.ReplaceLineEndings("\n"), StringComparison.Ordinal));
        var maml = File.ReadAllText(Path.Combine(Folder, "Track123.PowerShell.dll-Help.xml"));
        var named = topics.Values.Append(maml).SelectMany(t => Name.Matches(t)).Select(m => m.Value);
        Assert.Empty(named.Distinct(StringComparer.Ordinal).Except(topics.Keys));
    }

    [Fact]
    public void Fit_a_window_of_80_columns()
    {
        var tooLong = Directory.GetFiles(Folder, "about_*.help.txt")
            .SelectMany(f => File.ReadLines(f).Select((text, i) => (Place: $"{Path.GetFileName(f)}({i + 1})", text)))
            .Where(l => l.text.Length > Columns || l.text.Contains('\t') || l.text.EndsWith(' '));
        Assert.Empty(tooLong.Select(l => $"{l.Place}: {l.text}"));
    }

    [Fact]
    public void Get_Help_shows_each()
    {
        using var session = new Session();
        foreach (var name in Wanted.Select(w => "about_Track123" + w))
        {
            var shown = Assert.Single(session.Run($"Get-Help {name}").Clean().Output).BaseObject;
            Assert.Equal(File.ReadAllText(Path.Combine(Folder, name + ".help.txt")).Trim(), Assert.IsType<string>(shown).Trim());
        }
    }

    // Ids are the kinds of the client's exception and the constants of the class that creates error records.
    [Fact]
    public void Errors_topic_lists_exactly_the_error_ids_in_the_code()
    {
        var ids = ErrorIdsInCode();
        Assert.True(ids.Length > 10, string.Join(' ', ids));
        var text = File.ReadAllText(Path.Combine(Folder, ErrorsTopic + ".help.txt")).ReplaceLineEndings("\n");
        var list = Assert.Single(
            Heading.Split(text),
            section => section.Contains("\n    NotConnected  ", StringComparison.Ordinal));
        Assert.Equal(ids, IdRow.Matches(list).Select(m => m.Groups["id"].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Other_documents_link_to_the_errors_topic_and_have_no_list_of_their_own()
    {
        string[] documents =
        [
            Path.Combine(Places.Root, "README.md"),
            .. Directory.GetFiles(Path.Combine(Places.Root, "docs"), "*.md"),
            .. Directory.GetFiles(Folder, "about_*.help.txt")
                .Where(f => !f.Contains(ErrorsTopic, StringComparison.Ordinal)),
        ];
        var ids = ErrorIdsInCode();
        Assert.All(documents, file =>
        {
            var rows = IdRow.Matches(File.ReadAllText(file)).Select(m => m.Groups["id"].Value);
            Assert.Equal((file, ""), (file, string.Join(' ', rows.Intersect(ids, StringComparer.Ordinal))));
        });
        foreach (var name in (string[])["README.md", "module/en-US/about_Track123.help.txt"])
        {
            Assert.Contains(ErrorsTopic, File.ReadAllText(Path.Combine(Places.Root, name)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Error_records_are_made_in_one_place()
    {
        var sources = Directory.GetFiles(Path.Combine(Places.Root, "src", "Track123.PowerShell"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Where(f => MadeByHand.IsMatch(File.ReadAllText(f)));
        Assert.Equal(["Track123Error.cs"], sources.Select(f => Path.GetFileName(f)));
    }

    private static Regex Pattern(string text) => new(
        text, RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static string[] ErrorIdsInCode()
    {
        using var session = new Session();
        var kinds = session.Run("[enum]::GetNames([Track123.Track123ErrorKind])").Clean().Output.Select(o => o.ToString());
        var cmdlet = (CmdletInfo)session.Run("Get-Command Connect-Track123").Clean().Output[0].BaseObject;
        var constants = cmdlet.ImplementingType.Assembly.GetType("Track123.Commands.Track123Error", throwOnError: true)!
            .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(f => f.IsLiteral && f.Name.EndsWith("Id", StringComparison.Ordinal))
            .Select(f => (string)f.GetRawConstantValue()!);
        return [.. kinds.Concat(constants).Order(StringComparer.Ordinal)];
    }
}
