using Track123.PowerShell.Tests.Hosting;
using Track123.PowerShell.Tests.Webhooks;

namespace Track123.PowerShell.Tests.Connections;

/// <summary>Tests of the account that objects belong to. All accounts are sandboxes.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Both = "'shop', 'outlet' | ForEach-Object { Get-Track123Tracking -Connection $_ }";

    private readonly Session session = new();
    private readonly string folder = Directory.CreateTempSubdirectory("track123 ").FullName;

    public AccountTests() => this.Run(
        """
        Connect-Track123 -Sandbox
        foreach ($name in 'shop', 'outlet') {
            Connect-Track123 -Sandbox -Name $name
            $null = "SBTRANSIT$($name.ToUpper())1", "SBTRANSIT$($name.ToUpper())2", 'SBTRANSIT90' | Register-Track123Tracking -CarrierCode yunexpress -Connection $name
        }
        """).Clean();

    [Theory]
    [InlineData("'SBTRANSIT1' | Register-Track123Tracking -Connection Shop")]
    [InlineData("Get-Track123Tracking SBTRANSIT90 -Connection shop")]
    [InlineData("(Get-Track123Tracking SBTRANSIT90 -Connection shop).Events[0]")]
    [InlineData("Get-Track123InstantTracking SBTRANSIT90 -Connection shop")]
    [InlineData("Restart-Track123Tracking SBTRANSIT90 yunexpress -Connection shop")]
    [InlineData("Get-Track123TrackingChange state.jsonl -Connection shop")]
    [InlineData("Register-Track123OceanTracking SBFINAL1 -CarrierCode matson -NumberType Booking -Connection shop")]
    [InlineData("Register-Track123OceanTracking SBFINAL1 -CarrierCode matson -NumberType Booking -Connection shop | Get-Track123OceanTracking")]
    [InlineData("Register-Track123AirTracking 16099000005 -CarrierCode cathay-pacific -Connection shop")]
    [InlineData("Register-Track123AirTracking 16099000005 -CarrierCode cathay-pacific -Connection shop | Get-Track123AirTracking")]
    public void Object_has_the_name_of_its_connection(string script)
    {
        var outcome = this.Run($"Set-Location -LiteralPath $a; (Get-Track123Connection shop).Sandbox.Advance('2.00:00:00'); {script}", this.folder).Clean();
        Assert.NotEmpty(outcome.Output);
        Assert.All(outcome.All("Account"), account => Assert.Equal("shop", account));
    }

    [Fact]
    public void Object_of_a_connection_without_a_name_has_no_account()
    {
        var outcome = this.Run("Register-Track123Tracking SBTRANSIT1; Get-Track123Tracking SBTRANSIT1; Get-Track123Tracking SBTRANSIT1 | ConvertTo-Track123Record").Clean();
        Assert.Equal(["", "", ""], outcome.All("Account"));
        Assert.All(outcome.Output, o => Assert.Null(o.Properties["Account"].Value));
    }

    [Fact]
    public void Records_of_two_accounts_have_an_account_column()
    {
        var records = this.Run(Both + " | ConvertTo-Track123Record | ConvertTo-Csv -NoTypeInformation | ConvertFrom-Csv").Clean();
        Assert.Equal(["shop", "shop", "shop", "outlet", "outlet", "outlet"], records.All("Account"));
        Assert.Equal("Account", records.Output[0].Properties.Last().Name);
        var events = this.Run(
            "'shop', 'outlet' | ForEach-Object { (Get-Track123Connection $_).Sandbox.Advance('2.00:00:00') }; "
                + Both + " | ConvertTo-Track123Record -PerEvent").Clean();
        Assert.Equal(["shop", "outlet"], events.All("Account").Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" | ConvertTo-Track123Record")]
    [InlineData(" | ConvertTo-Track123Record | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData(" | ConvertTo-Track123Record | ConvertTo-Json | ConvertFrom-Json | ForEach-Object { $_ }")]
    [InlineData(" | Select-Object TrackingNumber, CarrierCode, Account")]
    public void Piped_object_is_processed_in_its_own_account(string convert)
    {
        var outcome = this.Run($"{Both}{convert} | Sort-Object TrackingNumber -Descending | Restart-Track123Tracking").Clean();
        Assert.Equal(
            ["SHOP2 shop", "SHOP1 shop", "OUTLET2 outlet", "OUTLET1 outlet", "90 outlet", "90 shop"],
            outcome.All("TrackingNumber").Zip(outcome.All("Account"), (n, a) => $"{n["SBTRANSIT".Length..]} {a}")
                .OrderBy(text => text == "90 shop"));
        Assert.Equal(["Retracked"], outcome.All("Status").Distinct(StringComparer.Ordinal));

        this.Run($"Get-Track123Tracking SBTRANSIT90 -Connection shop{convert} | Remove-Track123Tracking -Confirm:$false").Clean();
        Assert.Equal(["outlet"], this.Run(Both + " | Where-Object TrackingNumber -eq SBTRANSIT90").Clean().All("Account"));

        this.Run($"Get-Track123Tracking -Connection outlet{convert} | Set-Track123Tracking -Remark changed").Clean();
        var remarks = this.Run(Both).Clean();
        Assert.Equal(
            ["shop ", "shop ", "outlet changed", "outlet changed", "outlet changed"],
            remarks.All("Account").Zip(remarks.All("Remark"), (account, remark) => $"{account} {remark}"));
    }

    [Fact]
    public void Object_without_an_account_is_processed_in_the_current_account()
    {
        this.Run("Register-Track123Tracking SBTRANSIT90, SBTRANSIT1 -CarrierCode yunexpress").Clean();
        var outcome = this.Run("Get-Track123Tracking -Connection shop | Select-Object -First 1; Get-Track123Tracking | Restart-Track123Tracking").Clean();
        Assert.Equal(["shop", "", ""], outcome.All("Account"));
        outcome = this.Run(
            "(Get-Track123Tracking SBTRANSIT90 -Connection shop), (Get-Track123Tracking SBTRANSIT1), 'SBTRANSIT90' | Get-Track123Tracking").Clean();
        Assert.Equal(["shop", "", ""], outcome.All("Account"));
    }

    [Theory]
    [InlineData("Remove-Track123Tracking -Confirm:$false")]
    [InlineData("Set-Track123Tracking -Remark changed")]
    [InlineData("Restart-Track123Tracking")]
    public void Object_of_another_account_than_the_connection_is_rejected(string command)
    {
        var outcome = this.Run($"{Both} | {command} -Connection outlet");
        Assert.Equal(3, outcome.Errors.Count);
        Assert.All(outcome.Errors, e => Assert.Contains(
            "It belongs to the account 'shop', but -Connection is 'outlet'.", e.ToString(), StringComparison.Ordinal));
        var left = this.Run("Get-Track123Tracking -Connection shop").Clean();
        Assert.Equal(3, left.Output.Count);
        Assert.All(left.All("Remark"), remark => Assert.Equal("", remark));
    }

    [Fact]
    public void Object_of_an_unknown_account_ends_the_command_after_the_results_of_the_earlier_ones()
    {
        var outcome = this.Run(
            "Get-Track123Tracking -Connection shop | ForEach-Object { $_; [pscustomobject]@{ TrackingNumber = 'SBTRANSIT90'; Account = 'other' } } | Restart-Track123Tracking");
        Assert.StartsWith("NotConnected,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("belongs to the account 'other'", outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Contains("'outlet', 'shop'", outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal(["shop"], outcome.All("Account"));
    }

    [Fact]
    public void Parcel_is_registered_in_the_account_of_the_command()
    {
        var moved = this.Run("Get-Track123Tracking -Connection shop | Register-Track123Tracking -Connection outlet").Clean();
        Assert.Equal(["Registered", "Registered", "AlreadyRegistered"], moved.All("Status"));
        Assert.Equal(5, this.Run("Get-Track123Tracking -Connection outlet").Clean().Output.Count);

        // A column Account of an order list has nothing to do with connections.
        var own = this.Run("[pscustomobject]@{ TrackingNumber = 'SBTRANSIT1'; Account = 'ACME' } | Register-Track123Tracking").Clean();
        Assert.Equal(["Registered"], own.All("Status"));
    }

    [Fact]
    public void Result_of_another_account_is_not_registered_without_a_connection()
    {
        var outcome = this.Run("Register-Track123Tracking SBTRANSIT7 -Connection shop -WhatIf | Register-Track123Tracking");
        Assert.Equal("Rejected", outcome.All("Status").Single());
        Assert.Contains("-Connection 'shop'", outcome.SingleError.ToString(), StringComparison.Ordinal);
        outcome = this.Run("Register-Track123Tracking SBTRANSIT7 -Connection shop -WhatIf | Register-Track123Tracking -Connection shop").Clean();
        Assert.Equal(("Registered", "shop"), (outcome.All("Status").Single(), outcome.All("Account").Single()));
    }

    [Fact]
    public void WhatIf_changes_nothing_in_any_account()
    {
        this.Run(Both + " | Remove-Track123Tracking -WhatIf").Clean();
        Assert.Equal(6, this.Run(Both).Clean().Output.Count);
    }

    [Fact]
    public void Confirmation_names_the_account()
    {
        var path = Path.Combine(this.folder, "transcript.txt");
        this.Run("Start-Transcript -LiteralPath $a; Get-Track123Tracking SBTRANSIT90 -Connection shop | Remove-Track123Tracking -WhatIf; Stop-Transcript", path).Clean();
        Assert.Contains("tracking number SBTRANSIT90 in account 'shop'", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void Wait_accepts_the_parcels_of_one_account()
    {
        var outcome = this.Run(Both + " | Wait-Track123Tracking -Until InTransit");
        Assert.Equal(["shop", "shop", "shop"], outcome.All("Account"));
        Assert.Equal(3, outcome.Errors.Count);
        Assert.All(outcome.Errors, e => Assert.Contains("once for each account", e.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void State_file_belongs_to_one_account()
    {
        var path = Path.Combine(this.folder, "state.jsonl");
        this.Run("Get-Track123TrackingChange $a -Connection shop", path).Clean();
        Assert.Empty(this.Run("Get-Track123TrackingChange $a -Connection SHOP", path).Clean().Output);
        var error = this.Run("Get-Track123TrackingChange $a -Connection outlet", path).Terminating.ToString();
        Assert.Contains("was written with the connection 'shop', but this run uses the connection 'outlet'", error, StringComparison.Ordinal);
        error = this.Run("Get-Track123TrackingChange $a", path).Terminating.ToString();
        Assert.Contains("a connection without a name", error, StringComparison.Ordinal);
        this.Run("Get-Track123TrackingChange $a", path + "2").Clean();
        error = this.Run("Get-Track123TrackingChange $a -Connection shop", path + "2").Terminating.ToString();
        Assert.Contains("was written with a connection without a name, but this run uses the connection 'shop'", error, StringComparison.Ordinal);
        this.Run("Remove-Track123Tracking SBTRANSIT90 yunexpress -Connection shop -Confirm:$false", path).Clean();
        var gone = this.Run("Get-Track123TrackingChange $a -Connection shop", path).Clean();
        Assert.Equal(("Gone", "shop"), (gone.All("Kind").Single(), gone.All("Account").Single()));
    }

    [Fact]
    public void Notification_has_the_account_whose_key_signed_it()
    {
        this.Run("Connect-Track123 -ApiKey $a -NoVerify -Name live", Webhook.Key).Clean();
        var outcome = this.Run("$a | ConvertFrom-Track123Webhook -Connection live | ForEach-Object { $_, $_.Tracking, ($_ | ConvertTo-Track123Record) }", Webhook.Body("SBTRANSIT1")).Clean();
        Assert.Equal(["live", "live", "live"], outcome.All("Account"));
        outcome = this.Run("$a | ConvertFrom-Track123Webhook -Connection live", Webhook.Body("SBTRANSIT1", key: "another-key")).Clean();
        Assert.Equal([""], outcome.All("Account"));
    }

    public void Dispose()
    {
        this.session.Dispose();
        Directory.Delete(this.folder, recursive: true);
    }

    private Outcome Run(string script, object? argument = null) => this.session.Run(script, argument);
}
