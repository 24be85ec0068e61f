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
    public void Object_of_an_unknown_account_is_rejected_and_the_others_are_processed()
    {
        const string Others = "ForEach-Object { $_; [pscustomobject]@{ TrackingNumber = 'SBTRANSIT90'; Account = 'other' } }";
        var outcome = this.Run($"{Both} | {Others} | Restart-Track123Tracking");
        Assert.Equal(6, outcome.Errors.Count);
        Assert.All(outcome.Errors, error =>
        {
            Assert.StartsWith("TrackingRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("It belongs to the account 'other'. No connection has the name 'other'. The names in this runspace are 'outlet', 'shop'.", error.ToString(), StringComparison.Ordinal);
            Assert.Contains("Select-Object * -ExcludeProperty Account", error.ToString(), StringComparison.Ordinal);
        });
        Assert.Equal(
            ["other Rejected 6", "outlet Retracked 3", "shop Retracked 3"],
            outcome.All("Account").Zip(outcome.All("Status"), (account, status) => $"{account} {status}")
                .GroupBy(text => text, (text, all) => $"{text} {all.Count()}", StringComparer.Ordinal).Order(StringComparer.Ordinal));

        outcome = this.Run($"Get-Track123Tracking -Connection shop | {Others} | Get-Track123Tracking");
        Assert.Equal(3, outcome.Errors.Count);
        Assert.Equal(["shop", "shop", "shop"], outcome.All("Account"));
    }

    [Fact]
    public void Column_Account_of_other_rows_counts_only_if_a_connection_has_a_name()
    {
        const string Rows = "'TrackingNumber,Account', 'SBTRANSIT90,ACME' | ConvertFrom-Csv | ";
        var rejected = this.Run(Rows + "Restart-Track123Tracking");
        Assert.Contains("No connection has the name 'ACME'.", rejected.SingleError.ToString(), StringComparison.Ordinal);
        Assert.Equal("ACME", rejected.All("Account").Single());

        this.Run("$global:parcels = Get-Track123Tracking -Connection shop; Disconnect-Track123 -All; $global:c = Connect-Track123 -Sandbox -PassThru; Register-Track123Tracking SBTRANSIT90 -CarrierCode yunexpress").Clean();
        foreach (var connection in new[] { "", " -Connection $c" })
        {
            var found = this.Run(Rows + "Get-Track123Tracking" + connection).Clean();
            Assert.Equal(("SBTRANSIT90", ""), (found.All("TrackingNumber").Single(), found.All("Account").Single()));
        }

        foreach (var own in new[] { "$parcels[2]", "[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($parcels[2]))" })
        {
            var error = this.Run($"{own} | Restart-Track123Tracking").SingleError.ToString();
            Assert.Contains("It belongs to the account 'shop'. No connection has the name 'shop'.", error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_current_connection_only_objects_of_known_accounts_are_processed()
    {
        var outcome = this.Run(
            "Disconnect-Track123; 'other', '', 'shop', '', 'outlet' | ForEach-Object { [pscustomobject]@{ TrackingNumber = 'SBTRANSIT90'; CarrierCode = 'yunexpress'; Account = $_ } } | Restart-Track123Tracking");
        Assert.Equal(3, outcome.Errors.Count);
        Assert.Equal(2, outcome.Errors.Count(e => e.ToString().Contains("It has no account, and there is no current connection.", StringComparison.Ordinal)));
        Assert.Equal(
            [" Rejected", " Rejected", "other Rejected", "outlet Retracked", "shop Retracked"],
            outcome.All("Account").Zip(outcome.All("Status"), (account, status) => $"{account} {status}").Order(StringComparer.Ordinal));
        Assert.StartsWith("NotConnected,", this.Run("'SBTRANSIT90' | Restart-Track123Tracking").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
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

    [Theory]
    [InlineData("")]
    [InlineData(" | ConvertTo-Track123Record")]
    [InlineData(" | ConvertTo-Track123Record | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData(" | ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_)) }")]
    public void Result_of_another_account_is_not_registered_without_a_connection(string convert)
    {
        var result = $"Register-Track123Tracking SBTRANSIT7 -Connection shop -WhatIf{convert}";
        var outcome = this.Run(result + " | Register-Track123Tracking");
        Assert.Equal(("Rejected", "shop"), (outcome.All("Status").Single(), outcome.All("Account").Single()));
        Assert.Contains("-Connection 'shop'", outcome.SingleError.ToString(), StringComparison.Ordinal);

        // The rejected result is not registered in the current account either.
        Assert.Equal("Rejected", this.Run(result + " | Register-Track123Tracking | Register-Track123Tracking").All("Status").Single());
        outcome = this.Run(result + " | Register-Track123Tracking -Connection shop").Clean();
        Assert.Equal(("Registered", "shop"), (outcome.All("Status").Single(), outcome.All("Account").Single()));
    }

    [Fact]
    public void File_with_results_of_another_account_is_not_registered_without_a_connection()
    {
        var path = Path.Combine(this.folder, "records.csv");
        this.Run("Register-Track123Tracking SBTRANSIT7 -Connection shop -WhatIf | ConvertTo-Track123Record | Export-Csv -LiteralPath $a", path).Clean();
        var outcome = this.Run("Register-Track123Tracking -Path $a", path);
        Assert.Equal(("Rejected", "shop"), (outcome.All("Status").Single(), outcome.All("Account").Single()));
        Assert.Contains("-Connection 'shop'", outcome.SingleError.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Registered"], this.Run("Register-Track123Tracking -Path $a -Connection shop", path).Clean().All("Status"));
    }

    [Fact]
    public void Objects_of_alternating_accounts_are_sent_in_one_batch_for_each_account()
    {
        const string Alternating =
            "$s = Get-Track123Tracking -Connection shop; $o = Get-Track123Tracking -Connection outlet; $rows = 0..2 | ForEach-Object { $s[$_], $o[$_] }; $rows + $rows[2, 3] | ";
        var outcome = this.Run(Alternating + "Restart-Track123Tracking -Verbose");
        Assert.Equal(2, outcome.Verbose.Count(m => m.Contains("refresh-batch", StringComparison.Ordinal)));
        Assert.Equal(["shop", "shop", "shop", "shop", "outlet", "outlet", "outlet", "outlet"], outcome.All("Account"));
        Assert.Equal(2, outcome.All("Reason").Count(r => r.StartsWith("Duplicate of row ", StringComparison.Ordinal)));

        var changed = this.Run(Alternating + "Set-Track123Tracking -Remark changed -PassThru").Clean();
        Assert.Equal(6, changed.Output.Count);
        Assert.All(changed.All("Remark"), remark => Assert.Equal("changed", remark));
        Assert.Equal(["shop", "outlet"], changed.All("Account").Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Account_without_credits_is_one_error_and_does_not_affect_the_other_account()
    {
        var outcome = this.Run(
            "(Get-Track123Connection shop).Sandbox.Credits = 0; 1..3 | ForEach-Object { foreach ($name in 'shop', 'outlet') { "
                + "[pscustomobject]@{ TrackingNumber = \"SBTRANSIT$_\"; Account = $name } } } | Get-Track123InstantTracking");
        Assert.StartsWith("OutOfCredit,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(["outlet", "outlet", "outlet"], outcome.All("Account"));
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
    public void Result_of_another_account_does_not_skip_a_row()
    {
        var path = Path.Combine(this.folder, "results.csv");
        foreach (var connection in new[] { "", "-Connection shop", "-Connection outlet" })
        {
            var first = this.Run($"'SBTRANSIT1' | Register-Track123Tracking -ResultPath $a {connection}", path).Clean();
            Assert.Equal(["Registered"], first.All("Status"));
            Assert.Empty(this.Run($"'SBTRANSIT1' | Register-Track123Tracking -ResultPath $a {connection.ToUpperInvariant()}", path).Clean().Output);
        }
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
