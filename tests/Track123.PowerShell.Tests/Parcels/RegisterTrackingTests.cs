using System.Management.Automation;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class RegisterTrackingTests : ServerTest
{
    private const string Import = "track/import";

    [Fact]
    public void Every_row_has_one_result_in_input_order()
    {
        var outcome = this.Run(
            "& { " + Numbers(150) + "; ''; 'SBREJECT1'; 'SBDELIVERED000001'; 'SBPOSTAL1'; $null; " + Numbers(120) + " } | Register-Track123Tracking");
        Assert.Null(outcome.Thrown);
        Assert.Equal(Enumerable.Range(1, 275).Select(i => $"{i}"), outcome.All("Row"));
        var bad = outcome.Output.Where(o => o.Properties["Status"].Value.ToString() is "Rejected" or "Failed").ToList();
        Assert.Equal(["", "SBREJECT1", "SBPOSTAL1", ""], bad.Select(o => o.Properties["TrackingNumber"].Value));
        Assert.Equal(bad.Select(o => o.BaseObject), outcome.Errors.Select(e => e.TargetObject is PSObject o ? o.BaseObject : e.TargetObject));
        Assert.Equal(
            ["TrackingRejected", "TrackingRejected", "ExtraFieldRequired", "TrackingRejected"],
            outcome.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(150, outcome.All("Status").Count(s => s == "Registered"));
        Assert.Equal(121, outcome.All("Status").Count(s => s == "AlreadyRegistered"));
    }

    [Fact]
    public void Rows_are_sent_in_batches_of_100()
    {
        this.Run(Numbers(250) + " | Register-Track123Tracking").Clean();
        Assert.Equal([50, 100, 100], this.Server.RequestsTo(Import).Select(r => r.Json.GetArrayLength()).Order());
    }

    [Fact]
    public void Duplicates_of_a_rejected_row_are_sent_in_one_batch()
    {
        var outcome = this.Run(
            "(1..250 | ForEach-Object { 'SBREJECT1' }) + 'SBDELIVERED1' | Register-Track123Tracking");
        Assert.Equal(Enumerable.Range(1, 251).Select(i => $"{i}"), outcome.All("Row"));
        Assert.Equal([.. Enumerable.Repeat("Rejected", 250), "Registered"], outcome.All("Status"));
        Assert.True(this.Server.RequestsTo(Import).Count <= 4, $"{this.Server.RequestsTo(Import).Count} requests");
    }

    [Fact]
    public void Numeric_and_text_tracking_numbers_are_accepted_with_a_column_map()
    {
        var outcome = this.Run("1234567890, '9876543210' | Register-Track123Tracking -ColumnMap @{ TrackingNumber = 'Nummer' }").Clean();
        Assert.Equal(["1234567890", "9876543210"], outcome.All("TrackingNumber"));
    }

    [Fact]
    public void Batch_is_sent_as_soon_as_it_is_full()
    {
        // The producer continues only after the service has received the first batch.
        var outcome = this.Run(
            Numbers(150) + " | ForEach-Object { if (++$n -eq 120) { $a.WaitFor(1, 'track/import') }; $_ } | Register-Track123Tracking",
            this.Server).Clean();
        Assert.Equal(150, outcome.Output.Count);
        Assert.Equal([50, 100], this.Server.RequestsTo(Import).Select(r => r.Json.GetArrayLength()).Order());
    }

    [Fact]
    public void Empty_pipeline_sends_nothing()
    {
        this.Run("@() | Register-Track123Tracking; @() | Get-Track123Tracking; $null | ForEach-Object { } | Get-Track123Tracking").Clean();
        Assert.Empty(this.Server.Requests);
        this.Run("Disconnect-Track123; @() | Register-Track123Tracking; @() | Get-Track123Tracking").Clean();
    }

    [Fact]
    public void Missing_input_is_an_error() =>
        Assert.StartsWith("InvalidRequest,", this.Run("Register-Track123Tracking").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void WhatIf_sends_nothing_and_outputs_a_result_per_row()
    {
        var outcome = this.Run(Numbers(120) + " | Register-Track123Tracking -WhatIf").Clean();
        Assert.All(outcome.All("Status"), s => Assert.Equal("Skipped", s));
        Assert.Equal(120, outcome.Output.Count);
        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Every_field_is_sent()
    {
        this.Run(
            "[pscustomobject]@{ 'Tracking #' = ' SBDELIVERED1 '; Carrier = 'yunexpress'; 'Order #' = 'SO-1'; 'Ship To Country' = 'de';"
            + " 'Ship Date' = [datetime]'2026-03-02 09:15:00'; 'E-mail' = 'a@example.com'; Zip = '10115'; 'Phone Suffix' = '4321'; Notes = 'gift';"
            + " 'custom 1' = 'x'; CUSTOM2 = 'y' } | Register-Track123Tracking").Clean();
        var item = Assert.Single(this.Server.RequestsTo(Import)).Json[0];
        string? text(string name) => item.GetProperty(name).GetString();
        Assert.Equal(
            ["SBDELIVERED1", "yunexpress", "SO-1", "DE", "2026-03-02 09:15:00", "a@example.com", "10115", "gift", "x", "y"],
            new[] { "trackNo", "courierCode", "orderNo", "country", "shipTime", "customerEmail", "postalCode", "remark", "custom1", "custom2" }.Select(text));
        Assert.Equal("4321", item.GetProperty("extendFieldMap").GetProperty("phoneSuffix").GetString());
    }

    [Fact]
    public void Value_of_one_row_is_not_used_for_the_next()
    {
        this.Run(
            "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; OrderNumber = 'SO-1' }, [pscustomobject]@{ TrackingNumber = 'SBDELIVERED2' }, 'SBDELIVERED3'"
            + " | Register-Track123Tracking -Remark all").Clean();
        var items = Assert.Single(this.Server.RequestsTo(Import)).Json.EnumerateArray().ToList();
        Assert.Equal([true, false, false], items.Select(i => i.TryGetProperty("orderNo", out var order) && order.GetString() == "SO-1"));
        Assert.All(items, i => Assert.Equal("all", i.GetProperty("remark").GetString()));
    }

    [Fact]
    public void Rejected_or_failed_rows_can_be_piped_again()
    {
        this.Connect("-MaximumRetryCount 0");
        this.Server.Script(new { path = Import, status = 500 });
        var outcome = this.Run("$r = " + Numbers(3) + " | Register-Track123Tracking -CarrierCode yunexpress -OrderNumber SO-9; $r; $r | Register-Track123Tracking");
        Assert.Equal(["Failed", "Failed", "Failed", "Registered", "Registered", "Registered"], outcome.All("Status"));
        Assert.All(outcome.Errors, e => Assert.StartsWith("ServiceUnavailable,", e.FullyQualifiedErrorId, StringComparison.Ordinal));
        Assert.Equal(this.Server.RequestsTo(Import)[0].Body, this.Server.RequestsTo(Import)[1].Body);
    }

    [Fact]
    public void Duplicate_registration_is_not_an_error()
    {
        var outcome = this.Run("'SBDELIVERED1' | Register-Track123Tracking; 'SBDELIVERED1' | Register-Track123Tracking").Clean();
        Assert.Equal(["Registered", "AlreadyRegistered"], outcome.All("Status"));
    }

    [Fact]
    public void Credit_is_used_up_and_the_assigned_results_are_complete()
    {
        this.Server.Settings(new { credits = 250 });
        var outcome = this.Run($"$results = {Numbers(1000)} | Register-Track123Tracking; $results");
        Assert.StartsWith("OutOfCredit,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(1000, outcome.Output.Count);
        Assert.Equal(250, outcome.All("Status").Count(s => s == "Registered"));
        Assert.Equal(750, outcome.All("Status").Count(s => s == "Failed"));
        Assert.Equal(0, this.Server.Account.Credits);
    }

    [Fact]
    public void Key_revoked_after_400_rows_outputs_a_result_per_row_and_one_error()
    {
        this.Server.Script(new { path = Import, fromIndex = this.Server.Requests.Count + 4, status = 401, body = """{"code":"A0230","msg":"token expired"}""", times = 99 });
        var outcome = this.Run($"$results = {Numbers(1000)} | Register-Track123Tracking; $results");
        Assert.StartsWith("AuthenticationFailed,", outcome.SingleError.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.AuthenticationError, outcome.SingleError.CategoryInfo.Category);
        Assert.Equal(400, outcome.All("Status").Count(s => s == "Registered"));
        Assert.Equal(600, outcome.All("Status").Count(s => s == "Failed"));
    }

    [Fact]
    public void ErrorAction_Stop_outputs_the_result_before_the_error()
    {
        var outcome = this.Run("'SBREJECT1' | Register-Track123Tracking -ErrorAction Stop");
        Assert.IsType<ActionPreferenceStopException>(outcome.Thrown);
        Assert.Equal(["Rejected"], outcome.All("Status"));
    }

    [Fact]
    public void Numbers_from_both_pipeline_and_parameter_are_rejected() => Assert.StartsWith(
        "InvalidRequest,",
        this.Run("'A' | Register-Track123Tracking -TrackingNumber B").Terminating.FullyQualifiedErrorId,
        StringComparison.Ordinal);
}
