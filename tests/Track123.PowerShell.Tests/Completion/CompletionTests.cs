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
