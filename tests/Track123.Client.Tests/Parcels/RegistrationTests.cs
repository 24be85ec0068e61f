using System.Globalization;
using System.Text.Json;

namespace Track123.Client.Tests.Parcels;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Every_row_has_one_result_in_input_order()
    {
        var service = new ScriptedService(AcceptAll);
        var results = await Register(service, Enumerable.Range(1, 250).Select(i => Row(i, $"LB{i:000000000}CN")));

        Assert.Equal(Enumerable.Range(1, 250).Select(i => (long)i), results.Select(r => r.Row));
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Registered, r.Status));
        Assert.Equal([100, 100, 50], service.Requests.Select(r => Items(r).Count).OrderDescending());
    }

    [Fact]
    public async Task Body_is_an_array_with_only_the_fields_that_have_a_value()
    {
        var service = new ScriptedService(AcceptAll);
        await Register(service,
        [
            new()
            {
                Row = 1, TrackingNumber = " LB987654321CN\u00A0", CarrierCode = "china-post", OrderNumber = "SO-1001", Country = "de", ShipTime = "2026-03-02",
                CustomerEmail = "buyer@example.com", PostalCode = "10115", PhoneSuffix = "4321", Remark = "Grüße, 東京", Custom1 = "a", Custom2 = "b",
            },
            new() { Row = 2, TrackingNumber = "LB987654322CN", CarrierCode = " " },
        ]);
        Assert.Equal(
            """
            [{"trackNo":"LB987654321CN","courierCode":"china-post","orderNo":"SO-1001","country":"DE","shipTime":"2026-03-02 00:00:00","customerEmail":"buyer@example.com","postalCode":"10115","extendFieldMap":{"phoneSuffix":"4321"},"remark":"Grüße, 東京","custom1":"a","custom2":"b"},{"trackNo":"LB987654322CN"}]
            """,
            service.Requests.Single().Body);
    }

    [Theory]
    [InlineData(9_999)]
    [InlineData(10_000)]
    [InlineData(10_001)]
    public async Task Duplicate_is_detected_at_any_position_of_the_input(int before)
    {
        var service = new ScriptedService(AcceptAll);
        var rows = Enumerable.Range(1, before).Select(i => Row(i, $"N{i}")).Concat([Row(before + 1, "X"), Row(before + 2, "X")]);
        var results = await Register(service, rows);
        Assert.Equal([RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered], results.Skip(before).Select(r => r.Status));
        Assert.Equal(before + 1, service.Requests.Sum(r => Items(r).Count));
    }

    [Fact]
    public async Task Rows_in_progress_when_the_connection_is_closed_have_an_unknown_outcome()
    {
        var service = new ScriptedService(AcceptAll) { Hold = new() };
        var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        run.Add(Row(1, "N1"));
        await run.SendAsync(default);
        await service.Drive(Task.Run(() => SpinWait.SpinUntil(() => service.Requests.Count == 1)));
        client.Dispose();
        await service.Drive(run.WhenReadyAsync(default));
        Assert.True(run.TryTake(out var result));
        Assert.Equal(RegistrationStatus.Failed, result!.Status);
        Assert.Contains("may have processed", result.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00A0\t")]
    [InlineData("\uFEFF\u200B")]
    [InlineData("LB12\u000734CN")]
    public async Task Invalid_number_is_rejected_and_not_sent(string? number)
    {
        var service = new ScriptedService(AcceptAll);
        var result = Assert.Single(await Register(service, [Row(1, number)]));
        Assert.Equal(RegistrationStatus.Rejected, result.Status);
        Assert.NotEmpty(result.Reason);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Unpaired_surrogate_is_rejected_and_not_sent()
    {
        var service = new ScriptedService(AcceptAll);
        var results = await Register(service, [Row(1, "LB\uD83D"), Row(2, "LB1", "\uDE00")]);
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Rejected, r.Status));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Too_long_number_is_rejected_but_any_letters_are_sent()
    {
        var service = new ScriptedService(AcceptAll);
        var results = await Register(service, [Row(1, new string('9', 10_000)), Row(2, "ÄÖ-😀-١٢٣")]);
        Assert.Equal([RegistrationStatus.Rejected, RegistrationStatus.Registered], results.Select(r => r.Status));
        Assert.Equal("ÄÖ-😀-١٢٣", Items(service.Requests.Single()).Single());
    }

    [Fact]
    public async Task Duplicate_number_is_sent_once_and_both_rows_have_a_result()
    {
        var service = new ScriptedService(AcceptAll);
        var results = await Register(
            service, [Row(1, "A1", "ups"), Row(2, "B2"), Row(3, "A1", "UPS"), Row(4, "A1", "dhl")]);
        Assert.Equal(
            [RegistrationStatus.Registered, RegistrationStatus.Registered, RegistrationStatus.AlreadyRegistered, RegistrationStatus.Registered],
            results.Select(r => r.Status));
        Assert.Contains("row 1", results[2].Reason, StringComparison.Ordinal);
        Assert.Equal(["A1", "B2", "A1"], Items(service.Requests.Single()));
    }

    [Fact]
    public async Task Rejected_items_are_matched_by_index_if_the_number_agrees_else_by_number()
    {
        var service = new ScriptedService(_ => ScriptedService.Success("""
            {"accepted":[{"trackNo":"C","courierCode":"ups"}],
             "rejected":[{"index":0,"trackNo":"B","error":{"code":"A0400","msg":"The order number has been imported"}},
                         {"index":9,"trackNo":"A","error":{"code":"A0400","msg":"trackNo not registered"}},
                         {"trackNo":"D","error":{"code":"A0400","msg":"additional field postalCode"}},
                         {"trackNo":"not ours","error":null}]}
            """));
        var results = await Register(service, [Row(1, "A"), Row(2, "B"), Row(3, "C"), Row(4, "D"), Row(5, "E")]);
        Assert.Equal(
            [RegistrationStatus.Rejected, RegistrationStatus.AlreadyRegistered, RegistrationStatus.Registered, RegistrationStatus.Rejected, RegistrationStatus.Failed],
            results.Select(r => r.Status));
        Assert.Equal(
            [Track123ErrorKind.TrackingRejected, null, null, Track123ErrorKind.ExtraFieldRequired, Track123ErrorKind.InvalidResponse],
            results.Select(r => r.ErrorKind));
        Assert.Equal("ups", results[2].CarrierCode);
        Assert.Equal("t-1", results[0].TraceId);
    }

    [Theory]
    [InlineData("""{"accepted":null,"rejected":null}""")]
    [InlineData("{}")]
    [InlineData("null")]
    public async Task Response_without_items_fails_every_row(string data)
    {
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        var results = await Register(service, [Row(1, "A"), Row(2, "B")]);
        Assert.Equal(2, results.Count);
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Failed, r.Status));
    }

    [Fact]
    public async Task Number_of_many_megabytes_makes_the_response_invalid()
    {
        var number = new string('1', 20_000_000);
        var data = $$"""{"accepted":[{"trackNo":"{{number}}"}],"rejected":[]}""";
        var service = new ScriptedService(_ => ScriptedService.Success(data));
        var results = await Register(service, Enumerable.Range(1, 100).Select(i => Row(i, $"N{i}")));
        Assert.All(results, r => Assert.Equal(RegistrationStatus.Failed, r.Status));
        Assert.All(results, r => Assert.Equal(Track123ErrorKind.InvalidResponse, r.ErrorKind));
        Assert.All(results, r => Assert.Contains("64 KiB", r.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Duplicate_reported_after_a_lost_response_counts_as_registered()
    {
        var service = new ScriptedService(r => r.Number == 1
            ? throw new HttpRequestException("reset")
            : ScriptedService.Success("""{"rejected":[{"index":0,"trackNo":"A","error":{"code":"A0400","msg":"The order number HAS BEEN IMPORTED"}}]}"""));
        Assert.Equal(RegistrationStatus.Registered, Assert.Single(await Register(service, [Row(1, "A")])).Status);
    }

    [Fact]
    public async Task Duplicate_reported_after_a_rate_limit_error_is_already_registered()
    {
        var service = new ScriptedService(r => r.Number == 1
            ? ScriptedService.Json("""{"code":"A0706"}""", 429)
            : ScriptedService.Success("""{"rejected":{"index":0,"trackNo":"A","error":{"code":"A0400","msg":"The order number has been imported"}}}"""));
        Assert.Equal(
            RegistrationStatus.AlreadyRegistered, Assert.Single(await Register(service, [Row(1, "A")])).Status);
    }

    [Theory]
    [InlineData("""{"code":"A0230","msg":"expired"}""", Track123ErrorKind.AuthenticationFailed, 2)]

    // 1 batch that is accepted, at most 16 in flight that are refused, and for each a row that tests for a zero balance.
    [InlineData("""{"code":"101107","msg":"credit"}""", Track123ErrorKind.OutOfCredit, 1 + 16 + 16)]
    public async Task Fatal_error_fails_the_remaining_rows_without_sending_them(
        string body, Track123ErrorKind kind, int maxRequests)
    {
        var service = new ScriptedService(r => r.Number == 1 ? AcceptAll(r) : ScriptedService.Json(body));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        var results = await service.Drive(run, Enumerable.Range(1, 2000).Select(i => Row(i, $"N{i}")));

        Assert.Equal(2000, results.Count);
        Assert.Equal(kind, run.FatalError?.Kind);
        Assert.All(results.Take(100), r => Assert.Equal(RegistrationStatus.Registered, r.Status));
        Assert.All(results.Skip(100), r => Assert.Equal((RegistrationStatus.Failed, (Track123ErrorKind?)kind), (r.Status, r.ErrorKind)));
        Assert.InRange(service.Requests.Count, 2, maxRequests);
    }

    [Fact]
    public async Task Failed_batch_does_not_affect_other_batches()
    {
        var service = new ScriptedService(r => Items(r)[0] == "N101" ? ScriptedService.Json("", 500) : AcceptAll(r));
        var results = await Register(service, Enumerable.Range(1, 300).Select(i => Row(i, $"N{i}")));
        Assert.All(results.Skip(100).Take(100), r => Assert.Equal(RegistrationStatus.Failed, r.Status));
        Assert.Equal(200, results.Count(r => r.Status == RegistrationStatus.Registered));
    }

    [Fact]
    public async Task Duplicate_of_a_rejected_row_is_sent_in_its_own_request()
    {
        var service = new ScriptedService(r => r.Body.Contains("postalCode", StringComparison.Ordinal)
            ? AcceptAll(r)
            : ScriptedService.Success("""{"rejected":[{"index":0,"trackNo":"A","error":{"code":"A0400","msg":"additional field: postalCode"}}]}"""));
        var results = await Register(
            service, [Row(1, "A"), new() { Row = 2, TrackingNumber = "A", PostalCode = "1012AB" }]);
        Assert.Equal([RegistrationStatus.Rejected, RegistrationStatus.Registered], results.Select(r => r.Status));
        Assert.Equal([1L, 2L], results.Select(r => r.Row));
    }

    [Fact]
    public async Task Unexpected_exception_fails_the_rows_of_its_batch()
    {
        var service = new ScriptedService(r => r.Number == 1 ? throw new FormatException("odd") : AcceptAll(r));
        var results = await Register(service, Enumerable.Range(1, 150).Select(i => Row(i, $"N{i}")));
        Assert.Equal(150, results.Count);
        Assert.Equal(100, results.Count(r => r is { Status: RegistrationStatus.Failed, ErrorKind: Track123ErrorKind.InvalidResponse }));
    }

    [Fact]
    public async Task Exceeded_quota_in_one_item_ends_the_run()
    {
        var service = new ScriptedService(r => ScriptedService.Success("{\"rejected\":["
            + string.Join(',', Items(r).Select(n => $$"""{"trackNo":"{{n}}","error":{"code":"A0400","msg":"quota exceeded"} }""")) + "]}"));
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        var results = await service.Drive(run, Enumerable.Range(1, 3000).Select(i => Row(i, $"N{i}")));
        Assert.Equal(3000, results.Count);
        Assert.All(results, r => Assert.Equal((RegistrationStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.OutOfCredit), (r.Status, r.ErrorKind)));
        Assert.Equal(Track123ErrorKind.OutOfCredit, run.FatalError?.Kind);
        Assert.InRange(service.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task Retry_After_of_an_hour_ends_the_run()
    {
        var service = new ScriptedService(_ =>
        {
            var response = ScriptedService.Json("", 429);
            response.Headers.RetryAfter = new(TimeSpan.FromHours(1));
            return response;
        });
        var results = await Register(service, Enumerable.Range(1, 3000).Select(i => Row(i, $"N{i}")));
        Assert.All(results, r => Assert.Equal((RegistrationStatus.Failed, (Track123ErrorKind?)Track123ErrorKind.RateLimited), (r.Status, r.ErrorKind)));
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task Numbers_echoed_in_another_case_are_matched()
    {
        var service = new ScriptedService(_ => ScriptedService.Success(
            """{"accepted":[{"trackNo":"ABC1"}],"rejected":[{"index":1,"trackNo":"ABC2","error":{"code":"A0400","msg":"no"}}]}"""));
        var results = await Register(service, [Row(1, "abc1"), Row(2, "abc2")]);
        Assert.Equal([RegistrationStatus.Registered, RegistrationStatus.Rejected], results.Select(r => r.Status));
    }

    [Theory]
    [InlineData("2026-03-31", "2026-03-31 00:00:00")]
    [InlineData("2026-03-31T23:30:00+02:00", "2026-03-31 23:30:00")]
    [InlineData("2026-03-31T23:30:00Z", "2026-03-31 23:30:00")]
    [InlineData("05.03.2026", "2026-03-05 00:00:00")]
    [InlineData("31.3.2026 14:30", "2026-03-31 14:30:00")]
    [InlineData("3/5/2026", "2026-03-05 00:00:00")]
    [InlineData("03/31/2026 2:30 PM", "2026-03-31 14:30:00")]
    [InlineData("31 March 2026", "2026-03-31 00:00:00")]
    [InlineData("31/03/2026", null)]
    [InlineData("14:30", null)]
    [InlineData("3/4", null)]
    [InlineData("31.13.2026", null)]
    [InlineData("Yes", null)]
    public async Task Ship_date_is_read_the_same_in_every_culture(string text, string? sent)
    {
        var before = CultureInfo.CurrentCulture;
        foreach (var culture in new[] { "de-DE", "en-GB", "tr-TR", "en-US" })
        {
            CultureInfo.CurrentCulture = new(culture);
            try
            {
                var service = new ScriptedService(AcceptAll);
                var result = Assert.Single(
                    await Register(service, [new() { Row = 1, TrackingNumber = "A", ShipTime = text }]));
                Assert.Equal(sent is null ? RegistrationStatus.Rejected : RegistrationStatus.Registered, result.Status);
                Assert.Equal(sent is null ? [] : [$$"""[{"trackNo":"A","shipTime":"{{sent}}"}]"""], service.Requests.Select(r => r.Body));
            }
            finally
            {
                CultureInfo.CurrentCulture = before;
            }
        }
    }

    [Theory]
    [InlineData("9.40016292406278E+21")]
    [InlineData("9E+12")]
    public async Task Number_in_scientific_notation_is_rejected_and_not_sent(string number)
    {
        var service = new ScriptedService(AcceptAll);
        Assert.Equal(RegistrationStatus.Rejected, Assert.Single(await Register(service, [Row(1, number)])).Status);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Skipped_rows_have_a_result_and_are_not_sent()
    {
        var service = new ScriptedService(AcceptAll);
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        run.Add(Row(1, "A"));
        run.Add(Row(2, ""));
        run.Skip();
        var results = await service.Drive(run, []);
        Assert.Equal([RegistrationStatus.Skipped, RegistrationStatus.Rejected], results.Select(r => r.Status));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Nothing_is_sent_after_cancellation()
    {
        using var stop = new CancellationTokenSource();
        var service = new ScriptedService(AcceptAll);
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), stop.Token);
        for (var i = 0; i < 10; i++)
        {
            for (var n = 0; n < 100; n++)
            {
                run.Add(Row(n, $"{i}-{n}"));
            }

            await run.SendAsync(default);
        }

        await stop.CancelAsync();
        var sent = service.Requests.Count;
        service.Clock.Advance(TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => service.Drive(run, []));
        Assert.Equal(sent, service.Requests.Count);
    }

    internal static HttpResponseMessage AcceptAll(ScriptedRequest request) => ScriptedService.Success(
        $$"""{"accepted":[{{string.Join(',', Items(request).Select(n => $$"""{"trackNo":{{JsonSerializer.Serialize(n)}}}"""))}}],"rejected":[]}""");

    private static List<string> Items(ScriptedRequest request)
    {
        using var document = JsonDocument.Parse(request.Body);
        return [.. document.RootElement.EnumerateArray().Select(i => i.GetProperty("trackNo").GetString()!)];
    }

    private static ParcelRow Row(long row, string? number, string? carrier = null) => new() { Row = row, TrackingNumber = number, CarrierCode = carrier };

    private static async Task<List<RegistrationResult>> Register(ScriptedService service, IEnumerable<ParcelRow> rows)
    {
        using var client = service.Connect();
        using var run = client.Begin(ParcelOperations.Register, new Log(), default);
        return await service.Drive(run, rows);
    }
}
