using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxChangeTests
{
    private const string Carrier = "tk/v2.1/track/update-courier";
    private const string Edit = "tk/v2.1/track/update";
    private const string EditMany = "tk/v2.1/track/update-batch";
    private const string Delete = "tk/v2.1/track/delete";

    [Fact]
    public async Task Changed_carrier_is_in_the_record_and_frees_the_old_carrier()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(
            Carrier, """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":"china-ems"}""");
        Assert.StartsWith("""{"code":"00000","data":true,"msg":"Success",""", answer.Text, StringComparison.Ordinal);
        var leg = (await caller.RecordAsync("SBTRANSIT1")).GetProperty("localLogisticsInfo");
        Assert.Equal("china-ems", leg.GetProperty("courierCode").GetString());

        // The parcel is no longer found by its old carrier, which can be registered again.
        Assert.Equal(
            (200, "A0400", "trackNo not registered"),
            (await caller.PostAsync(Delete, """[{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}]""")).Outcome);
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Equal(2, caller.Account.TrackingCount);
    }

    [Theory]
    [InlineData("""{"courierCode":"yunexpress","newCourierCode":"usps"}""", 400, "A0410", "trackNo is required")]
    [InlineData("""{"trackNo":"SBTRANSIT1","newCourierCode":"usps"}""", 400, "A0410", "courierCode is required")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""", 400, "A0410", "newCourierCode is required")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":"nobody"}""",
        400, "A0400", "newCourierCode is invalid")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":7}""",
        400, "A0400", "newCourierCode must be a string")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"dhl","newCourierCode":"usps"}""",
        200, "A0400", "trackNo not registered")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":"cainiao"}""",
        200, "A0400", "The order number has been imported")]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":"postnl"}""",
        200, "A0400", "The courier requires an additional field: postalCode")]
    [InlineData("[]", 400, "A0400", "request body must be an object")]
    public async Task Invalid_carrier_change_is_rejected(
        string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1","courierCode":"cainiao"}]""");
        Assert.Equal((status, code, message), (await caller.PostAsync(Carrier, body)).Outcome);
    }

    [Fact]
    public async Task Edit_sets_given_fields_clears_empty_ones_and_keeps_the_others()
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            SandboxCaller.Import,
            """
            [{"trackNo":"SBTRANSIT1","orderNo":"A","country":"DE","customerEmail":"buyer@example.com","remark":"gift"},
             {"trackNo":"SBTRANSIT2","orderNo":"A"}]
            """);
        var answer = await caller.PostAsync(
            Edit,
            """
            {"trackNo":"SBTRANSIT1","courierCode":"yunexpress","orderNo":"B","country":"FR","remark":"",
             "customerEmail":null}
            """);
        Assert.True(answer.Data.GetBoolean());
        var record = await caller.RecordAsync("SBTRANSIT1");
        Assert.Equal("B", record.GetProperty("orderNo").GetString());
        Assert.Equal("FR", record.GetProperty("shipTo").GetString());
        Assert.Equal("buyer@example.com", record.GetProperty("customerEmail").GetString());
        Assert.Null(record.GetProperty("remark").GetString());
        Assert.Equal(["SBTRANSIT1"], (await OrderAsync("B")).Numbers);
        Assert.Equal(["SBTRANSIT2"], (await OrderAsync("A")).Numbers);

        Task<Answer> OrderAsync(string order) =>
            caller.PostAsync(SandboxCaller.Query, $$"""{"orderNos":["{{order}}"]}""");
    }

    [Theory]
    [InlineData("""{"phoneSuffix":""}""")]
    [InlineData("{}")]
    public async Task Edit_with_an_empty_phone_suffix_clears_it(string fields)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(
            SandboxCaller.Import, """[{"trackNo":"SBPHONE1","extendFieldMap":{"phoneSuffix":"4321"}}]""");
        var answer = await caller.PostAsync(
            Edit, $$"""{"trackNo":"SBPHONE1","courierCode":"sfb2c","extendFieldMap":{{fields}}}""");
        Assert.Equal((200, "A0400", "The courier requires an additional field: phoneSuffix"), answer.Outcome);
    }

    [Fact]
    public async Task Edit_without_fields_succeeds()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(Edit, """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""");
        Assert.True(answer.Data.GetBoolean());
    }

    [Theory]
    [InlineData(""" "trackNo":"SBPOSTAL1" """, 400, "A0410", "courierCode is required")]
    [InlineData(""" "courierCode":"postnl" """, 400, "A0410", "trackNo is required")]
    [InlineData(""" "trackNo":"NOPE","courierCode":"postnl" """, 200, "A0400", "trackNo not registered")]
    [InlineData(
        """ "trackNo":"SBPOSTAL1","courierCode":"postnl","country":"FRA" """,
        400, "A0400", "country must be an ISO 3166-1 alpha-2 code")]
    [InlineData(
        """ "trackNo":"SBPOSTAL1","courierCode":"postnl","shipTime":"yesterday" """,
        400, "A0400", "shipTime must be yyyy-MM-dd HH:mm:ss")]
    [InlineData(
        """ "trackNo":"SBPOSTAL1","courierCode":"postnl","remark":1 """, 400, "A0400", "remark must be a string")]
    [InlineData(
        """ "trackNo":"SBPOSTAL1","courierCode":"postnl","postalCode":"" """,
        200, "A0400", "The courier requires an additional field: postalCode")]
    public async Task Edit_is_validated_like_a_registration(string members, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBPOSTAL1","postalCode":"1234 AB"}]""");
        Assert.Equal((status, code, message), (await caller.PostAsync(Edit, $$"""{{{members}}}""")).Outcome);
    }

    [Fact]
    public async Task Batch_edit_accepts_or_rejects_each_item_by_index()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1", "SBTRANSIT2");
        var answer = await caller.PostAsync(
            EditMany,
            """
            [{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","remark":"one"},
             {"trackNo":"NOPE","courierCode":"yunexpress","remark":"x"},
             {"trackNo":"SBTRANSIT2","remark":"x"},
             {"trackNo":"SBTRANSIT2","courierCode":"yunexpress","postalCode":"/"}]
            """);
        Assert.Equal(
            """[{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}]""", answer.Accepted.GetRawText());
        Assert.Equal(
            """
            [{"index":1,"trackNo":"NOPE","courierCode":"yunexpress",
            "error":{"code":"A0400","msg":"trackNo not registered"}},
            {"index":2,"trackNo":"SBTRANSIT2","courierCode":"",
            "error":{"code":"A0410","msg":"courierCode is required"}},
            {"index":3,"trackNo":"SBTRANSIT2","courierCode":"yunexpress",
            "error":{"code":"A0400","msg":"postalCode is invalid"}}]
            """.ReplaceLineEndings(""),
            answer.Rejected.GetRawText());
        Assert.Equal("one", (await caller.RecordAsync("SBTRANSIT1")).GetProperty("remark").GetString());
    }

    [Fact]
    public async Task Batch_edit_can_be_disabled_for_an_account()
    {
        using var caller = new SandboxCaller(
            new SandboxOptions { KnowsBatchUpdate = false, RequestsPerSecond = null });
        var answer = await caller.PostAsync(EditMany, "[]");
        Assert.Equal((403, null, "404"), answer.Outcome);
        Assert.Equal("A0410", (await caller.PostAsync(Edit, "{}")).Code);
        caller.Account.KnowsBatchUpdate = true;
        Assert.Equal((400, "A0410", "request body is empty"), (await caller.PostAsync(EditMany, "[]")).Outcome);
    }

    [Fact]
    public async Task Deleted_parcel_is_removed_from_every_query_and_others_are_kept()
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 5).Select(i => $"SBTRANSIT{i}")];
        foreach (var number in numbers)
        {
            await caller.PostAsync(
                SandboxCaller.Import,
                $$"""[{"trackNo":"{{number}}","orderNo":"A"},{"trackNo":"{{number}}","courierCode":"usps"}]""");
        }

        // Deletes from the middle, the end and the start of the internal lists.
        foreach (var number in new[] { "SBTRANSIT2", "SBTRANSIT4", "SBTRANSIT0" })
        {
            var answer = await caller.PostAsync(Delete, $$"""[{"trackNo":"{{number}}","courierCode":"yunexpress"}]""");
            Assert.Equal(("00000", true), (answer.Code, answer.Data.GetBoolean()));
        }

        Assert.Equal((7, 9_990), (caller.Account.TrackingCount, caller.Account.Credits));
        Assert.Equal(
            ["SBTRANSIT1", "SBTRANSIT3"],
            (await caller.PostAsync(SandboxCaller.Query, """{"orderNos":["A"]}""")).Numbers);
        var first = await caller.PostAsync(SandboxCaller.Query, """{"cursor":"","queryPageSize":4}""");
        Assert.Equal(["SBTRANSIT0", "SBTRANSIT1", "SBTRANSIT1", "SBTRANSIT2"], first.Numbers);
        var second = await caller.PostAsync(
            SandboxCaller.Query, $$"""{"cursor":"{{first.Cursor}}","queryPageSize":4}""");
        Assert.Equal(["SBTRANSIT3", "SBTRANSIT3", "SBTRANSIT4"], second.Numbers);
        Assert.Equal("", second.Cursor);
    }

    [Fact]
    public async Task Cursor_stays_valid_after_its_parcel_is_deleted()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1", "SBTRANSIT2");
        var first = await caller.PostAsync(SandboxCaller.Query, """{"cursor":"","queryPageSize":1}""");
        await caller.PostAsync(Delete, """[{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}]""");
        var second = await caller.PostAsync(
            SandboxCaller.Query, $$"""{"cursor":"{{first.Cursor}}","queryPageSize":1}""");
        Assert.Equal(["SBTRANSIT2"], second.Numbers);
    }

    [Theory]
    [InlineData(
        """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""",
        400, "A0400", "request body must be an array")]
    [InlineData("""{"trackNos":["SBTRANSIT1"]}""", 400, "A0400", "request body must be an array")]
    [InlineData("""[{"trackNo":"SBTRANSIT1"}]""", 400, "A0410", "courierCode is required")]
    [InlineData("""[{"trackNo":"SBTRANSIT2","courierCode":"yunexpress"}]""", 200, "A0400", "trackNo not registered")]
    public async Task Invalid_deletion_is_rejected_and_deletes_nothing(
        string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        Assert.Equal((status, code, message), (await caller.PostAsync(Delete, body)).Outcome);
        Assert.Equal(1, caller.Account.TrackingCount);
    }

    [Theory]
    [InlineData(Carrier)]
    [InlineData(Edit)]
    [InlineData(EditMany)]
    [InlineData(Delete)]
    public async Task Paths_exist_only_in_v2_1_and_only_for_POST(string path)
    {
        using var caller = new SandboxCaller();
        Assert.Equal(403, (await caller.PostAsync(path.Replace("v2.1", "v2", StringComparison.Ordinal), "{}")).Status);
        Assert.Equal("A0400", (await caller.GetAsync(path)).Code);
    }

    [Fact]
    public async Task Concurrent_registrations_edits_and_deletions_keep_the_lists_consistent()
    {
        using var caller = new SandboxCaller();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            // All tasks use the same fifty numbers.
            for (var i = 0; i < 400; i++)
            {
                var name = $$""" "trackNo":"SBTRANSIT{{(i * (part + 1)) % 50}}","courierCode":"yunexpress" """;
                var (path, body) = ((i + part) % 4) switch
                {
                    0 => (Delete, $$"""{{{name}}}"""),
                    1 => (Edit, $$"""{{{name}},"orderNo":"{{i % 3}}"}"""),
                    _ => (SandboxCaller.Import, $$"""[{{{name}},"orderNo":"{{i % 2}}"}]"""),
                };
                await caller.PostAsync(path, body);
            }
        })));
        var all = (await caller.PostAsync(SandboxCaller.Query, """{"cursor":""}""")).Numbers.ToList();
        var byOrder = (await caller.PostAsync(SandboxCaller.Query, """{"orderNos":["0","1","2"]}""")).Numbers.ToList();
        Assert.Equal(caller.Account.TrackingCount, all.Count);
        Assert.Equal(all, byOrder);
        Assert.Equal(all.Count, all.Distinct(StringComparer.Ordinal).Count());
    }
}
