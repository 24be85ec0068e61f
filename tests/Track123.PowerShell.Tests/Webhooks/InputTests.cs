using System.Globalization;
using System.Text;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Webhooks;

public sealed class InputTests : IDisposable
{
    private readonly Session session = new();
    private readonly string folder = Directory.CreateTempSubdirectory("hooks ").FullName;

    public void Dispose()
    {
        this.session.Dispose();
        Directory.Delete(this.folder, recursive: true);
    }

    [Theory]
    [InlineData("$a | ConvertFrom-Track123Webhook -Key $k")]
    [InlineData("ConvertFrom-Track123Webhook $a -Key $k")]
    [InlineData("ConvertFrom-Track123Webhook ([Text.Encoding]::UTF8.GetBytes($a)) -Key $k")]
    [InlineData("[Text.Encoding]::UTF8.GetBytes($a) | ConvertFrom-Track123Webhook -Key $k")]
    [InlineData("$a -replace ',', \",`n  \" -split \"`n\" | ConvertFrom-Track123Webhook -Key $k")]
    [InlineData("$a | ConvertFrom-Track123Webhook -Key ([Net.NetworkCredential]::new('', $k).SecurePassword)")]
    public void Body_is_read_from_every_form_of_input(string script)
    {
        var outcome = this.session.Run($"$k = '{Webhook.Key}'; {script}", Webhook.Body("A1")).Clean();
        var read = outcome.Output.Single();
        Assert.Equal("A1", read.Properties["TrackingNumber"].Value);
        Assert.Equal("Valid", read.Properties["SignatureResult"].Value.ToString());
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Files_are_read_by_path_and_from_the_pipeline()
    {
        File.WriteAllText(Path.Combine(this.folder, "one.json"), Webhook.Body("A1"));
        File.WriteAllText(Path.Combine(this.folder, "two.json"), Webhook.Body("A2"), Encoding.UTF8);
        File.WriteAllText(Path.Combine(this.folder, "three.json"), "nonsense");
        foreach (var script in new[] { "ConvertFrom-Track123Webhook -Path $a/*.json", "[IO.DirectoryInfo]::new($a).GetFiles() | ConvertFrom-Track123Webhook" })
        {
            var outcome = this.session.Run(script + $" -Key {Webhook.Key}", this.folder);
            Assert.Equal(["A1", "A2"], outcome.All("TrackingNumber").Order(StringComparer.Ordinal));
            var error = Assert.Single(outcome.Errors);
            Assert.StartsWith("WebhookInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.EndsWith("three.json", error.TargetObject.ToString(), StringComparison.Ordinal);
        }

        var missing = this.session.Run($"ConvertFrom-Track123Webhook -LiteralPath '{this.folder}/none[1].json' -Key k");
        Assert.StartsWith("InvalidRequest,", Assert.Single(missing.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Parsed_body_is_accepted()
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var script = $"@{{ data = [pscustomobject]@{{ id = 412255084490768411; trackNo = 'A1' }};"
            + $" verify = @{{ timestamp = '{now}'; signature = '{Webhook.Sign(now, Webhook.Key)}' }} }} | ConvertFrom-Track123Webhook -Key {Webhook.Key} -Verify";
        var read = this.session.Run(script + " | ForEach-Object { $_.Tracking.Id }").Clean();
        Assert.Equal("412255084490768411", read.Output.Single().ToString());
    }

    [Fact]
    public void Missing_key_causes_one_warning_and_the_signature_is_not_checked()
    {
        var outcome = this.session.Run("$a, $a | ConvertFrom-Track123Webhook", Webhook.Body("A1")).Clean();
        Assert.Equal(["NotChecked", "NotChecked"], outcome.All("SignatureResult"));
        Assert.Single(outcome.Warnings);
        Assert.StartsWith("NotConnected,", this.session.Run("$a | ConvertFrom-Track123Webhook -Verify", Webhook.Body("A1")).Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("NotConnected,", this.session.Run("Test-Track123WebhookSignature $a", "x").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_outputs_only_valid_notifications()
    {
        var outcome = this.session.Run(
            $"$a | ConvertFrom-Track123Webhook -Verify -Key {Webhook.Key}", new[] { Webhook.Body("A1"), Webhook.Body("A2", key: "another") });
        Assert.Equal(["A1"], outcome.All("TrackingNumber"));
        Assert.Contains("WrongSignature", Assert.Single(outcome.Errors).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Key_of_the_connection_is_used()
    {
        var outcome = this.session.Run(
            $"Connect-Track123 -ApiKey {Webhook.Key} -NoVerify; $a | ConvertFrom-Track123Webhook -Verify", Webhook.Body("A1")).Clean();
        Assert.Single(outcome.Output);
    }

    [Fact]
    public void Invalid_input_returns_a_status_and_no_error()
    {
        var deep = new string('[', 10_000);
        object?[] inputs = [null, "", "x", "{}", deep, new byte[] { 0xff, 0xfe }, 7];
        foreach (var input in inputs.Take(6))
        {
            var outcome = this.session.Run($"Test-Track123WebhookSignature -InputObject $a -Key {Webhook.Key}", input).Clean();
            Assert.Contains(outcome.All("Status").Single(), new[] { "Malformed", "Missing" });
        }

        var old = Webhook.Body("A1", at: DateTimeOffset.UtcNow.AddHours(-2));
        Assert.Equal(["Valid"], this.session.Run($"$a | Test-Track123WebhookSignature -Key {Webhook.Key}", old).Clean().All("Status"));
        Assert.Equal(["TooOld"], this.session.Run($"$a | Test-Track123WebhookSignature -Key {Webhook.Key} -MaximumAge 3600", old).Clean().All("Status"));
        Assert.Equal(["WrongSignature"], this.session.Run($"$a | Test-Track123WebhookSignature -Key {Webhook.Key} -Algorithm Sha256", old).Clean().All("Status"));
        Assert.Equal(["Missing"], this.session.Run("Test-Track123WebhookSignature -Timestamp $null -Signature x -Key k").Clean().All("Status"));
    }

    [Fact]
    public void Notification_can_be_piped_to_Get_Track123Tracking()
    {
        var outcome = this.session.Run(
            """
            Connect-Track123 -Sandbox
            $null = 'SBDELIVERED1' | Register-Track123Tracking
            (Get-Track123Connection).Sandbox.Advance([timespan]'8.00:00:00')
            Receive-Track123Webhook -Port 0 -MaximumCount 2 | Get-Track123Tracking
            """).Clean();
        Assert.All(outcome.All("TransitStatus"), status => Assert.Equal("Delivered", status));
        Assert.NotEmpty(outcome.Output);
    }

    [Fact]
    public void Webhooks_of_the_test_server_are_received_once_each()
    {
        using var server = new Server();
        this.session.Run($"Connect-Track123 -ApiKey {server.Key} -BaseUri {server.Address} -NoVerify; 'SBDELIVERED1' | Register-Track123Tracking").Clean();
        using var receiver = new Receiver(this.session, "Receive-Track123Webhook -Port 0 -MaximumAge 2000000");
        server.Settings(new { webhookUri = $"http://localhost:{receiver.Port}/" });
        server.Advance(TimeSpan.FromDays(8));
        receiver.Script.WaitForOutput(o => o.Properties["StatusText"].Value.Equals("DELIVERED"));
        server.WaitForWebhookAttempts(receiver.Script.Output.Count);
        receiver.Script.Stop();
        Assert.All(server.WebhookAttempts, a => Assert.Equal((1, 200), (a.Attempt, a.Status)));
        Assert.Equal(receiver.Script.Output.Count, server.WebhookAttempts.Count);
    }
}
