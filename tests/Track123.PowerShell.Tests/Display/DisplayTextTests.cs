using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Display;

public sealed class DisplayTextTests : IDisposable
{
    private readonly Session session = new();

    [Theory]
    [InlineData("$null", "")]
    [InlineData("[timespan]'00:00:40'", "now")]
    [InlineData("[timespan]'-00:03:00'", "now")]
    [InlineData("[timespan]'00:40:59'", "40 min")]
    [InlineData("[timespan]'03:59:00'", "3 h")]
    [InlineData("[timespan]'1.23:00:00'", "47 h")]
    [InlineData("[timespan]'2.00:00:00'", "2 d")]
    [InlineData("[timespan]'400.00:00:00'", "400 d")]
    public void Age_is_shown_in_its_largest_unit(string age, string text) => Assert.Equal(text, this.Text($"Age({age})"));

    [Theory]
    [InlineData("[datetimeoffset]'2026-03-02 09:15:00 +08:00', [datetime]'2026-03-02 09:15', 'x'", "2026-03-02 09:15 +08:00")]
    [InlineData("$null, [datetime]'2026-03-02 09:15', 'x'", "2026-03-02 09:15 (zone unknown)")]
    [InlineData("$null, $null, 'second of March'", "second of March")]
    [InlineData("$null, $null, $null", "")]
    public void Timestamp_without_a_zone_is_marked(string arguments, string text) => Assert.Equal(text, this.Text($"Timestamp({arguments})"));

    [Theory]
    [InlineData("'Delivered', 'DELIVERED'", "Delivered")]
    [InlineData("'Unknown', 'TELEPORTED'", "TELEPORTED")]
    [InlineData("'Unknown', $null", "Unknown")]
    public void Unknown_status_is_shown_as_received(string arguments, string text) => Assert.Equal(text, this.Text($"State({arguments})"));

    [Theory]
    [InlineData("([pscustomobject]@{ CarrierName = 'DHL'; CarrierCode = 'dhl'; EventCount = 2 }), 'X1'", "DHL (dhl)  X1  2 events")]
    [InlineData("([pscustomobject]@{ CarrierName = 'dhl'; CarrierCode = 'dhl'; EventCount = 1 }), $null", "dhl  1 event")]
    [InlineData("([pscustomobject]@{ CarrierCode = 'dhl' }), ''", "dhl  0 events")]
    [InlineData("$null, $null", "")]
    public void Leg_is_shown_in_one_line(string arguments, string text) => Assert.Equal(text, this.Text($"Leg({arguments})"));

    [Theory]
    [InlineData("'dhl', 'Main'", "dhl")]
    [InlineData("'dhl', 'LastMile'", "dhl (last mile)")]
    [InlineData("$null, 'LastMile'", "(last mile)")]
    [InlineData("'', 'Main'", "(unknown)")]
    public void Carrier_of_an_event_is_shown(string arguments, string text) => Assert.Equal(text, this.Text($"Reporter({arguments})"));

    [Theory]
    [InlineData("[uri]'https://x.example/a', $false, $false", "https://x.example/a")]
    [InlineData("$null, $true, $true", "sandbox (closed)")]
    public void Service_shows_the_address_or_the_sandbox(string arguments, string text) => Assert.Equal(text, this.Text($"Service({arguments})"));

    [Theory]
    [InlineData("Ansi", "Delivered", "{Foreground.Green}")]
    [InlineData("Ansi", "DeliveryFailed", "{Formatting.Error}")]
    [InlineData("Ansi", "Expired", "{Formatting.Warning}")]
    [InlineData("Ansi", "Init", "{Foreground.BrightBlack}")]
    [InlineData("Ansi", "InTransit", "")]
    [InlineData("Ansi", "TELEPORTED", "")]
    [InlineData("PlainText", "Delivered", "")]
    [InlineData("Host", "Delivered", "")]
    public void Status_is_colored_only_if_ANSI_output_is_enabled(string rendering, string state, string style)
    {
        var call = $"$PSStyle.OutputRendering = '{rendering}'; try {{ [Track123.Commands.DisplayText]::Color('{state}', $ExecutionContext) }} finally {{ $PSStyle.OutputRendering = 'Host' }}";
        var color = style.Length == 0 ? "" : this.session.Run("$PSStyle." + style.Trim('{', '}')).Clean().Output.Single().ToString();
        var reset = style.Length == 0 ? "" : this.session.Run("$PSStyle.Reset").Clean().Output.Single().ToString();
        Assert.Equal(color + state + reset, this.session.Run(call).Clean().Output.Single().ToString());
        Assert.Equal(state, this.Text($"Color('{state}', $null)"));
    }

    public void Dispose() => this.session.Dispose();

    private string Text(string call) =>
        this.session.Run($"[Track123.Commands.DisplayText]::{call}").Clean().Output.Single().ToString();
}
