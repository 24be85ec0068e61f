using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

public sealed class BatchTests : ServerTest
{
    private const string Import = "track/import";

    [Fact]
    public void Batch_size_sets_the_number_of_rows_per_request()
    {
        this.Run(Numbers(25) + " | Register-Track123Tracking -BatchSize 10").Clean();
        Assert.Equal([5, 10, 10], this.Server.RequestsTo(Import).Select(r => r.Json.GetArrayLength()).Order());
    }

    [Theory]
    [InlineData("0.3")]
    [InlineData("'0.3'")]
    [InlineData("'00:00:00.3'")]
    [InlineData("([timespan]::FromMilliseconds(300))")]
    public void Waiting_rows_are_sent_after_the_flush_interval(string interval)
    {
        var outcome = this.Run(Producer("$a.WaitFor(1, 'track/import')", interval), this.Server).Clean();
        Assert.Equal([1, 3], this.Server.RequestsTo(Import).Select(r => r.Json.GetArrayLength()).Order());
        Assert.Equal(["1", "2", "3", "4"], outcome.All("Row"));
        Assert.All(outcome.All("Status"), s => Assert.Equal("Registered", s));
    }

    [Theory]
    [InlineData("-WhatIf")]
    [InlineData("-Confirm:$true -WhatIf")]
    public void Flush_interval_does_not_apply_if_batches_are_confirmed(string how)
    {
        // The producer is slow, so the flush interval elapses twice.
        var outcome = this.Run(Producer("Start-Sleep -Milliseconds 250", "0.1 " + how)).Clean();
        Assert.Empty(this.Server.Requests);
        Assert.All(outcome.All("Status"), s => Assert.Equal("Skipped", s));
    }

    [Theory]
    [InlineData("-FlushInterval 0")]
    [InlineData("-FlushInterval -1")]
    [InlineData("-FlushInterval soon")]
    [InlineData("-FlushInterval 100000")]
    [InlineData("-BatchSize 0")]
    [InlineData("-BatchSize 101")]
    public void Batch_size_or_interval_out_of_range_is_rejected(string given)
    {
        var error = this.Run($"'A' | Register-Track123Tracking {given}").Terminating;
        Assert.StartsWith("Parameter", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);
    }

    // Outputs three rows, pauses, then outputs one more.
    private static string Producer(string pause, string more) =>
        Numbers(4) + $" | ForEach-Object {{ if (++$i -eq 4) {{ {pause} }}; $_ }} | Register-Track123Tracking -FlushInterval {more}";
}
