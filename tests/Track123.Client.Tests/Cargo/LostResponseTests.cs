using System.Text.Json;

namespace Track123.Client.Tests.Cargo;

/// <summary>
/// Registers cargo at a service that charges every repeat, while 30 % of all requests fail before or after they are
/// processed.
/// </summary>
public sealed class LostResponseTests
{
    private const int Count = 1000;
    private readonly Dictionary<string, int> registrations = [];
    private readonly Random random = new(20261129);

    [Fact]
    public async Task No_air_waybill_is_registered_twice()
    {
        var results = await this.Service().Run(
            c => c.Begin(AirOperations.Register, new Log(), default),
            [.. Enumerable.Range(0, Count).Select(i => new CargoRow { TrackingNumber = Waybill(i), CarrierCode = "cathay-pacific" })]);
        this.Check(results.Select(r => (r.TrackingNumber, r.Status, r.Reason)));
        Assert.Contains(results, r => r.Reason.Contains("response was lost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_ocean_shipment_is_registered_twice()
    {
        var results = await this.Service().Run(
            c => c.Begin(OceanOperations.Register, new Log(), default, batchSize: 10),
            [.. Enumerable.Range(0, Count).Select(i => new CargoRow { TrackingNumber = $"MATS{i:d6}", CarrierCode = "matson", NumberType = OceanNumberType.BillOfLading })]);
        this.Check(results.Select(r => (r.TrackingNumber, r.Status, r.Reason)));
    }

    private static string Waybill(int i) => $"160-{i:d7}{i % 7}";

    private void Check(IEnumerable<(string Number, RegistrationStatus Status, string Reason)> results)
    {
        Assert.All(this.registrations, r => Assert.Equal(1, r.Value));
        var rows = results.ToList();
        Assert.Equal(Count, rows.Count);
        Assert.Contains(rows, r => r.Status == RegistrationStatus.Registered);
        Assert.All(rows, r => Assert.True(
            r.Status switch
            {
                RegistrationStatus.Registered => this.registrations.ContainsKey(r.Number),
                RegistrationStatus.Failed => !this.registrations.ContainsKey(r.Number)
                    || r.Reason.Contains("may have processed", StringComparison.Ordinal),
                _ => false,
            },
            $"{r}"));
    }

    private ScriptedService Service() => new(request =>
    {
        var fault = this.random.Next(100) switch { < 15 => "before", < 30 => "after", _ => "" };
        if (fault == "before")
        {
            return ScriptedService.Json("", 502);
        }

        var numbers = JsonDocument.Parse(request.Body).RootElement.EnumerateArray().Select(i => i.GetProperty("trackingNo").GetString()!).ToList();
        var isImport = request.Path().EndsWith("import", StringComparison.Ordinal);
        if (isImport)
        {
            numbers.ForEach(n => this.registrations[n] = this.registrations.GetValueOrDefault(n) + 1);
        }

        var (known, unknown) = (numbers.Where(this.registrations.ContainsKey), numbers.Where(n => !this.registrations.ContainsKey(n)));
        return fault == "after" ? ScriptedService.Json("", 502) : ScriptedService.Success(
            $$"""
            {"accepted":[{{string.Join(',', known.Select(n => $$"""{"trackingNo":"{{n}}"}"""))}}],
             "rejected":[{{string.Join(',', unknown.Select(n => $$$"""{"trackingNo":"{{{n}}}","error":{"code":"A0400","msg":"not registered"}}"""))}}]}
            """);
    });
}
