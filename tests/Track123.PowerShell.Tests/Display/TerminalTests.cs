using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Display;

/// <summary>A service whose texts contain control sequences for the user's terminal.</summary>
public sealed class TerminalTests : ServerTest
{
    private const string Evil = """\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil""";
    private const string Record =
        $$"""{"id":"1","trackNo":"T1{{Evil}}","transitStatus":"X{{Evil}}","transitSubStatus":"A_{{Evil}}","shipFrom":"{{Evil}}","remark":"{{Evil}}","orderNo":"{{Evil}}","expectedDelivery":"{{Evil}}","localLogisticsInfo":{"courierCode":"{{Evil}}","courierNameEN":"{{Evil}}","trackingDetails":[{"address":"{{Evil}}","eventTime":"{{Evil}}","eventDetail":"{{Evil}}","transitSubStatus":"{{Evil}}"}] } }""";

    private static readonly string[] Commands = ["\u001b[2J", "\u001b]0;", "\u0007", "\u009b", "\u202e"];

    [Fact]
    public void Views_show_symbols_instead_of_control_characters()
    {
        this.Server.Script(new { path = "track/query", times = 9, body = $$$"""{"code":"00000","data":{"accepted":{"content":[{{{Record}}}] } } }""" });
        this.Server.Script(new { path = "courier/list", times = 9, body = $$$"""{"code":"00000","data":[{"courierCode":"{{{Evil}}}","courierNameEN":"{{{Evil}}}","courierHomePage":"{{{Evil}}}"} ] }""" });
        var run = ShellRun.Start(
        [
            "-c",
            $"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address} -NoVerify; $t = Get-Track123Tracking; "
            + "$t | Format-Table; $t | Format-List; $t.Events | Format-Table; $t.Events | Format-List; Get-Track123Carrier | Format-Table; Get-Track123Carrier | Format-List",
        ]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("␛[2J", run.Output, StringComparison.Ordinal);
        Assert.All(Commands, c => Assert.DoesNotContain(c, run.Output + run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_WhatIf_messages_and_completions_show_symbols_instead_of_control_characters()
    {
        this.Server.Script(new { path = "track/query", body = $$"""{"code":"{{Evil}}","msg":"{{Evil}}","traceId":"{{Evil}}"}""" });
        this.Server.Script(new { path = "track/query", times = 9, body = $$$"""{"code":"00000","data":{"accepted":{"content":[{{{Record}}}] } } }""" });
        this.Server.Script(new { path = "track/import", body = $$$"""{"code":"00000","data":{"rejected":[{"index":0,"trackNo":"SBTRANSIT1","error":{"code":"{{{Evil}}}","msg":"{{{Evil}}}"}}]}}""" });
        this.Server.Script(new { path = "courier/list", times = 9, body = $$$"""{"code":"00000","data":[{"courierCode":"c{{{Evil}}}","courierNameEN":"{{{Evil}}}"} ] }""" });
        var run = ShellRun.Start(
        [
            "-c",
            $"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Server.Address} -NoVerify; $null = Get-Track123Carrier; "
            + "try { Get-Track123Tracking } catch { $_ | Out-String }; Get-Error; $t = Get-Track123Tracking; "
            + "$t | Remove-Track123Tracking -SkipNumberCheck -WhatIf; $t.LastMile, $t.MainLeg | Format-List; "
            + "[pscustomobject]@{ TrackingNumber = 'SBTRANSIT1'; \"x`e[2J`u{202e}`a\" = 1 } | Register-Track123Tracking -WhatIf; "
            + "Register-Track123Tracking SBTRANSIT1 | Format-List; Get-Error; "
            + "$ErrorView = 'DetailedView'; $Error[0], $Error[1] | Out-String; "
            + "(TabExpansion2 'Get-Track123Tracking -CarrierCode c').CompletionMatches | Format-List",
        ]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("ListItemText", run.Output, StringComparison.Ordinal);
        Assert.Contains("ServiceMessage", run.Output, StringComparison.Ordinal);
        Assert.Contains("What if", run.Output, StringComparison.Ordinal);
        Assert.All(Commands, c => Assert.DoesNotContain(c, run.Output + run.Errors, StringComparison.Ordinal));
    }

    [Fact]
    public void Object_keeps_the_original_text()
    {
        this.Server.Script(new { path = "track/query", body = $$$"""{"code":"00000","data":{"accepted":{"content":[{{{Record}}}] } } }""" });
        Assert.Equal("\u001b[2J\u001b]0;owned\u0007\u009b31m\u202eevil", this.Run("(Get-Track123Tracking).LastEvent.Description").Clean().Output.Single().ToString());
    }

    [Fact]
    public void Messages_and_exceptions_show_symbols()
    {
        this.Server.Script(new { path = "track/query", body = $$"""{"code":"A0400","msg":"{{Evil}}","traceId":"{{Evil}}"}""" });
        this.Server.Script(new { path = "track/query", status = 400, body = "<html>\u001b[2J\u0007</html>" });
        var outcome = this.Run("Get-Track123Tracking -Verbose -Debug");
        var second = this.Run("Get-Track123Tracking -Verbose -Debug");
        string[] told =
        [
            ((dynamic)outcome.Terminating.Exception).ServiceMessage, ((dynamic)outcome.Terminating.Exception).TraceId,
            outcome.Terminating.ToString(), outcome.Terminating.Exception.Message, outcome.Terminating.ErrorDetails.Message, second.Terminating.ToString(),
            .. outcome.Verbose, .. outcome.Debug, .. second.Verbose, .. second.Debug,
        ];
        Assert.All(told, text => Assert.All(Commands, c => Assert.DoesNotContain(c, text, StringComparison.Ordinal)));
    }

    // Views must sanitize every text of the service.
    [Fact]
    public void No_view_shows_text_without_sanitizing_it()
    {
        using var session = new Session();
        foreach (var view in System.Xml.Linq.XDocument.Load(Path.Combine(Places.Module, "Track123.Format.ps1xml")).Descendants("View"))
        {
            var name = view.Element("ViewSelectedBy")!.Element("TypeName")!.Value;
            var type = AppDomain.CurrentDomain.GetAssemblies()
                .Where(a => a.GetName().Name is "Track123.Client" or "Track123.PowerShell").Select(a => a.GetType(name.Split('#')[0])).Single(t => t is not null)!;
            Assert.All(
                view.Descendants("PropertyName").Select(p => p.Value),
                property => Assert.True(
                    property == "ApiKeyHint" || (type.GetProperty(property)!.PropertyType != typeof(string) && type.GetProperty(property)!.PropertyType != typeof(object)),
                    $"{name}.{property}"));
            Assert.All(view.Descendants("ScriptBlock"), block => Assert.False(
                block.Value.StartsWith("$_.", StringComparison.Ordinal) && !block.Value.EndsWith(".Count", StringComparison.Ordinal), $"{name}: {block.Value}"));
        }
    }
}
