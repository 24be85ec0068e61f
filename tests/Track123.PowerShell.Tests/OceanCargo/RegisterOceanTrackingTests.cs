using System.Management.Automation;
using Track123.PowerShell.Tests.Cargo;

namespace Track123.PowerShell.Tests.OceanCargo;

public sealed class RegisterOceanTrackingTests : CargoTest
{
    private const string Import = "ocean/track/import";

    [Fact]
    public void Row_with_usual_headers_is_registered_and_the_result_has_the_order_number()
    {
        this.Answer(Import, """{"accepted":[{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2,"orderNo":"OC1"}],"rejected":[]}""");
        var outcome = this.Run(
            "[pscustomobject]@{ 'Tracking Number' = ' MATS1234567890 '; Carrier = 'matson'; 'Number Type' = 'bill of lading'; 'E-mail' = 'ops@example.com' }"
            + " | Register-Track123OceanTracking").Clean();
        Assert.Equal(["""[{"trackingNo":"MATS1234567890","carrierCode":"matson","type":2,"customerEmail":"ops@example.com"}]"""], this.Sent(Import));
        var result = Assert.Single(outcome.Output);
        Assert.Equal("Track123.OceanRegistrationResult", result.BaseObject.GetType().FullName);
        Assert.Equal(
            ["1", "Registered", "OC1", "matson", "BillOfLading", "ops@example.com", ""],
            new[] { "Row", "Status", "OrderNumber", "CarrierCode", "NumberType", "CustomerEmail", "Reason" }.Select(p => result.Properties[p].Value.ToString()));
    }

    [Theory]
    [InlineData("'Booking'", 1)]
    [InlineData("1", 1)]
    [InlineData("'2'", 2)]
    [InlineData("'BILLOFLADING'", 2)]
    [InlineData("'B/L'", 2)]
    [InlineData("'container'", 3)]
    [InlineData("' Container Number '", 3)]
    [InlineData("[Track123.OceanNumberType]::Container", 3)]
    public void Number_type_is_accepted_in_every_usual_form(string type, int sent)
    {
        this.Answer(Import, """{"accepted":[{"trackingNo":"CSQU3054383","orderNo":"OC1"}]}""");
        this.Run($"Register-Track123OceanTracking CSQU3054383 matson {(type.StartsWith('[') ? $"({type})" : type)}").Clean();
        Assert.Equal([$$"""[{"trackingNo":"CSQU3054383","carrierCode":"matson","type":{{sent}}}]"""], this.Sent(Import));
    }

    [Fact]
    public void Row_with_missing_or_unknown_number_type_is_rejected()
    {
        this.Answer(Import, """{"accepted":[{"trackingNo":"CSQU3054383","orderNo":"OC1"}]}""");
        var outcome = this.Run(
            "@{ TrackingNumber = 'NUMBER1A'; Type = '' }, @{ TrackingNumber = 'NUMBER1B' }, @{ TrackingNumber = 'NUMBER1C'; Type = 'pigeon' }, @{ TrackingNumber = 'NUMBER1D'; Type = $null },"
            + " @{ TrackingNumber = 'CSQU3054383'; Type = 3 }, @{ TrackingNumber = ''; Type = 3 }, @{ Foo = 'NUMBER1E'; Type = 3 }, @{ TrackingNumber = 'NUMBER1F'; Type = 4 }"
            + " | ForEach-Object { [pscustomobject]$_ } | Register-Track123OceanTracking -CarrierCode matson");
        Assert.Null(outcome.Thrown);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8"], outcome.All("Row"));
        Assert.Equal(["Rejected", "Rejected", "Rejected", "Rejected", "Registered", "Rejected", "Rejected", "Rejected"], outcome.All("Status"));
        Assert.Contains("missing", outcome.All("Reason")[0], StringComparison.Ordinal);
        Assert.Contains("'pigeon' is not a valid number type. Use Booking (1)", outcome.All("Reason")[2], StringComparison.Ordinal);
        Assert.Contains("'Foo'", outcome.All("Reason")[6], StringComparison.Ordinal);
        Assert.Equal(Enumerable.Repeat("TrackingRejected", 7), Ids(outcome));
        Assert.Single(this.Sent(Import));
    }

    [Fact]
    public void Container_number_with_wrong_check_digit_is_sent_with_a_warning()
    {
        this.Answer(Import, """{"accepted":[{"trackingNo":"CSQU3054384"},{"trackingNo":"CSQU3054383"},{"trackingNo":"BOOK001"}]}""");
        var outcome = this.Run(
            "@{ TrackingNumber = 'CSQU3054384'; Type = 3 }, @{ TrackingNumber = 'CSQU3054383'; Type = 3 }, @{ TrackingNumber = 'BOOK001'; Type = 1 }"
            + " | ForEach-Object { [pscustomobject]$_ } | Register-Track123OceanTracking -CarrierCode matson").Clean();
        Assert.Contains("wrong check digit: 'CSQU3054384'", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
        Assert.All(outcome.All("Status"), s => Assert.Equal("Registered", s));
    }

    [Fact]
    public void Rejected_and_duplicate_rows_are_distinguished_and_can_be_piped_again()
    {
        this.Answer(
            Import,
            """
            {"accepted":[{"trackingNo":"NUMBER1A","orderNo":"OC1"}],"rejected":[
              {"trackingNo":"NUMBER1B","orderNo":"OC2","error":{"code":"A0400","msg":"The order number has been imported"}},
              {"trackingNo":"NUMBER1C","error":{"code":"A0400","msg":"carrierCode is wrong"}}]}
            """);
        this.Answer(Import, """{"accepted":[{"trackingNo":"NUMBER1C","orderNo":"OC3"}]}""");
        var outcome = this.Run(
            "$r = 'NUMBER1A', 'NUMBER1B', 'NUMBER1C' | Register-Track123OceanTracking -CarrierCode oocl -NumberType Booking; $r;"
            + " $r | Where-Object Status -EQ Rejected | Register-Track123OceanTracking");
        Assert.Equal(["Registered", "AlreadyRegistered", "Rejected", "Registered"], outcome.All("Status"));
        Assert.Equal(["OC1", "OC2", "", "OC3"], outcome.All("OrderNumber"));
        var error = Assert.Single(outcome.Errors);
        Assert.StartsWith("TrackingRejected,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("Track123.OceanRegistrationResult", (error.TargetObject is PSObject o ? o.BaseObject : error.TargetObject).GetType().FullName);
        Assert.Equal("""[{"trackingNo":"NUMBER1C","carrierCode":"oocl","type":1}]""", this.Sent(Import)[1]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("""{"accepted":null,"rejected":null}""")]
    public void Response_without_items_fails_every_row(string data)
    {
        this.Answer(Import, data);
        var outcome = this.Run("'NUMBER1A', 'NUMBER1B' | Register-Track123OceanTracking -CarrierCode oocl -NumberType 1");
        Assert.Equal(["Failed", "Failed"], outcome.All("Status"));
        Assert.Equal(["InvalidResponse", "InvalidResponse"], Ids(outcome));
    }

    [Fact]
    public void Rows_are_sent_in_batches_of_100()
    {
        this.Answer(Import, "{}", times: 3);
        this.Run(Numbers(230) + " | Register-Track123OceanTracking -CarrierCode oocl -NumberType 1 -ErrorAction SilentlyContinue");
        Assert.Equal([30, 100, 100], this.Server.RequestsTo(Import).Select(r => r.Json.GetArrayLength()).Order());
    }

    [Fact]
    public void WhatIf_shows_the_cost_and_sends_nothing()
    {
        var outcome = this.Run("'NUMBER1A', 'NUMBER1B' | Register-Track123OceanTracking -CarrierCode oocl -NumberType 1 -WhatIf").Clean();
        Assert.Equal(["Skipped", "Skipped"], outcome.All("Status"));
        Assert.Empty(this.Server.Requests);
        var verbose = this.Run("'NUMBER1A', 'NUMBER1B' | Register-Track123OceanTracking -CarrierCode oocl -NumberType 1 -Verbose -ErrorAction SilentlyContinue").Verbose;
        Assert.Contains(verbose, v => v.Contains("Register (100 credits each)", StringComparison.Ordinal) && v.Contains("2 tracking numbers, NUMBER1A … NUMBER1B", StringComparison.Ordinal));
    }

    [Fact]
    public void Empty_pipeline_sends_nothing_and_missing_input_is_an_error()
    {
        foreach (var (verb, noun) in new[] { "Register", "Get", "Set", "Restart", "Remove" }.SelectMany(v => new[] { "Ocean", "Air" }.Select(n => (v, n))))
        {
            Assert.Empty(this.Run($"@() | {verb}-Track123{noun}Tracking").Clean().Output);
            Assert.StartsWith("InvalidRequest,", this.Run($"{verb}-Track123{noun}Tracking").Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        }

        Assert.Empty(this.Server.Requests);
    }

    [Fact]
    public void Number_types_are_completed()
    {
        const string line = "Register-Track123OceanTracking X -NumberType b";
        Assert.Equal(
            ["Booking", "BillOfLading"],
            this.Run("[Management.Automation.CommandCompletion]::CompleteInput($a, $a.Length, $null).CompletionMatches", line).Clean().All("CompletionText"));
    }
}
