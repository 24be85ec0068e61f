using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Connections;

[Collection(SharedState.Name)]
public sealed class ConnectTests : ServerTest
{
    public static TheoryData<string> KeyForms => new()
    {
        "$a",
        "([psobject]$a)",
        "([Net.NetworkCredential]::new('', $a).SecurePassword)",
        "([pscredential]::new('track123', [Net.NetworkCredential]::new('', $a).SecurePassword))",
    };

    private string Address => this.Server.Address;

    [Theory]
    [MemberData(nameof(KeyForms))]
    public void Key_is_accepted_as_text_secure_string_or_credential(string key)
    {
        var outcome = this.Run($"Connect-Track123 -ApiKey {key} -BaseUri {this.Address} -PassThru", this.Server.Key).Clean();
        Assert.Equal("****" + this.Server.Key[^4..], outcome.All("ApiKeyHint").Single());
        Assert.Equal(this.Server.Key, this.Server.Requests.Single().Headers["Track123-Api-Secret"]);
    }

    [Fact]
    public void Wrong_key_is_an_error_and_leaves_no_connection()
    {
        var outcome = this.Run($"Disconnect-Track123; Connect-Track123 -ApiKey wrong -BaseUri {this.Address}");
        Assert.StartsWith("AuthenticationFailed,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(this.Run("Get-Track123Connection").Clean().Output);
    }

    [Fact]
    public void Hint_of_a_short_key_shows_no_characters() => Assert.Equal(
        "****", this.Run("Connect-Track123 -ApiKey short-key -NoVerify -PassThru").Clean().All("ApiKeyHint").Single());

    [Theory]
    [InlineData("Get-Track123Tracking")]
    [InlineData("'A' | Register-Track123Tracking")]
    [InlineData("Get-Track123Carrier")]
    public void Error_without_connection_names_all_ways_to_connect(string script)
    {
        this.Run("Disconnect-Track123").Clean();
        var error = this.Run(script).Terminating;
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        foreach (var way in new[] { "Connect-Track123", "-Connection", "TRACK123_API_KEY", "-Sandbox" })
        {
            Assert.Contains(way, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://192.168.1.7/gateway")]
    [InlineData("ftp://localhost/")]
    [InlineData("relative")]
    public void Plain_HTTP_to_another_host_is_rejected(string address)
    {
        var error = this.Run($"Connect-Track123 -ApiKey k -NoVerify -BaseUri {address}").Terminating;
        Assert.StartsWith("InvalidRequest,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-NoProxy -Proxy http://localhost:1")]
    [InlineData("-ProxyUseDefaultCredentials")]
    public void Contradictory_proxy_parameters_are_rejected(string parameters) => Assert.StartsWith(
        "InvalidRequest,",
        this.Run($"Connect-Track123 -ApiKey k -NoVerify {parameters}").Terminating.FullyQualifiedErrorId,
        StringComparison.Ordinal);

    [Fact]
    public void Connection_is_created_from_environment_variables()
    {
        try
        {
            Environment.SetEnvironmentVariable("TRACK123_API_KEY", this.Server.Key);
            Environment.SetEnvironmentVariable("TRACK123_BASE_URI", this.Address);
            Assert.NotEmpty(this.Run("Disconnect-Track123; Get-Track123Carrier").Clean().Output);
            Assert.Equal(this.Address, this.Run("Get-Track123Connection").Clean().All("BaseUri").Single());
            this.Run("Connect-Track123 -PassThru").Clean();
            this.Run("Connect-Track123 -Name shop; Disconnect-Track123").Clean();
            Assert.Equal(["", "shop"], this.Run("Get-Track123Connection -All").Clean().All("Name"));
            Assert.Equal([this.Address, this.Address], this.Run("Get-Track123Connection -All").Clean().All("BaseUri"));
            Assert.NotEmpty(this.Run("Get-Track123Carrier; Get-Track123Carrier -Connection shop").Clean().Output);
            Environment.SetEnvironmentVariable("TRACK123_BASE_URI", "no address");
            Assert.StartsWith(
                "InvalidRequest,", this.Run("Disconnect-Track123; Get-Track123Carrier").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TRACK123_API_KEY", null);
            Environment.SetEnvironmentVariable("TRACK123_BASE_URI", null);
        }
    }

    [Fact]
    public void Wrong_key_leaves_the_earlier_connection_with_the_same_name()
    {
        this.Run($"Connect-Track123 -ApiKey {this.Server.Key} -BaseUri {this.Address} -Name shop").Clean();
        var error = this.Run($"Connect-Track123 -ApiKey wrong -BaseUri {this.Address} -Name shop").Terminating;
        Assert.StartsWith("AuthenticationFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(this.Run("Get-Track123Carrier -Connection shop").Clean().Output);
    }

    [Fact]
    public void Each_runspace_has_its_own_connection()
    {
        using var other = new Session();
        Assert.Empty(other.Run("Get-Track123Connection").Clean().Output);
        other.Run("Connect-Track123 -Sandbox").Clean();
        Assert.Equal("False", this.Run("Get-Track123Connection").Clean().All("IsSandbox").Single());
    }

    [Fact]
    public void Connection_parameter_takes_precedence_over_the_current_connection()
    {
        this.Run("$script:real = Get-Track123Connection; Connect-Track123 -Sandbox; Get-Track123Carrier").Clean();
        Assert.Empty(this.Server.Requests);
        this.Run("Get-Track123Carrier -Connection $script:real").Clean();
        Assert.Single(this.Server.Requests);
    }

    [Fact]
    public void Closed_connection_is_not_used()
    {
        var error = this.Run("$c = Get-Track123Connection; $c | Disconnect-Track123; Get-Track123Carrier -Connection $c").Terminating;
        Assert.StartsWith("NotConnected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(this.Run("Get-Track123Connection").Clean().Output);
    }

    [Fact]
    public void Sandbox_needs_no_key_and_no_network()
    {
        var outcome = this.Run("$c = Connect-Track123 -Sandbox -PassThru; 'SBDELIVERED1' | Register-Track123Tracking; $c.Sandbox.Advance('8.00:00:00'); Get-Track123Tracking").Clean();
        Assert.Equal("Registered", outcome.All("Status")[0]);
        Assert.Equal("Delivered", outcome.All("TransitStatus")[1]);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void User_agent_has_the_versions_of_module_PowerShell_and_system()
    {
        this.Run("Get-Track123Carrier").Clean();
        Assert.Matches(@"^Track123\.PowerShell/\d+\.\d+\.\d+ PowerShell/\d+\.\S+ \((Windows|Linux|macOS)\)$", this.Server.Requests.Single().Headers["User-Agent"]);
    }

    [Fact]
    public void Error_names_a_proxy_that_does_not_respond()
    {
        var outcome = this.Run(
            "Connect-Track123 -ApiKey some-key-1234567890 -Proxy http://127.0.0.1:1 -MaximumRetryCount 0");
        Assert.Contains(
            "https://api.track123.com could not be reached through the proxy http://127.0.0.1:1:",
            outcome.Thrown!.Message,
            StringComparison.Ordinal);
    }
}
