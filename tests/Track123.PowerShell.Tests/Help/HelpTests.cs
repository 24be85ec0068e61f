using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Help;

/// <summary>Compares the help file with the cmdlets and with its Markdown sources.</summary>
public sealed class HelpTests(ITestOutputHelper output)
{
    private static readonly Regex Fence = Pattern(@"```powershell\n(?<code>.*?)\n```", RegexOptions.Singleline);
    private static readonly Regex NullableType = Pattern(@"^System\.Nullable`1\[(?<type>.+)\]$");
    private static readonly Regex Decoration = Pattern(@"[\s`\\]+");

    private static readonly string Topics = Path.Combine(Places.Root, "module", "en-US");

    private static readonly Lazy<IReadOnlyList<CmdletInfo>> Cmdlets = new(() =>
    {
        using var session = new Session();
        return [.. session.Run("Get-Command -Module Track123 -CommandType Cmdlet").Clean().Output.Select(o => (CmdletInfo)o.BaseObject)];
    });

    private static readonly Lazy<IReadOnlyDictionary<string, XmlElement>> Shown = new(() =>
    {
        var document = new XmlDocument();
        document.Load(Path.Combine(Topics, "Track123.PowerShell.dll-Help.xml"));
        return document.DocumentElement!.ChildNodes.OfType<XmlElement>().ToDictionary(c => Text(c, "command:details/command:name"));
    });

    public static TheoryData<string> Names => [.. Cmdlets.Value.Select(c => c.Name)];

    private static string Sources => Path.Combine(Places.Root, "docs", "help");

    [Fact]
    public void Cmdlets_and_help_topics_match()
    {
        Assert.Equal(Cmdlets.Value.Select(c => c.Name).Order(), Shown.Value.Keys.Order());
        Assert.Equal(Shown.Value.Keys.Order(), Directory.GetFiles(Sources, "*.md").Select(f => Path.GetFileNameWithoutExtension(f)!).Order());
        var examples = Shown.Value.Values.Sum(c => Nodes(c, "command:examples/command:example").Count);
        var parameters = Shown.Value.Values.Sum(c => Nodes(c, "command:parameters/command:parameter").Count);
        output.WriteLine($"{Shown.Value.Count} cmdlets, {parameters} parameters, {examples} examples.");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_has_every_section(string name)
    {
        var help = Shown.Value[name];
        Assert.All(
            [
                "command:details/maml:description/maml:para",
                "maml:description/maml:para",
                "command:inputTypes/command:inputType/dev:type/maml:name",
                "command:inputTypes/command:inputType/maml:description/maml:para",
                "command:returnValues/command:returnValue/dev:type/maml:name",
                "command:returnValues/command:returnValue/maml:description/maml:para",
            ],
            path => Assert.NotEmpty(Text(help, path)));
        Assert.All(Nodes(help, "command:parameters/command:parameter"), p => Assert.NotEmpty(Text(p, "maml:description/maml:para")));
        var examples = Nodes(help, "command:examples/command:example");
        Assert.True(examples.Count >= 3, $"{examples.Count} examples");
        Assert.All(examples, e => Assert.NotEmpty(Text(e, "dev:code")));
        Assert.DoesNotContain("{{", help.InnerText, StringComparison.Ordinal);
        Assert.DoesNotContain("```", help.InnerText, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_lists_the_parameters_and_parameter_sets_of_the_cmdlet(string name)
    {
        var cmdlet = Cmdlets.Value.Single(c => c.Name == name);
        var help = Shown.Value[name];

        // Common parameters have no help of their own; -WhatIf and -Confirm may have.
        var own = cmdlet.Parameters.Values.Where(p => !IsCommon(p.Name)).ToDictionary(p => p.Name);
        var documented = Nodes(help, "command:parameters/command:parameter").ToDictionary(p => Text(p, "maml:name"));
        Assert.Equal(own.Keys.Order(), documented.Keys.Where(k => !IsCommon(k)).Order());
        foreach (var (key, parameter) in own)
        {
            var text = documented[key];
            var sets = parameter.ParameterSets.Values;
            var aliases = text.GetAttribute("aliases") is "none" ? [] : text.GetAttribute("aliases").Split(',', StringSplitOptions.TrimEntries);
            Assert.Equal(parameter.Aliases.Order(StringComparer.Ordinal), aliases.Order(StringComparer.Ordinal));
            var pipeline = text.GetAttribute("pipelineInput");
            Assert.Equal((key, sets.Any(s => s.ValueFromPipeline)), (key, pipeline.Contains("ByValue", StringComparison.Ordinal)));
            Assert.Equal((key, sets.Any(s => s.ValueFromPipelineByPropertyName)), (key, pipeline.Contains("ByPropertyName", StringComparison.Ordinal)));
            Assert.Equal(
                ShortName(parameter.ParameterType), ShortName(Text(text, "dev:type/maml:name")), ignoreCase: true);
        }

        // Compares the parameter sets: parameters, mandatory ones and the order of positional ones.
        var inCode = cmdlet.ParameterSets.Select(set => Describe(
            set.Parameters.Where(p => !IsCommon(p.Name)).Select(p => (
                p.Name, p.IsMandatory, p.Position >= 0 ? $"{set.Parameters.Count(o => o.Position >= 0 && o.Position < p.Position)}" : "named"))));
        var inHelp = Nodes(help, "command:syntax/command:syntaxItem").Select(set => Describe(
            Nodes(set, "command:parameter").Select(p => (Text(p, "maml:name"), p.GetAttribute("required") == "true", p.GetAttribute("position")))
                .Where(p => !IsCommon(p.Item1))));
        Assert.Equal(inCode.Order(StringComparer.Ordinal), inHelp.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_has_the_text_of_its_Markdown_source(string name)
    {
        var help = Shown.Value[name];
        var source = File.ReadAllText(Path.Combine(Sources, name + ".md")).ReplaceLineEndings("\n");
        Assert.Equal(
            Plain(Part(source, "## SYNOPSIS")), Plain(Text(help, "command:details/maml:description/maml:para")));
        Assert.Equal(Plain(Part(source, "## DESCRIPTION")), Plain(string.Concat(Nodes(help, "maml:description/maml:para").Select(p => p.InnerText))));
        Assert.Equal(
            Fence.Matches(Part(source, "## EXAMPLES")).Select(m => m.Groups["code"].Value),
            Nodes(help, "command:examples/command:example").Select(e => Text(e, "dev:code")));
        foreach (var parameter in Nodes(help, "command:parameters/command:parameter"))
        {
            var text = Part(source, "### -" + Text(parameter, "maml:name"), next: "```");
            Assert.Equal(Plain(text), Plain(string.Concat(Nodes(parameter, "maml:description/maml:para").Select(p => p.InnerText))));
        }
    }

    // Uses Get-Help as a user does.
    [Theory]
    [MemberData(nameof(Names))]
    public void Get_Help_shows_the_text_of_the_help_file(string name)
    {
        using var session = new Session();
        var asked = session.Run(
            """
            $help = Get-Help $a -Full
            $help.Synopsis
            $help.description.Text -join ''
            $help.inputTypes.inputType.type.name -join ''
            $help.returnValues.returnValue.type.name -join ''
            $help.parameters.parameter | Where-Object { $_ } | ForEach-Object { $_.description.Text -join '' }
            $help.examples.example | ForEach-Object { $_.code }
            """,
            name).Clean().Output.Select(o => $"{o}".Trim()).ToList();
        Assert.Equal(Text(Shown.Value[name], "command:details/maml:description/maml:para"), asked[0]);
        var parameters = Nodes(Shown.Value[name], "command:parameters/command:parameter").Count;
        var examples = Nodes(Shown.Value[name], "command:examples/command:example").Count;
        Assert.Equal(4 + parameters + examples, asked.Count);
        Assert.All(asked, text => Assert.NotEmpty(text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Help_has_default_values_and_ranges(string name)
    {
        using var session = new Session();
        var type = ((CmdletInfo)session.Run($"Get-Command {name}").Clean().Output[0].BaseObject).ImplementingType;
        var cmdlet = Activator.CreateInstance(type)!;
        foreach (var documented in Nodes(Shown.Value[name], "command:parameters/command:parameter").Where(p => !IsCommon(Text(p, "maml:name"))))
        {
            var property = type.GetProperty(Text(documented, "maml:name"))!;
            Assert.Equal((property.Name, DefaultOf(property.GetValue(cmdlet))), (property.Name, Text(documented, "dev:defaultValue")));

            // A limit of the type itself is not mentioned in the help.
            if (property.GetCustomAttribute<ValidateRangeAttribute>() is { MaxRange: int max } range && max < int.MaxValue)
            {
                Assert.Contains($"{range.MinRange} to {max}", documented.InnerText.Replace(",", "", StringComparison.Ordinal), StringComparison.Ordinal);
            }
        }
    }

    private static Regex Pattern(string text, RegexOptions options = RegexOptions.None) =>
        new(text, options | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    private static bool IsCommon(string name) =>
        Cmdlet.CommonParameters.Contains(name) || Cmdlet.OptionalCommonParameters.Contains(name);

    /// <summary>Returns a default value as help shows it: empty for a switch, null, zero or no limit.</summary>
    private static string DefaultOf(object? value) => value switch
    {
        null or SwitchParameter or 0 or int.MaxValue => "",
        string text => text,
        IEnumerable several => string.Join(", ", several.Cast<object>()),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Describe(IEnumerable<(string Name, bool IsMandatory, string Position)> parameters) =>
        string.Join(", ", parameters.Select(p => $"{p.Name}{(p.IsMandatory ? "!" : "")} {p.Position}").Order(StringComparer.Ordinal));

    private static string ShortName(Type type) =>
        type.IsArray ? ShortName(type.GetElementType()!) + "[]" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    private static string ShortName(string written)
    {
        var name = NullableType.Replace(written, "${type}");
        return name[(name.LastIndexOf('.') + 1)..];
    }

    private static string Part(string source, string heading, string? next = null)
    {
        var start = source.IndexOf(heading + "\n", StringComparison.Ordinal);
        Assert.True(start >= 0, heading);
        start += heading.Length;
        var end = source.IndexOf(next ?? "\n## ", start, StringComparison.Ordinal);
        return source[start..(end < 0 ? source.Length : end)];
    }

    /// <summary>Removes Markdown characters and line ends from a text.</summary>
    private static string Plain(string text) => Decoration.Replace(text, "");

    private static string Text(XmlNode node, string path) =>
        node.SelectSingleNode(path, Prefixes(node))?.InnerText.Trim() ?? "";

    private static List<XmlElement> Nodes(XmlNode node, string path) =>
        [.. node.SelectNodes(path, Prefixes(node))!.OfType<XmlElement>()];

    private static XmlNamespaceManager Prefixes(XmlNode node)
    {
        var names = new XmlNamespaceManager(node.OwnerDocument!.NameTable);
        names.AddNamespace("maml", "http://schemas.microsoft.com/maml/2004/10");
        names.AddNamespace("command", "http://schemas.microsoft.com/maml/dev/command/2004/10");
        names.AddNamespace("dev", "http://schemas.microsoft.com/maml/dev/2004/10");
        return names;
    }
}
