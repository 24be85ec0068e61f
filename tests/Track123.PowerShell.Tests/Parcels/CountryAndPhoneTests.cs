using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Countries and phone numbers from all kinds of input.</summary>
public sealed class CountryAndPhoneTests : ServerTest
{
    [Theory]
    [InlineData("germany", "+49 (0)170 123-0021", "DE", "0021")]
    [InlineData("USA", "tel:+14155554321", "US", "4321")]
    [InlineData("Viet Nam", "4321", "VN", "4321")]
    [InlineData("Gremany", "4321", null, "The country 'Gremany' is unknown. Did you mean 'Germany'? Specify")]
    [InlineData("XX", "4321", null, "The country 'XX' is unknown. Specify")]
    [InlineData("DE", "321", null, "fewer than four digits")]
    [InlineData("DE", "1-800-FLOWERS", null, "contains letters")]
    public void Country_and_phone_are_sent_as_code_and_suffix_or_rejected(string country, string phone, string? code, string suffixOrReason)
    {
        var file = Path.Combine(this.Folder, "rows.csv");
        File.WriteAllText(file, $"TrackingNumber,CarrierCode,Country,PhoneSuffix\nSBDELIVERED1,yunexpress,{country},{phone}\n");
        foreach (var command in new[]
        {
            "Register-Track123Tracking -Path $a",
            "Import-Csv $a | Register-Track123Tracking",
            $"Register-Track123Tracking SBDELIVERED1 -CarrierCode yunexpress -Country '{country}' -PhoneSuffix '{phone}'",
            "Register-Track123Tracking SBDELIVERED1 -CarrierCode yunexpress -WarningAction Ignore | Out-Null; Import-Csv $a | Set-Track123Tracking",
        })
        {
            var before = this.Server.Requests.Count;
            var outcome = this.Run(command, file);
            var sent = this.Server.Requests.Skip(before).Select(r => r.Json.ValueKind == JsonValueKind.Array ? r.Json[0] : r.Json)
                .Where(i => i.TryGetProperty("country", out _));
            if (code is null)
            {
                Assert.Contains(suffixOrReason, Assert.Single(outcome.Errors).Exception.Message, StringComparison.Ordinal);
                Assert.Empty(sent);
            }
            else
            {
                var item = Assert.Single(sent);
                Assert.Equal(code, item.GetProperty("country").GetString());
                Assert.Equal(suffixOrReason, item.GetProperty("extendFieldMap").GetProperty("phoneSuffix").GetString());
            }
        }
    }

    [Theory]
    [InlineData("+86 138 1234 4321", "4321")]
    [InlineData("321", null)]
    public void Instant_tracking_sends_the_suffix_of_a_phone_number_or_rejects_it(string phone, string? suffix)
    {
        var outcome = this.Run($"Get-Track123InstantTracking SBTRANSIT1 -CarrierCode yunexpress -PhoneSuffix '{phone}'");
        Assert.Equal(suffix is null ? 1 : 0, outcome.Errors.Count);
        Assert.Equal(
            suffix is null ? [] : [suffix],
            this.Server.RequestsTo("track/query-realtime").Select(r => r.Json.GetProperty("extendFieldMap").GetProperty("phoneSuffix").GetString()!));
    }
}
