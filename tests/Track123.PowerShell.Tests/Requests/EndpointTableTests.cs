using System.Collections;
using System.Runtime.Loader;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Requests;

/// <summary>
/// Checks that each endpoint of the module has a cmdlet that calls it, that the sandbox answers it, and that the cmdlet
/// returns the right type.
/// </summary>
public sealed class EndpointTableTests(ITestOutputHelper print) : ServerTest
{
    private const int MaxBodyLength = 150;

    // The order matters: later rows use what earlier rows registered.
    private static readonly (string Endpoint, string Script, string Type)[] Rows =
    [
        ("GET tk/v2.1/courier/list", "Get-Track123Carrier -CarrierCode yunexpress", "Track123.Carrier"),
        ("POST tk/v2.1/courier/detection", "Resolve-Track123Carrier SBDELIVERED1", "Track123.CarrierCandidate"),
        ("POST tk/v2.1/track/import", "'SBDELIVERED1', 'SBTRANSIT2' | Register-Track123Tracking -CarrierCode yunexpress", "Track123.RegistrationResult"),
        ("POST tk/v2.1/track/query", "Get-Track123Tracking SBDELIVERED1", "Track123.Tracking"),
        ("POST tk/v2.1/track/update", "Set-Track123Tracking SBDELIVERED1 -CarrierCode yunexpress -Remark late -PassThru", "Track123.Tracking"),
        ("POST tk/v2.1/track/update-batch", "Get-Track123Tracking | Set-Track123Tracking -Remark later -PassThru", "Track123.Tracking"),
        ("POST tk/v2.1/track/refresh", "Restart-Track123Tracking SBDELIVERED1 -CarrierCode yunexpress", "Track123.RetrackResult"),
        ("POST tk/v2.1/track/refresh-batch", "Get-Track123Tracking | Restart-Track123Tracking", "Track123.RetrackResult"),
        ("POST tk/v2.1/track/update-courier", "Set-Track123Tracking SBTRANSIT2 -CarrierCode yunexpress -NewCarrierCode yanwen -PassThru", "Track123.Tracking"),
        ("POST tk/v2.1/track/delete", "Get-Track123Tracking SBTRANSIT2 | Remove-Track123Tracking -Confirm:$false", ""),
        ("POST tk/v2.1/track/query-realtime", "Get-Track123InstantTracking SBDELIVERED3 -CarrierCode yunexpress -Confirm:$false", "Track123.Tracking"),
        ("GET tk/v2.1/ocean/carrier/list", "Get-Track123Carrier -Type Ocean -CarrierCode matson", "Track123.Carrier"),
        ("POST tk/v2.1/ocean/track/import", "$script:o = Register-Track123OceanTracking SBFINAL1 -CarrierCode matson -NumberType Booking; $script:o", "Track123.OceanRegistrationResult"),
        ("POST tk/v2.1/ocean/track/query", "$script:o | Get-Track123OceanTracking", "Track123.OceanShipment"),
        ("POST tk/v2.1/ocean/track/refresh", "$script:o | Restart-Track123OceanTracking", "Track123.OceanRetrackResult"),
        ("POST tk/v2.1/ocean/track/update-carrier", "$script:o | Set-Track123OceanTracking -NewCarrierCode oocl", ""),
        ("POST tk/v2.1/ocean/track/delete", "$script:o | Remove-Track123OceanTracking -Confirm:$false", ""),
        ("GET tk/v2.1/aviation/carrier/list", "Get-Track123Carrier -Type Air -CarrierCode emirates", "Track123.Carrier"),
        ("POST tk/v2.1/aviation/track/import", "Register-Track123AirTracking '160-9901 0004' -CarrierCode cathay-pacific", "Track123.AirRegistrationResult"),
        ("POST tk/v2.1/aviation/track/query", "Get-Track123AirTracking 160-99010004 -CarrierCode cathay-pacific", "Track123.AirShipment"),
        ("POST tk/v2.1/aviation/track/refresh", "Restart-Track123AirTracking 16099010004 -CarrierCode cathay-pacific", "Track123.RetrackResult"),
        ("POST tk/v2.1/aviation/track/update-carrier", "Set-Track123AirTracking 160-99010004 -CarrierCode cathay-pacific -NewCarrierCode emirates", ""),
        ("POST tk/v2.1/aviation/track/delete", "Remove-Track123AirTracking 160-99010004 -CarrierCode emirates -Confirm:$false", ""),
    ];

    [Fact]
    public void Every_endpoint_has_a_cmdlet_a_response_and_a_typed_result()
    {
        foreach (var (endpoint, script, type) in Rows)
        {
            var outcome = this.Run(script).Clean();
            var request = this.Server.Requests.Last(r => $"{r.Method} {r.Path[(r.Path.IndexOf("tk/", StringComparison.Ordinal))..]}" == endpoint);
            Assert.Equal(200, request.Status);
            var types = outcome.Output.Select(o => o.BaseObject.GetType().FullName!).Distinct().ToList();
            Assert.Equal(type.Length == 0 ? [] : [type], types);
            print.WriteLine($"{endpoint,-44} {script}");
            print.WriteLine($"{"",-44} sent {(request.Body.Length == 0 ? "no body" : request.Body[..Math.Min(request.Body.Length, MaxBodyLength)])}");
            print.WriteLine($"{"",-44} returned {outcome.Output.Count} {(type.Length == 0 ? "nothing, as documented" : type)}");
        }

        Assert.Equal(ModuleEndpoints().Order(StringComparer.Ordinal), Rows.Select(r => r.Endpoint).Order(StringComparer.Ordinal));
        Assert.Equal(23, Rows.Length);
        print.WriteLine($"{Rows.Length} endpoints, none missing");
    }

    // The client library is loaded in the module's own load context, and its table is internal.
    private static IEnumerable<string> ModuleEndpoints()
    {
        var library = AssemblyLoadContext.All.SelectMany(c => c.Assemblies).First(a => a.GetName().Name == "Track123.Client");
        var all = (IEnumerable)library.GetType("Track123.Http.Endpoints", throwOnError: true)!.GetProperty("All")!.GetValue(null)!;
        return all.Cast<object>().Select(e => e.ToString()!);
    }
}
