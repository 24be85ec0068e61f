using System.Management.Automation;
using System.Text;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Connections;

public sealed class SecretTests : ServerTest
{
    private const int Fragment = 8;

    [Fact]
    public void Key_appears_in_no_stream()
    {
        var key = this.Server.Key;
        string[] scripts =
        [
            $"Connect-Track123 -ApiKey $a -BaseUri {this.Server.Address} -PassThru -Verbose -Debug",
            Numbers(120) + " | Register-Track123Tracking -Verbose -Debug",
            "'SBREJECT1', '', 'SBPOSTAL1' | Register-Track123Tracking -Verbose -Debug -OrderNumber $a",
            "Get-Track123Tracking -Verbose -Debug; Get-Track123Tracking nope -Verbose -Debug",
            "Get-Track123Carrier -Verbose -Debug",
            "Get-Track123InstantTracking SBTRANSIT1, SBREJECT1 -Verbose -Debug; Resolve-Track123Carrier X1 -Verbose -Debug",
            "Get-Track123Tracking | Set-Track123Tracking -Remark x -PassThru -Verbose -Debug; Set-Track123Tracking nope -Remark x -Verbose -Debug",
            "Get-Track123Tracking | Restart-Track123Tracking -Verbose -Debug; 'nope' | Remove-Track123Tracking -Confirm:$false -Verbose -Debug",
            "Invoke-Track123Request tk/v2.1/courier/list -Verbose -Debug; Invoke-Track123Request nope -Verbose -Debug",
            "Get-Track123Connection; (Get-Track123Connection).ToString()",
            $"Connect-Track123 -ApiKey ($a + 'x') -BaseUri {this.Server.Address} -Verbose -Debug",
            "Connect-Track123 -ApiKey $a -BaseUri http://example.com",
            "Connect-Track123 -ApiKey $a -BaseUri http://127.0.0.1:1/ -MaximumRetryCount 0 -Verbose -Debug",
            "Connect-Track123 -ApiKey $a -NoProxy -Proxy http://localhost:1",
            "$c = Get-Track123Connection; Disconnect-Track123; Get-Track123Carrier -Connection $c",
        ];
        foreach (var script in scripts)
        {
            // This script sends the key as order number, which the service echoes, so its output is not searched.
            var text = CollectText(
                this.Run(script, key), withOutput: !script.Contains("-OrderNumber", StringComparison.Ordinal));
            for (var i = 0; i + Fragment <= key.Length; i++)
            {
                Assert.DoesNotContain(key.Substring(i, Fragment), text, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public void Personal_data_appears_in_no_message_stream()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ TrackingNumber = 'SBDELIVERED1'; Email = 'jane.doe@example.com'; Zip = '90210-77'; PhoneSuffix = '7391' }"
            + " | Register-Track123Tracking -Verbose -Debug; Get-Track123Tracking -Verbose -Debug").Clean();
        var text = CollectText(outcome, withOutput: false);
        Assert.Contains("track/import", text, StringComparison.Ordinal);
        foreach (var secret in new[] { "jane.doe", "90210", "7391" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        }
    }

    internal static string CollectText(Outcome outcome, bool withOutput)
    {
        var text = new StringBuilder();
        foreach (var line in outcome.Verbose.Concat(outcome.Debug).Concat(outcome.Warnings))
        {
            text.AppendLine(line);
        }

        foreach (var shown in outcome.Output.Where(_ => withOutput))
        {
            Describe(shown, text, depth: 3);
        }

        foreach (var error in outcome.Errors.Concat(outcome.Thrown is null ? [] : [outcome.Terminating]))
        {
            text.AppendLine(error.ToString()).AppendLine(error.Exception.ToString()).AppendLine(error.ErrorDetails?.Message)
                .AppendLine(error.ErrorDetails?.RecommendedAction).AppendLine(error.CategoryInfo.ToString());
            foreach (var bound in error.InvocationInfo?.BoundParameters ?? [])
            {
                text.AppendLine(bound.Value?.ToString());
            }

            if (withOutput && error.TargetObject is not null)
            {
                Describe(PSObject.AsPSObject(error.TargetObject), text, depth: 2);
            }
        }

        foreach (var progress in outcome.Progress)
        {
            text.AppendLine(progress.ToString());
        }

        return text.ToString();
    }

    // Collects an object's properties, as Format-List -Force * shows them, down to a depth.
    private static void Describe(PSObject shown, StringBuilder text, int depth)
    {
        text.AppendLine(shown.ToString());
        if (depth == 0 || shown.BaseObject is string || shown.BaseObject.GetType().IsPrimitive)
        {
            return;
        }

        foreach (var property in shown.Properties)
        {
            object? value;
            try
            {
                value = property.Value;
            }
            catch (GetValueException)
            {
                continue;
            }

            if (value is not null)
            {
                Describe(PSObject.AsPSObject(value), text, depth - 1);
            }
        }
    }
}
