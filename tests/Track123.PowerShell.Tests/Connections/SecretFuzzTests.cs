using System.Globalization;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Connections;

/// <summary>
/// Runs every cmdlet with random keys and personal data on a service that echoes them and fails.
/// <c>TRACK123_FUZZ_RUNS</c> sets the number of runs, <c>TRACK123_FUZZ_SEED</c> the first seed.
/// </summary>
public sealed class SecretFuzzTests(ITestOutputHelper output)
{
    private const int Fragment = 8;

    private static readonly string[] Calls =
    [
        "$rows | Register-Track123Tracking $v",
        "Get-Track123Tracking $v",
        "Get-Track123Tracking $n $v",
        "Get-Track123TrackingChange $folder/state.jsonl $v",
        "Get-Track123InstantTracking $n -PostalCode $zip -PhoneSuffix $phone $v",
        "$rows | Set-Track123Tracking -PassThru $v",
        "Set-Track123Tracking $n -CarrierCode dhl -NewCarrierCode ups -Remark $mail $v",
        "Restart-Track123Tracking $n $v",
        "Remove-Track123Tracking $n -Confirm:$false $v",
        "Get-Track123Carrier $v",
        "Resolve-Track123Carrier $n $v",
        "Register-Track123OceanTracking -TrackingNumber CSQU3054383 -CarrierCode cosco -NumberType Container $v",
        "Get-Track123OceanTracking CSQU3054383 $v",
        "Set-Track123OceanTracking CSQU3054383 -CarrierCode cosco -NewCarrierCode msc $v",
        "Restart-Track123OceanTracking CSQU3054383 $v",
        "Remove-Track123OceanTracking CSQU3054383 -Confirm:$false $v",
        "Register-Track123AirTracking 160-12345675 $v",
        "Get-Track123AirTracking 160-12345675 $v",
        "Set-Track123AirTracking 160-12345675 -CarrierCode cx -NewCarrierCode lh $v",
        "Restart-Track123AirTracking 160-12345675 $v",
        "Remove-Track123AirTracking 160-12345675 -Confirm:$false $v",
        "Invoke-Track123Request tk/v2.1/track/query -Method POST -Body ('{\"orderNos\":[\"' + $mail + '\"]}') $v",
        "Connect-Track123 -ApiKey $key -BaseUri $address -PassThru $v",
        "Connect-Track123 -ApiKey ($key + 'x') -BaseUri $address $v",
        "Get-Track123Connection $v; (Get-Track123Connection).ToString()",
        "[System.Management.Automation.PSSerializer]::Serialize((Get-Track123Connection), 6)",
        "Disconnect-Track123 $v",
    ];

    // These cmdlets have their own tests.
    private static readonly string[] TestedElsewhere =
    [
        "Wait-Track123Tracking", "ConvertFrom-Track123Webhook", "Test-Track123WebhookSignature", "Receive-Track123Webhook", "ConvertTo-Track123Record", "Export-Track123Report",
        "Measure-Track123Tracking",
    ];

    [Fact]
    public void Every_cmdlet_is_in_the_list_of_calls()
    {
        using var session = new Session();
        var names = session.Run("(Get-Command -Module Track123 -CommandType Cmdlet).Name").Clean().Output.Select(o => o.ToString());
        Assert.All(names.Except(TestedElsewhere), name => Assert.Contains(Calls, call => call.Contains(name + " ", StringComparison.Ordinal)));
    }

    [Fact]
    public void No_part_of_a_key_and_no_personal_data_is_shown()
    {
        var first = FromEnvironment("TRACK123_FUZZ_SEED", Environment.TickCount & 0xffffff);
        var folder = Directory.CreateTempSubdirectory("fuzz ").FullName;
        try
        {
            for (var seed = first; seed < first + FromEnvironment("TRACK123_FUZZ_RUNS", 2); seed++)
            {
                output.WriteLine($"TRACK123_FUZZ_SEED={seed}");
                Fuzz(seed, folder);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Fuzz(int seed, string folder)
    {
        var random = new Random(seed);
        using var server = new Server();
        using var session = new Session();
        var key = server.Key;
        var (mail, zip, phone) = ($"{Letters(random, 9)}.{Letters(random, 9)}@{Letters(random, 7)}.example", $"Z{random.Next(10_000_000, 99_999_999)}", $"{random.Next(1000, 9999)}");
        Echo(server, random, key, mail, zip);
        server.Post("mix", new { seed, rate = 0.15 });
        session.Run($"Connect-Track123 -ApiKey {key} -BaseUri {server.Address} -NoVerify -RetryIntervalSec 1 -MaximumRetryCount 1 -OperationTimeoutSeconds 1").Clean();
        foreach (var call in Calls)
        {
            var outcome = session.Run(
                $$"""
                $n = 'SBPOSTAL' + {{random.Next(1000)}}; $mail, $zip, $phone, $key, $address, $folder = $a; $v = @{ Verbose = $true; Debug = $true }
                $rows = 1..3 | ForEach-Object { [pscustomobject]@{ TrackingNumber = "SBPOSTAL$_"; CustomerEmail = $mail; PostalCode = $zip; PhoneSuffix = $phone; CarrierCode = 'dhl' } }
                {{call.Replace("$v", "@v", StringComparison.Ordinal)}}
                """,
                new object[] { mail, zip, phone, key, server.Address, folder });

            // $Error is searched too, with inner exceptions.
            var kept = session.Run("$Error | ForEach-Object { $_ | Out-Null; $_.ToString(); $_.Exception.ToString(); $_.ScriptStackTrace; $_.ErrorDetails.Message }; $Error.Clear()");
            var text = SecretTests.CollectText(outcome, withOutput: true) + string.Join('\n', kept.Output) + string.Join('\n', outcome.Information);
            for (var i = 0; i + Fragment <= key.Length; i++)
            {
                Assert.False(text.Contains(key.Substring(i, Fragment), StringComparison.OrdinalIgnoreCase), $"Seed {seed}, the key, by: {call}");
            }

            var messages = string.Join('\n', outcome.Verbose.Concat(outcome.Debug).Concat(outcome.Warnings).Concat(outcome.Progress.Select(p => p.ToString())));
            foreach (var secret in new[] { mail, mail.Split('@')[0], zip, $"\"{phone}\"" })
            {
                Assert.False(messages.Contains(secret, StringComparison.OrdinalIgnoreCase), $"Seed {seed}, {secret}, by: {call}");
            }
        }
    }

    // Scripts responses that echo the key and personal data.
    private static void Echo(Server server, Random random, string key, string mail, string zip)
    {
        foreach (var path in new[] { "track/import", "track/query", "courier/list", "track/update", "track/delete", "courier/detection", "track/refresh" })
        {
            var part = key.Substring(random.Next(12), 8 + random.Next(12));
            server.Script(new { path, status = 400, body = $$"""{"code":"A0400","msg":"key {{key}} or {{part}} of {{mail}}","traceId":"{{part}}"}""" });
            server.Script(new { path, status = 502, body = $"<html>{key} {part} {{\"postalCode\":\"{zip}\",\"email\":\"{mail}\"}}</html>", times = 2 });
        }
    }

    private static string Letters(Random random, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(_ => (char)('a' + random.Next(26))));

    private static int FromEnvironment(string name, int defaultValue) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : defaultValue;
}
