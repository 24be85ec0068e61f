using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Connections;

public sealed class NamedConnectionTests : IDisposable
{
    private const string Key = "0123456789abcdef0123";

    private readonly Session session = new();

    [Fact]
    public void Connection_with_a_name_does_not_become_the_current_one()
    {
        this.Run("Connect-Track123 -Sandbox; Connect-Track123 -Sandbox -Name shop").Clean();
        this.Run("Register-Track123Tracking SBTRANSIT1; Register-Track123Tracking SBTRANSIT2 -Connection shop").Clean();
        Assert.Equal("SBTRANSIT1", this.Run("Get-Track123Tracking").Clean().All("TrackingNumber").Single());
        Assert.Equal("SBTRANSIT2", this.Run("Get-Track123Tracking -Connection SHOP").Clean().All("TrackingNumber").Single());
        Assert.Equal("", this.Run("Get-Track123Connection").Clean().All("Name").Single());
    }

    [Fact]
    public void Error_without_a_current_connection_lists_the_names()
    {
        this.Run("'shop', 'outlet' | ForEach-Object { Connect-Track123 -Sandbox -Name $_ }").Clean();
        Assert.Empty(this.Run("Get-Track123Connection").Clean().Output);
        var error = this.Run("Get-Track123Tracking").Terminating;
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.EndsWith("The names in this runspace are 'outlet', 'shop'.", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-Track123Tracking -Connection sho")]
    [InlineData("'A' | Remove-Track123Tracking -Connection sho")]
    [InlineData("Get-Track123Carrier -Connection sho")]
    [InlineData("Get-Track123TrackingChange state.jsonl -Connection sho")]
    [InlineData("Receive-Track123Webhook -Connection sho")]
    [InlineData("Get-Track123Connection sho")]
    [InlineData("Disconnect-Track123 -Name sho")]
    [InlineData("Disconnect-Track123 -Connection sho")]
    public void Unknown_name_is_an_error_that_lists_the_known_names(string script)
    {
        this.Run("Connect-Track123 -Sandbox; Connect-Track123 -Sandbox -Name shop").Clean();
        var outcome = this.Run(script);
        var error = outcome.Thrown is null ? outcome.SingleError : outcome.Terminating;
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("'sho'. The names in this runspace are 'shop'.", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Connections_are_listed_by_name_with_wildcards_and_all()
    {
        this.Run("Connect-Track123 -Sandbox; 'shop', 'outlet', 'Shop 2' | ForEach-Object { Connect-Track123 -Sandbox -Name $_ }").Clean();
        Assert.Equal(["shop", "Shop 2"], this.Run("Get-Track123Connection sho*").Clean().All("Name"));
        Assert.Equal(["outlet", "shop"], this.Run("Get-Track123Connection -Name outlet, shop, o*").Clean().All("Name"));
        Assert.Equal(["", "outlet", "shop", "Shop 2"], this.Run("Get-Track123Connection -All").Clean().All("Name"));
        Assert.Empty(this.Run("Get-Track123Connection x*").Clean().Output);
    }

    [Fact]
    public void Names_are_completed_before_variables_and_quoted()
    {
        this.Run(
            "'shop', 'my shop' | ForEach-Object { Connect-Track123 -Sandbox -Name $_ }; "
                + "$global:session = Connect-Track123 -ApiKey $a -NoVerify -PassThru",
            Key).Clean();
        Assert.Equal(["'my shop'", "shop", "$session"], this.Complete("Get-Track123Tracking -Connection ").Select(c => c.CompletionText));
        Assert.Equal(["shop", "$session"], this.Complete("Restart-Track123Tracking -Connection s").Select(c => c.CompletionText));
        Assert.Equal(["'my shop'", "shop"], this.Complete("Get-Track123Connection -Name ").Select(c => c.CompletionText));
        Assert.Equal(["'my shop'"], this.Complete("Disconnect-Track123 -Name 'm").Select(c => c.CompletionText));
        Assert.Equal("shop: Track123 sandbox", this.Complete("Disconnect-Track123 -Connection sh").Single().ToolTip);
    }

    [Fact]
    public void New_connection_with_a_known_name_replaces_and_closes_the_earlier_one()
    {
        this.Run("$script:old = Connect-Track123 -Sandbox -Name shop -PassThru; Connect-Track123 -Sandbox -Name SHOP").Clean();
        Assert.Equal("True SHOP", this.Run("\"$($old.IsClosed) $((Get-Track123Connection *).Name)\"").Clean().Output.Single().ToString());
        Assert.StartsWith(
            "NotConnected,", this.Run("Get-Track123Tracking -Connection $old").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        this.Run("Get-Track123Tracking -Connection shop").Clean();
    }

    [Fact]
    public void Each_runspace_has_its_own_names()
    {
        using var other = new Session();
        this.Run("Connect-Track123 -Sandbox -Name shop").Clean();
        other.Run("Connect-Track123 -Sandbox -Name outlet").Clean();
        Assert.Equal(["shop"], this.Run("Get-Track123Connection -All").Clean().All("Name"));
        Assert.Equal(["outlet"], other.Run("Get-Track123Connection -All").Clean().All("Name"));
    }

    [Theory]
    [InlineData("Disconnect-Track123", "one two three")]
    [InlineData("Disconnect-Track123 -Name ONE", " two three")]
    [InlineData("Disconnect-Track123 -Name t*", " one")]
    [InlineData("Disconnect-Track123 -Connection two", " one three")]
    [InlineData("Get-Track123Connection t* | Disconnect-Track123", " one")]
    [InlineData("'one', 'three' | Disconnect-Track123", " two")]
    [InlineData("Disconnect-Track123 -All", "")]
    public void Connections_are_closed_by_name_object_or_all(string script, string left)
    {
        this.Run("Connect-Track123 -Sandbox; 'one', 'two', 'three' | ForEach-Object { Connect-Track123 -Sandbox -Name $_ }").Clean();
        var all = this.Run("Get-Track123Connection -All").Clean().Output;
        this.Run(script).Clean();
        var open = this.Run("Get-Track123Connection -All").Clean();
        Assert.Equal(left.Split(' ').Order(), (left.Length == 0 ? [""] : open.All("Name")).Order());
        Assert.Equal(all.Count - open.Output.Count, all.Count(c => (bool)c.Properties["IsClosed"].Value));
    }

    [Theory]
    [InlineData("' '")]
    [InlineData("'sh*'")]
    [InlineData("'a[1]'")]
    [InlineData("'a`b'")]
    [InlineData("\"a`nb\"")]
    public void Name_that_can_not_be_used_is_an_error(string name) => Assert.StartsWith(
        "InvalidRequest,",
        this.Run($"Connect-Track123 -Sandbox -Name {name}").Terminating.FullyQualifiedErrorId,
        StringComparison.Ordinal);

    [Fact]
    public void Key_of_a_connection_with_a_name_is_never_shown()
    {
        this.Run("Connect-Track123 -ApiKey $a -NoVerify -Name shop", Key).Clean();
        var text = this.Run(
            "Get-Track123Connection shop | Format-List * | Out-String; Get-Track123Connection shop | ConvertTo-Json -Depth 1; "
                + "\"$(Get-Track123Connection shop)\"; $line = 'Get-Track123Tracking -Connection '; (TabExpansion2 $line $line.Length).CompletionMatches | Out-String; "
                + "try { Get-Track123Tracking -Connection other } catch { $_ | Format-List * -Force | Out-String; $_.InvocationInfo.BoundParameters | Out-String }").Clean();
        Assert.NotEmpty(text.Output);
        Assert.All(text.Output, o => Assert.DoesNotContain(Key, o.ToString(), StringComparison.Ordinal));
        Assert.Contains(text.Output, o => o.ToString()!.Contains("****0123", StringComparison.Ordinal));
    }

    [Fact]
    public void Rate_share_is_a_part_of_the_limit()
    {
        Assert.Equal("0.25", this.Run("(Connect-Track123 -Sandbox -RateShare 0.25 -PassThru).RateShare.ToString([cultureinfo]::InvariantCulture)").Clean().Output.Single().ToString());
        Assert.Equal("1", this.Run("(Connect-Track123 -Sandbox -PassThru).RateShare").Clean().Output.Single().ToString());
        foreach (var wrong in new[] { "0", "1.1", "-0.5" })
        {
            Assert.StartsWith(
                "ParameterArgumentValidationError,",
                this.Run($"Connect-Track123 -Sandbox -RateShare {wrong}").Terminating.FullyQualifiedErrorId,
                StringComparison.Ordinal);
        }
    }

    public void Dispose() => this.session.Dispose();

    private Outcome Run(string script, object? argument = null) => this.session.Run(script, argument);

    private List<CompletionResult> Complete(string line) =>
        [.. this.Run("(TabExpansion2 $a $a.Length).CompletionMatches", line).Clean().Output.Select(o => (CompletionResult)o.BaseObject)];
}
