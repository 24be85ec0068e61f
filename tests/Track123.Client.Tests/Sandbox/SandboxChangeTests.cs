using Track123.InMemory;

namespace Track123.Client.Tests;

public sealed class SandboxChangeTests
{
    private const string Carrier = "tk/v2.1/track/update-courier";
    private const string Edit = "tk/v2.1/track/update";
    private const string EditMany = "tk/v2.1/track/update-batch";
    private const string Delete = "tk/v2.1/track/delete";

    [Fact]
    public async Task A_changed_carrier_shows_and_finds_the_parcel()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        var answer = await caller.PostAsync(
            Carrier, """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress","newCourierCode":"china-ems"}""");
        Assert.StartsWith("""{"code":"00000","data":true,"msg":"Success",""", answer.Text, StringComparison.Ordinal);
        var leg = (await caller.RecordAsync("SBTRANSIT1")).GetProperty("localLogisticsInfo");
        Assert.Equal("china-ems", leg.GetProperty("courierCode").GetString());

        // By its old carrier it is not known any more; as a new registration that name is free again.
        Assert.Equal(
            (200, "A0400", "trackNo not registered"),
            (await caller.PostAsync(Delete, """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""")).Outcome);
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
    public async Task A_carrier_is_not_changed_where_a_rule_is_broken(
        string body, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1");
        await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBTRANSIT1","courierCode":"cainiao"}]""");
        Assert.Equal((status, code, message), (await caller.PostAsync(Carrier, body)).Outcome);
    }

    [Fact]
    public async Task An_edit_sets_what_it_brings_takes_away_what_is_empty_and_leaves_the_rest()
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

    [Fact]
    public async Task An_edit_of_nothing_is_no_error()
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
    public async Task An_edit_is_judged_like_a_registration(string members, int status, string code, string message)
    {
        using var caller = new SandboxCaller();
        await caller.PostAsync(SandboxCaller.Import, """[{"trackNo":"SBPOSTAL1","postalCode":"1234 AB"}]""");
        Assert.Equal((status, code, message), (await caller.PostAsync(Edit, $$"""{{{members}}}""")).Outcome);
    }

    [Fact]
    public async Task Edits_of_many_are_each_accepted_or_rejected_by_place()
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
    public async Task An_account_may_lack_the_batch_edit()
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
    public async Task What_is_deleted_is_gone_from_every_list_and_the_rest_stays()
    {
        using var caller = new SandboxCaller();
        string[] numbers = [.. Enumerable.Range(0, 5).Select(i => $"SBTRANSIT{i}")];
        foreach (var number in numbers)
        {
            await caller.PostAsync(
                SandboxCaller.Import,
                $$"""[{"trackNo":"{{number}}","orderNo":"A"},{"trackNo":"{{number}}","courierCode":"usps"}]""");
        }

        // From the middle, from the end and from the start of its chains.
        foreach (var number in new[] { "SBTRANSIT2", "SBTRANSIT4", "SBTRANSIT0" })
        {
            var answer = await caller.PostAsync(Delete, $$"""{"trackNo":"{{number}}","courierCode":"yunexpress"}""");
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
    public async Task A_cursor_outlives_the_parcel_it_points_at()
    {
        using var caller = new SandboxCaller();
        await caller.RegisterAsync("SBTRANSIT1", "SBTRANSIT2");
        var first = await caller.PostAsync(SandboxCaller.Query, """{"cursor":"","queryPageSize":1}""");
        await caller.PostAsync(Delete, """{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}""");
        var second = await caller.PostAsync(
            SandboxCaller.Query, $$"""{"cursor":"{{first.Cursor}}","queryPageSize":1}""");
        Assert.Equal(["SBTRANSIT2"], second.Numbers);
    }

    [Theory]
    [InlineData(
        """[{"trackNo":"SBTRANSIT1","courierCode":"yunexpress"}]""",
        400, "A0400", "request body must be an object")]
    [InlineData("""{"trackNos":["SBTRANSIT1"]}""", 400, "A0410", "trackNo is required")]
    [InlineData("""{"trackNo":"SBTRANSIT1"}""", 400, "A0410", "courierCode is required")]
    [InlineData("""{"trackNo":"SBTRANSIT2","courierCode":"yunexpress"}""", 200, "A0400", "trackNo not registered")]
    public async Task A_deletion_of_another_shape_deletes_nothing(
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
    public async Task Only_the_present_version_has_the_paths_and_only_post_will_do(string path)
    {
        using var caller = new SandboxCaller();
        Assert.Equal(403, (await caller.PostAsync(path.Replace("v2.1", "v2", StringComparison.Ordinal), "{}")).Status);
        Assert.Equal("A0400", (await caller.GetAsync(path)).Code);
    }

    [Fact]
    public async Task Callers_that_register_edit_and_delete_at_once_leave_whole_lists()
    {
        using var caller = new SandboxCaller();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(part => Task.Run(async () =>
        {
            // All of them work on the same fifty numbers, of two orders.
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
