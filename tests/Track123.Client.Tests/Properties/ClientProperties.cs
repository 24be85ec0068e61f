using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;

namespace Track123.Client.Tests.Properties;

/// <summary>Batches, paging, event merging and masking for random input.</summary>
public sealed class ClientProperties(ITestOutputHelper output)
{
    [Fact]
    public void Batches_contain_every_row_once_and_in_order() => Property.Check(
        output,
        from numbers in Gen.ArrayOf(Gen.Choose(0, 200))
        from size in Gen.Choose(1, 100)
        select (Numbers: numbers, Size: size),
        one =>
        {
            var service = new ScriptedService(r => ScriptedService.Success($$"""{"accepted":{{r.Body}},"rejected":[]}"""));
            using var client = service.Connect();
            using var run = client.Begin(ParcelOperations.Register, new Log(), default, one.Size);
            var rows = one.Numbers.Select((n, i) => new ParcelRow { Row = i + 1, TrackingNumber = $"N{n}" });
            var outcomes = service.Drive(run, rows).GetAwaiter().GetResult();
            var sent = service.Requests.OrderBy(r => r.Number)
                .Select(r => JsonDocument.Parse(r.Body).RootElement.EnumerateArray().Select(i => i.GetProperty("trackNo").GetString()!).ToList()).ToList();
            Assert.All(sent, batch => Assert.InRange(batch.Count, 1, one.Size));
            Assert.Equal(one.Numbers.Distinct().Select(n => $"N{n}"), sent.SelectMany(b => b));
            Assert.Equal(Enumerable.Range(1, one.Numbers.Length), outcomes.Select(o => (int)o.Row));
            Assert.Equal(
                one.Numbers.Distinct().Count(), outcomes.Count(o => o.Status == RegistrationStatus.Registered));
        });

    [Fact]
    public void Query_ends_and_returns_each_record_once_for_every_form_of_the_last_page() => Property.Check(
        output,
        from sizes in Gen.ArrayOf(Gen.Choose(1, 5))
        from last in Gen.Elements("null", "\"\"", "\"c0\"", "same")
        from total in Gen.Elements("absent", "number", "text")
        select (Sizes: sizes, Last: last, Total: total),
        one =>
        {
            var service = new ScriptedService(r =>
            {
                using var body = JsonDocument.Parse(r.Body);
                var cursor = body.RootElement.GetProperty("cursor").GetString()!;
                var page = cursor.Length == 0 ? 0 : int.Parse(cursor[1..], System.Globalization.CultureInfo.InvariantCulture) + 1;
                if (page >= one.Sizes.Length)
                {
                    return ScriptedService.Success("""{"accepted":{"content":[]}}""");
                }

                var content = string.Join(',', Enumerable.Range(0, one.Sizes[page]).Select(i => $$"""{"id":"{{page}}-{{i}}","trackNo":"T{{page}}-{{i}}"}"""));
                var next = page + 1 < one.Sizes.Length ? $"\"c{page}\"" : one.Last == "same" ? $"\"{cursor}\"" : one.Last;
                var sum = one.Sizes.Sum();
                var count = one.Total switch { "number" => $",\"totalElements\":{sum}", "text" => $",\"totalElements\":\"{sum}\"", _ => "" };
                return ScriptedService.Success($$$"""{"accepted":{"content":[{{{content}}}],"cursor":{{{next}}}{{{count}}}}}""");
            });
            using var client = service.Connect();
            var pager = client.BeginQuery(null, null, new Log(), default, pageSize: 5);
            var got = new List<string>();
            while (service.Drive(pager.ReadPageAsync()).GetAwaiter().GetResult() is { Accepted.Content: var records })
            {
                Assert.True(got.Count <= one.Sizes.Sum(), "The query did not end.");
                got.AddRange(records.Select(t => t.TrackingNumber));
            }

            Assert.Equal(one.Sizes.SelectMany((size, page) => Enumerable.Range(0, size).Select(i => $"T{page}-{i}")), got);
        });

    [Fact]
    public void Merged_events_are_distinct_and_newest_first() => Property.Check(
        output,
        from main in Gen.ArrayOf(Event())
        from lastMile in Gen.ArrayOf(Event())
        select (Main: main, LastMile: lastMile),
        one =>
        {
            var merged = EventMerge.Merge(Leg(one.Main), Leg(one.LastMile));
            Assert.Equal(one.Main.Concat(one.LastMile).Distinct().Order(), merged.Select(Describe).Order());
            var times = merged.Select(e => e.Time?.UtcDateTime ?? e.LocalTime ?? DateTime.MinValue).ToList();
            Assert.Equal(times.OrderDescending(), times);
            Assert.Equal(
                merged.Select(Describe), EventMerge.Merge(Leg([.. merged.Select(Describe)]), null).Select(Describe));
        });

    [Fact]
    public void Every_part_of_a_key_is_masked_and_other_text_is_kept() => Property.Check(
        output,
        from key in Gen.ArrayOf(Gen.Elements("abcdefXYZ0123456789-_.".ToCharArray()), 32)
        from before in Property.AnyText()
        from after in Property.AnyText()
        from start in Gen.Choose(0, 24)
        from length in Gen.Choose(8, 32)
        select (Key: new string(key), Before: before, After: after, Start: start, Length: length),
        one =>
        {
            var part = one.Key.Substring(one.Start, Math.Min(one.Length, one.Key.Length - one.Start));
            var clean = Redaction.RedactKey($"<{one.Before}[{part}]{one.After}>", one.Key);
            for (var i = 0; i + 8 <= one.Key.Length; i++)
            {
                Assert.DoesNotContain(one.Key.Substring(i, 8), clean, StringComparison.OrdinalIgnoreCase);
            }

            Assert.Equal($"<{one.Before}[***]{one.After}>", clean);
        });

    [Fact]
    public void Personal_fields_are_masked_with_any_value() => Property.Check(
        output,
        from field in Gen.Elements("postalCode", "phoneSuffix", "phone", "customerEmail", "email", "signedBy")
        from value in Property.AnyText()
        from indented in Gen.Elements(true, false)
        select (Field: field, Value: value, Indented: indented),
        one =>
        {
            var secret = $"SECRET{one.Value}TERCES";
            var fields = new Dictionary<string, object> { ["trackNo"] = "T1", [one.Field] = secret, ["extendFieldMap"] = new Dictionary<string, string> { [one.Field] = secret } };
#pragma warning disable CA1869 // Used once per case.
            var json = JsonSerializer.Serialize(fields, new JsonSerializerOptions { WriteIndented = one.Indented });
#pragma warning restore CA1869
            var clean = Redaction.Redact(json, "");
            Assert.DoesNotContain("SECRET", clean, StringComparison.Ordinal);
            Assert.DoesNotContain("TERCES", clean, StringComparison.Ordinal);
            Assert.Contains("T1", clean, StringComparison.Ordinal);
        });

    private static Gen<(string Time, string Text)> Event() =>
        from hour in Gen.Choose(0, 3)
        from text in Gen.Elements("a", "b")
        select ($"2026-03-02 0{hour}:00:00", text);

    private static (string Time, string Text) Describe(TrackingEvent e) => (e.LocalTimeText!, e.Description!);

    private static CarrierLeg Leg((string Time, string Text)[] events)
    {
        var details = events.Select(e => $$"""{"eventTime":"{{e.Time}}","timezone":"+08:00","eventDetail":"{{e.Text}}"}""");
        var record = $$$"""{"trackNo":"T","localLogisticsInfo":{"trackingDetails":[{{{string.Join(',', details)}}}]}}""";
        return JsonSerializer.Deserialize(record, ParcelJson.Lenient.Tracking)!.MainLeg!;
    }
}
