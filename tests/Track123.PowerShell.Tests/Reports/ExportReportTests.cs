using System.Text.Json;
using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Reports;

public sealed class ExportReportTests : ServerTest
{
    private string File => Path.Combine(this.Folder, "report.html");

    [Fact]
    public void Report_is_written_to_one_file_without_output()
    {
        this.Register(3);
        Assert.Empty(this.Run("Get-Track123Tracking | Export-Track123Report $a", this.File).Clean().Output);
        Assert.Equal(["report.html"], this.Files());
        var html = this.Read();
        Assert.StartsWith("<!DOCTYPE html>", html, StringComparison.Ordinal);
        Assert.Contains("SBDELIVERED000003", html, StringComparison.Ordinal);
    }

    [Fact]
    public void PassThru_outputs_the_file()
    {
        var file = this.Run("Get-Track123Tracking | Export-Track123Report -Path $a -PassThru", this.File).Clean().Output.Single().BaseObject;
        Assert.Equal(this.File, Assert.IsType<FileInfo>(file).FullName);
    }

    [Fact]
    public void Relative_path_is_resolved_from_the_current_location()
    {
        this.Run("$ExecutionContext.SessionState.Path.SetLocation($a) > $null; Get-Track123Tracking | Export-Track123Report report.html", this.Folder).Clean();
        Assert.True(System.IO.File.Exists(this.File));
    }

    [Fact]
    public void Report_without_parcels_says_so()
    {
        this.Run("@() | Export-Track123Report $a", this.File).Clean();
        Assert.Contains("No parcels", this.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_of_several_chunks_has_every_parcel_once_in_input_order()
    {
        this.Register(620);
        var numbers = this.Run("$all = @(Get-Track123Tracking); $all | Export-Track123Report $a; $all", this.File).Clean().All("TrackingNumber");
        var blocks = Blocks(this.Read(), "rows");
        Assert.Equal([250, 250, 120], blocks.Select(b => b.GetProperty("number").GetArrayLength()));
        Assert.Equal(
            numbers, blocks.SelectMany(b => b.GetProperty("number").EnumerateArray()).Select(n => n.GetString()));
        Assert.Equal(620, numbers.Length);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        this.Run("Get-Track123Tracking | Export-Track123Report $a -WhatIf", this.File).Clean();
        Assert.Empty(this.Files());
    }

    [Fact]
    public void Existing_file_is_replaced_except_with_NoClobber()
    {
        System.IO.File.WriteAllText(this.File, "old");
        var refused = this.Run("@() | Export-Track123Report $a -NoClobber", this.File);
        Assert.StartsWith("InvalidRequest,", refused.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("already exists", refused.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal("old", this.Read());
        this.Run("@() | Export-Track123Report $a", this.File).Clean();
        Assert.Contains("No parcels", this.Read(), StringComparison.Ordinal);
        Assert.Equal(["report.html"], this.Files());
    }

    [Fact]
    public void Write_protected_file_is_replaced_only_with_Force()
    {
        System.IO.File.WriteAllText(this.File, "old");
        System.IO.File.SetAttributes(this.File, FileAttributes.ReadOnly);
        var refused = this.Run("@() | Export-Track123Report $a", this.File);
        Assert.Contains("write-protected", refused.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal("old", this.Read());
        this.Run("@() | Export-Track123Report $a -Force", this.File).Clean();
        Assert.Contains("No parcels", this.Read(), StringComparison.Ordinal);
    }

    [Fact]
    public void Longest_valid_file_name_can_be_written_and_replaced()
    {
        var path = Path.Combine(this.Folder, new string('r', 250) + ".html");
        this.Run("@() | Export-Track123Report $a", path).Clean();
        this.Run("@() | Export-Track123Report $a", path).Clean();
        Assert.Equal([path], Directory.GetFiles(this.Folder));
    }

    [Fact]
    public void Replacing_keeps_a_symbolic_link_and_the_file_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        System.IO.File.WriteAllText(this.File, "old");
        System.IO.File.SetUnixFileMode(this.File, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var link = Path.Combine(this.Folder, "link.html");
        System.IO.File.CreateSymbolicLink(link, this.File);
        this.Run("@() | Export-Track123Report $a", link).Clean();
        Assert.Equal(this.File, new FileInfo(link).LinkTarget);
        Assert.Contains("No parcels", this.Read(), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(this.File));
    }

    [Theory]
    [InlineData("'SBDELIVERED1'", "System.String")]
    [InlineData("$null", "is null")]
    [InlineData("[pscustomobject]@{ TrackingNumber = 'A1' }", "PSCustomObject")]
    public void Input_other_than_parcels_is_an_error_and_keeps_the_existing_file(string piped, string message)
    {
        this.Register(1);
        System.IO.File.WriteAllText(this.File, "old");
        var outcome = this.Run($"Get-Track123Tracking | ForEach-Object {{ $_; {piped} }} | Export-Track123Report $a", this.File);
        Assert.StartsWith("InvalidRequest,", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Equal("old", this.Read());
        Assert.Equal(["report.html"], this.Files());
    }

    [Fact]
    public void Upstream_error_keeps_the_existing_file()
    {
        this.Register(2);
        System.IO.File.WriteAllText(this.File, "old");
        Assert.NotNull(this.Run("Get-Track123Tracking | ForEach-Object { $_; throw 'enough' } | Export-Track123Report $a", this.File).Thrown);
        Assert.Equal("old", this.Read());
        Assert.Equal(["report.html"], this.Files());
    }

    [Fact]
    public void Stopped_pipeline_keeps_the_existing_file()
    {
        this.Register(2);
        System.IO.File.WriteAllText(this.File, "old");

        // When the script waits, the report has received its first parcel.
        using var running = this.Session.Start(
            "Get-Track123Tracking | ForEach-Object { $_; Write-Verbose waiting -Verbose; Wait-Event } | Export-Track123Report $a",
            this.File);
        running.WaitForVerbose("waiting");
        Assert.True(this.Files().Length > 1);
        running.Stop();
        Assert.Equal("old", this.Read());
        Assert.Equal(["report.html"], this.Files());
    }

    [Theory]
    [InlineData("no such folder/report.html", "folder does not exist")]
    [InlineData(".", "it is a folder")]
    public void Invalid_path_is_an_error_before_any_request(string path, string message)
    {
        var outcome = this.Run("Get-Track123Tracking | Export-Track123Report $a", Path.Combine(this.Folder, path));
        Assert.StartsWith("InvalidRequest,Track123.Commands.ExportTrack123Report", outcome.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(message, outcome.Terminating.ToString(), StringComparison.Ordinal);
        Assert.Empty(this.Server.RequestsTo("track/query"));
        Assert.Empty(this.Files());
    }

    [Fact]
    public void Path_outside_the_file_system_is_rejected()
    {
        var outcome = this.Run("@() | Export-Track123Report Env:report");
        Assert.Contains("not a file system path", outcome.Terminating.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_contains_no_secrets_or_personal_data()
    {
        this.Run(
            "'SBDELIVERED1' | Register-Track123Tracking -CarrierCode yunexpress -PostalCode 98765 "
            + "-CustomerEmail someone@example.net -Remark 'by the back door'").Clean();
        this.Server.Advance(TimeSpan.FromDays(3));
        this.Run("Get-Track123Tracking | Export-Track123Report $a", this.File).Clean();
        var html = this.Read();
        Assert.Contains("SBDELIVERED1", html, StringComparison.Ordinal);
        Assert.All(
            ["98765", "someone@example.net", "by the back door", this.Server.Key],
            secret => Assert.DoesNotContain(secret, html, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("</script><script>alert(1)</script>")]
    [InlineData("<!--<script>")]
    [InlineData("\"'><img src=x onerror=alert(1)>")]
    [InlineData("a\u2028b\u2029c\u0000d\u202Ee\u2066f")]
    public void Text_of_the_service_is_neither_markup_nor_script(string text)
    {
        this.Answer(new
        {
            trackNo = text,
            orderNo = text,
            transitStatus = text,
            transitSubStatus = text,
            shipTo = text,
            expectedDelivery = text,
            localLogisticsInfo = Leg(text),
            lastMileInfo = new { lmTrackNo = text, openApiWayBillInfo = Leg(text) },
        });
        this.Run("Get-Track123Tracking | Export-Track123Report $a -Title $a", this.File).Clean();
        var html = this.Read();

        // One parcel creates two data blocks; the third script element is the script of the page.
        Assert.Equal(3, Count(html, "<script"));
        Assert.Equal(3, Count(html, "</script"));
        Assert.DoesNotContain("<!--", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch("[\\x00\u2028\u2029\u202A-\u202E\u2066-\u2069]", html);
        var expected = string.Concat(
            text.Where(c => c is not ('\u202E' or '\u2066')).Select(c => c is '\0' or '\u2028' or '\u2029' ? ' ' : c));
        Assert.Equal(expected, Blocks(html, "rows").Single().GetProperty("number")[0].GetString());
    }

    [Fact]
    public void Report_contains_no_external_references()
    {
        this.Register(1);
        this.Run("Get-Track123Tracking | Export-Track123Report $a", this.File).Clean();
        var html = this.Read();
        Assert.Contains("default-src 'none'; style-src 'sha256-", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("src=|srcset=|action=|<link (?!rel=\"icon\" href=\"data:,\")|@import|url\\(", html);
    }

    [Theory]
    [InlineData("[Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($p))")]
    [InlineData("$p | Export-Clixml $b; Import-Clixml $b")]
    [InlineData("$p | ConvertTo-Json -Depth 3 -WarningAction Ignore | Set-Content $b; Get-Content $b -Raw | ConvertFrom-Json")]
    [InlineData("$p | ConvertTo-Track123Record | Export-Csv $b -NoTypeInformation; Import-Csv $b")]
    [InlineData("$p | ConvertTo-Track123Record | ConvertTo-Json | Set-Content $b; Get-Content $b -Raw | ConvertFrom-Json")]
    [InlineData("$p | ConvertTo-Track123Record | Export-Clixml $b; Import-Clixml $b")]
    public void Copies_and_records_make_the_report_of_their_parcels(string input)
    {
        this.Run("'SBDELIVERED1', 'SBEXCEPTION1', 'SBTRANSIT1', 'SBEXPIRED1', 'SBNOTFOUND1', 'SBLASTMILE1' | Register-Track123Tracking -CarrierCode yunexpress -OrderNumber SO-1").Clean();
        this.Server.Advance(TimeSpan.FromDays(12));
        this.Run("$script:p = @(Get-Track123Tracking); $p | Export-Track123Report $a", this.File).Clean();
        var expected = ReadColumns(this.Read());
        this.Run($"$b = $a + '.copy'; $(& {{ {input} }}) | Export-Track123Report $a", this.File).Clean();
        Assert.Equal(expected, ReadColumns(this.Read()));
        Assert.Equal(6, expected.Count);
    }

    [Theory]
    [InlineData("https://www.carrier.example/", "https://www.carrier.example/p/{trackingNo}", "https://www.carrier.example/p/{}")]
    [InlineData("http://carrier.example", "https://track.carrier.example/?id=#{trackingNo}", "https://track.carrier.example/?id={}")]
    [InlineData("https://www.carrier.example/", "http://www.carrier.example/p/{trackingNo}", "")]
    [InlineData("https://www.carrier.example/", "https://carrier.example.evil.example/", "")]
    [InlineData("https://www.carrier.example/", "https://evilcarrier.example/", "")]
    [InlineData("https://www.carrier.example/", "https://carrier.example@evil.example/", "")]
    [InlineData("https://www.carrier.example/", "https://user@carrier.example/", "")]
    [InlineData("https://www.carrier.example/", "https://carrier.example:8443/", "")]
    [InlineData("https://www.carrier.example/", "https://carrier.example/{orderNo}", "")]
    [InlineData("https://www.carrier.example/", "javascript:alert(1)//carrier.example", "")]
    [InlineData("https://example/", "https://carrier.example/", "")]
    [InlineData("", "https://carrier.example/", "")]
    public void Link_leads_to_an_https_page_in_the_domain_of_the_carrier_or_is_left_out(string home, string link, string expected)
    {
        this.Answer(new { trackNo = "LX123456789CN", transitStatus = "IN_TRANSIT", localLogisticsInfo = new { courierHomePage = home, courierTrackingLink = link } });
        this.Run("Get-Track123Tracking | Export-Track123Report $a", this.File).Clean();
        var block = Blocks(this.Read(), "rows").Single();
        Assert.Equal(expected, Text(block, "link", 0));
        var whole = expected.Replace("{}", "LX123456789CN", StringComparison.Ordinal);
        Assert.Equal(expected.Length > 0, this.Read().Contains($"<a href=\"{whole}\" target=\"_blank\" rel=\"noopener noreferrer\">", StringComparison.Ordinal));
    }

    [Fact]
    public void PeriodDays_is_the_length_of_the_period()
    {
        this.Register(3);
        this.Run("Get-Track123Tracking | Export-Track123Report $a -PeriodDays 30", this.File).Clean();
        Assert.Contains("Last 30 days", this.Read(), StringComparison.Ordinal);
        Assert.Contains("90", this.Run("@() | Export-Track123Report $a -PeriodDays 91", this.File).Terminating.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Parcel_that_needs_action_is_listed_once_by_its_reason()
    {
        this.Answer(
            new { trackNo = "CUSTOMS1", transitStatus = "ABNORMAL", transitSubStatus = "ABNORMAL_02", expectedDelivery = "2020-01-31" },
            new { trackNo = "ADDRESS1", transitStatus = "DELIVERY_FAILED", transitSubStatus = "DELIVERY_FAILED_01" },
            new { trackNo = "UNCLEAR1", transitStatus = "ABNORMAL", transitSubStatus = "IN_TRANSIT_02" },
            new { trackNo = "ANNOUNCED1", transitStatus = "IN_TRANSIT", expectedDelivery = "2020-01-31" },
            new { trackNo = "QUIET1", transitStatus = "IN_TRANSIT", stayDays = 8 },
            new { trackNo = "UNSCANNED1", transitStatus = "NO_RECORD", createTime = "2020-01-31 12:00:00" },
            new { trackNo = "DELIVERED1", transitStatus = "DELIVERED", createTime = "2020-01-31 12:00:00", expectedDelivery = "2020-01-31" },
            new { trackNo = "NEW1", transitStatus = "INIT" });
        this.Run("Get-Track123Tracking | Export-Track123Report $a", this.File).Clean();
        var block = Blocks(this.Read(), "rows").Single();
        var reasons = Enumerable.Range(0, 8).ToDictionary(i => block.GetProperty("number")[i].GetString()!, i => Text(block, "reason", i), StringComparer.Ordinal);
        Assert.Equal(
            [
                "Held by customs", "Delivery failed: address problem", "Other problem", "Announced delivery date is over", "In transit without news for 7 days or more",
                "Not in transit after 7 days or more", "", "",
            ],
            reasons.Values);
        var list = this.Read().Split("id=\"actions\"")[1].Split("id=\"h-carriers\"")[0];
        Assert.All(reasons, r => Assert.Equal(r.Value.Length > 0 ? 1 : 0, Count(list, $"<bdi>{r.Key}</bdi>")));
        Assert.All(
            reasons.Where(r => r.Value.Length > 0),
            r => Assert.Contains(r.Key, list.Split($"data-reason=\"{r.Value}\"")[1].Split("class=\"group\"")[0], StringComparison.Ordinal));
    }

    private static object Leg(string text) => new
    {
        courierCode = text,
        courierNameEN = text,
        courierTrackingLink = "javascript:alert(1)",
        trackingDetails = new[] { new { eventTime = text, timezone = text, eventDetail = text, eventDetailTranslation = text + ".", address = text } },
    };

    private static List<JsonElement> Blocks(string html, string name) =>
        [.. html.Split($"<script type=\"application/json\" class=\"{name}\">").Skip(1).Select(rest =>
            JsonSerializer.Deserialize<JsonElement>(rest[..rest.IndexOf("</script>", StringComparison.Ordinal)]))];

    private static string Text(JsonElement block, string column, int row) => block.GetProperty("texts")[block.GetProperty(column)[row].GetInt32()].GetString()!;

    // What the table shows of each parcel.
    private static List<string> ReadColumns(string html)
    {
        var block = Blocks(html, "rows").Single();
        return
        [
            .. Enumerable.Range(0, block.GetProperty("number").GetArrayLength()).Select(i =>
                block.GetProperty("number")[i] + " " + string.Join(' ', new[] { "time", "days", "silent", "late", "lateDays", "kind" }.Select(name => $"{name}={block.GetProperty(name)[i]}"))
                + " " + string.Join(' ', new[] { "order", "carrier", "state", "meaning", "lane", "reason", "event", "zone", "announced" }.Select(name => $"{name}={Text(block, name, i)}"))),
        ];
    }

    private static int Count(string html, string what) =>
        html.ToUpperInvariant().Split(what.ToUpperInvariant()).Length - 1;

    private void Answer(params object[] records) => this.Server.Script(new
    {
        path = "track/query",
        status = 200,
        body = JsonSerializer.Serialize(new { code = "00000", data = new { accepted = new { content = records, cursor = "" }, rejected = Array.Empty<object>() } }),
    });

    private void Register(int count) => this.Run(Numbers(count) + " | Register-Track123Tracking").Clean();

    private string Read() => System.IO.File.ReadAllText(this.File);

    private string[] Files() => [.. new DirectoryInfo(this.Folder).EnumerateFileSystemInfos().Select(f => f.Name)];
}
