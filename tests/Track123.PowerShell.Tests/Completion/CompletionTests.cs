using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Completion;

public sealed class CompletionTests : IDisposable
{
    private readonly Session session = new();

    [Theory]
    [InlineData("Get-Track123Tracking -TransitStatus Del", "Delivered|DeliveryFailed")]
    [InlineData("Get-Track123Tracking -TransitStatus Abnormal, Exp", "Expired")]
    [InlineData("Get-Track123Carrier -Type O", "Ocean")]
    [InlineData("Register-Track123OceanTracking X1 -NumberType B", "Booking|BillOfLading")]
    public void Enum_parameters_are_completed(string line, string texts) =>
        Assert.Equal(texts.Split('|').Order(), this.Complete(line).Select(c => c.CompletionText).Order());

    [Theory]
    [InlineData("Register-Track123Tracking X1 -Country D", "DE DJ DK DM DO DZ")]
    [InlineData("Set-Track123Tracking X1 -Country german", "DE")]
    [InlineData("Register-Track123Tracking X1 -Country 'Côte", "'CI'")]
    [InlineData("Get-Track123InstantTracking X1 -Language e", "el en es")]
    [InlineData("Get-Track123InstantTracking X1 -Language ger", "de")]
    [InlineData("Register-Track123Tracking -Path x.csv -Encoding utf8", "utf8 utf8BOM utf8NoBOM")]
    [InlineData("Register-Track123Tracking -Path x.csv -Encoding a", "ascii ansi")]
    public void Country_language_and_encoding_are_completed(string line, string texts)
    {
        var found = this.Complete(line);
        Assert.Subset(found.Select(c => c.CompletionText).ToHashSet(), texts.Split(' ').ToHashSet());
        Assert.All(found, c => Assert.Equal(CompletionResultType.ParameterValue, c.ResultType));
        Assert.Equal(texts.Split(' ')[0], found[0].CompletionText);
    }

    [Fact]
    public void Country_completion_shows_names_and_lists_every_country()
    {
        var all = this.Complete("Register-Track123Tracking X1 -Country ");
        Assert.Equal(250, all.Count);
        Assert.Contains(all, c => (c.CompletionText, c.ToolTip) == ("DE", "Germany"));
    }

    [Fact]
    public void Connection_is_completed_with_variables_that_contain_an_open_connection()
    {
        this.session.Run("""
            $global:mine = Connect-Track123 -ApiKey 0123456789abcdef0123 -NoVerify -PassThru
            $global:other = 7
            ${global:my sandbox} = Connect-Track123 -Sandbox -PassThru
            $global:closed = Connect-Track123 -Sandbox -PassThru
            Disconnect-Track123 -Connection $closed
            """).Clean();
        var all = this.Complete("Get-Track123Tracking -Connection ");
        Assert.Equal(["$mine", "${my sandbox}"], all.Select(c => c.CompletionText));
        Assert.Equal(
            ["Track123 at https://api.track123.com/gateway/open-api", "Track123 sandbox"], all.Select(c => c.ToolTip));
        Assert.Equal("$mine", Assert.Single(this.Complete("Disconnect-Track123 -Connection $mi")).CompletionText);
    }

    public void Dispose() => this.session.Dispose();

    private List<CompletionResult> Complete(string line) =>
        [.. this.session.Run("(TabExpansion2 $a $a.Length).CompletionMatches", line).Clean().Output.Select(o => (CompletionResult)o.BaseObject)];
}
