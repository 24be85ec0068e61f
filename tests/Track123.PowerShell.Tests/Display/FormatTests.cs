using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Xml.Linq;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Display;

public sealed class FormatTests
{
    private static string File => Path.Combine(Places.Module, "Track123.Format.ps1xml");

    [Fact]
    public void Format_file_loads_without_an_error() => _ = new FormatTable([File]);

    [Fact]
    public void Every_property_in_a_view_exists()
    {
        using var session = new Session();
        foreach (var view in XDocument.Load(File).Descendants("View"))
        {
            var name = view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;
            var type = TypeOf(name);
            var named = view.Descendants("PropertyName").Select(p => p.Value).Concat(view.Descendants("ScriptBlock").SelectMany(s => PropertiesOf(s.Value)));
            Assert.All(named, property => Assert.True(type.GetProperty(property) is not null, $"{name} has no {property}"));
        }
    }

    [Fact]
    public void Label_in_a_view_is_the_name_of_a_property()
    {
        // These columns summarize the whole shipment, which has no property for them.
        string[] summaries = ["Track123.OceanShipment.Vessels", "Track123.AirShipment.Location"];
        foreach (var view in XDocument.Load(File).Descendants("View"))
        {
            var name = view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;
            var type = TypeOf(name);
            var labels = view.Descendants("Label").Select(l => l.Value);
            Assert.All(labels, label => Assert.True(
                type.GetProperty(label) is not null || summaries.Contains($"{name}.{label}") || label is "Containers", $"{name} has no {label}"));
        }
    }

    [Fact]
    public void Every_output_type_has_a_table_a_list_and_a_wide_view()
    {
        using var session = new Session();
        var views = XDocument.Load(File).Descendants("View")
            .ToLookup(
                v => v.Element("ViewSelectedBy")!.Element("TypeName")!.Value, v => v.Elements().Last().Name.LocalName);
        var outputTypes = session.Run("Get-Command -Module Track123").Clean().Output
            .SelectMany(c => ((CommandInfo)c.BaseObject).OutputType).Select(t => t.Name).Where(n => n.StartsWith("Track123.", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Contains("Track123.Tracking", outputTypes);
        Assert.All([.. outputTypes, "Track123.TrackingEvent", "Track123.CargoEvent", "Track123.CarrierLeg", "Track123.LastMile", "Track123.OceanContainer"],
            name => Assert.Equal(IsRecord(name) ? ["TableControl"] : ["ListControl", "TableControl", "WideControl"], views[name].Order()));

        // A list of a flat record shows all of its columns.
        static bool IsRecord(string name) => name.EndsWith("Record", StringComparison.Ordinal);
    }

    [Fact]
    public void Only_tables_of_slow_output_have_fixed_widths_and_they_fit_eighty_columns()
    {
        var fixedTables = XDocument.Load(File).Descendants("TableControl").Where(t => t.Descendants("Width").Any()).ToList();
        Assert.Equal(
            ["Track123.Tracking#Arrived", "Track123.WebhookNotification"],
            fixedTables.Select(t => t.Parent!.Element("ViewSelectedBy")!.Value));
        foreach (var table in fixedTables)
        {
            var columns = table.Descendants("TableColumnHeader").ToList();
            Assert.NotNull(columns[0].Element("Width"));
            var fixedWidth = columns.Sum(c => (int?)c.Element("Width") ?? 0) + columns.Count - 1;
            Assert.True(fixedWidth <= 80 - 15, $"{fixedWidth} columns are taken; the open column needs 15.");
        }
    }

    private static Type TypeOf(string name)
    {
        using var session = new Session();
        return AppDomain.CurrentDomain.GetAssemblies()
            .Where(a => a.GetName().Name is "Track123.Client" or "Track123.PowerShell")
            .Select(a => a.GetType(name.Split('#')[0])).Single(t => t is not null)!;
    }

    private static IEnumerable<string> PropertiesOf(string script)
    {
        var ast = Parser.ParseInput(script, out _, out var errors);
        Assert.Empty(errors);
        return ast.FindAll(a => a is MemberExpressionAst and not InvokeMemberExpressionAst, searchNestedScriptBlocks: true)
            .Cast<MemberExpressionAst>()
            .Where(m => m.Expression is VariableExpressionAst { VariablePath.UserPath: "_" })
            .Select(m => ((StringConstantExpressionAst)m.Member).Value);
    }
}
