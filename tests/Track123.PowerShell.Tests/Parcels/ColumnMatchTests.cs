using Track123.PowerShell.Tests.Hosting;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>Column names as people and programs write them. Rows of Import-Csv and of -Path must be the same.</summary>
public sealed class ColumnMatchTests : ServerTest
{
    private static readonly string[] Fields =
    [
        "TrackingNumber", "CarrierCode", "OrderNumber", "Country", "ShipTime", "CustomerEmail", "PostalCode", "PhoneSuffix",
        "Remark", "Custom1", "Custom2",
    ];

    private static readonly string[] ErpHeaders =
    [
        "Mandant", "Belegart", "Auftrags-Nr.", "Kundennr.", "Kunde", "Ansprechpartner", "Straße", "PLZ", "Ort", "Land",
        "Artikelnummer", "Bezeichnung", "Menge", "Gewicht kg", "Nettobetrag", "Sendungsnummer", "Versandart", "Versanddatum",
        "Sachbearbeiter", "Bemerkung",
    ];

    public static TheoryData<string, string> Spellings => new()
    {
        { "Order ", "OrderNumber" },
        { " Order\u00A0Number\u2003", "OrderNumber" },
        { "Order\r\nNumber", "OrderNumber" },
        { "ORDER__NUMBER", "OrderNumber" },
        { "Order\u2010No.", "OrderNumber" },
        { "Postal Code ", "PostalCode" },
        { "destination_postal_code", "PostalCode" },
        { "post-code", "PostalCode" },
        { "\u200BZIP", "PostalCode" },
        { "e_mail", "CustomerEmail" },
        { "Remark*", "Remark" },
        { "Custom-1", "Custom1" },
        { "Custom #2", "Custom2" },
        { "Fecha de envi\u0301o", "ShipTime" },
        { "date_shipped", "ShipTime" },
        { "destination.country", "Country" },
        { "destination_country", "Country" },
        { "PHONE SUFFIX", "PhoneSuffix" },
        { "tracking_provider", "CarrierCode" },
    };

    [Theory]
    [MemberData(nameof(Spellings))]
    public void Spelling_of_a_column_does_not_matter(string header, string field)
    {
        var value = field switch
        {
            "ShipTime" => "2026-03-02 00:00:00",
            "Country" => "DE",
            "CarrierCode" => "yunexpress",
            _ => "0001",
        };
        var both = this.BothWays($"tracking number:,\"{header}\"\nSBTRANSIT0001,{value}\n");
        Assert.Equal([value], both.All(field));
        Assert.Empty(both.Warnings);
        Assert.Equal(["SBTRANSIT0001"], both.All("TrackingNumber"));
    }

    [Theory]
    [InlineData("tracking no.")]
    [InlineData("Tracking #")]
    [InlineData("TRACKING-NUMBER ")]
    [InlineData("Sendungs-Nr.")]
    [InlineData("Numero de suivi")]
    public void Spelling_of_the_number_column_does_not_matter(string header)
    {
        var both = this.BothWays($"Ref,{header}\nA,SBTRANSIT0001\n");
        Assert.Equal(["SBTRANSIT0001"], both.All("TrackingNumber"));
    }

    [Fact]
    public void Column_that_PowerShell_does_not_bind_is_sent()
    {
        this.Run("[pscustomobject]@{ 'Tracking No ' = 'SBTRANSIT0001'; 'Order ' = 'SO-1'; 'Postal Code ' = '10115' } | Register-Track123Tracking").Clean();
        var item = Assert.Single(this.Server.RequestsTo("track/import")).Json[0];
        Assert.Equal("SO-1", item.GetProperty("orderNo").GetString());
        Assert.Equal("10115", item.GetProperty("postalCode").GetString());
    }

    [Fact]
    public void German_ERP_export_has_the_same_rows_both_ways()
    {
        var both = this.BothWays(Erp(3), "-Delimiter ';'");
        Assert.Equal(["SBTRANSIT0001", "SBTRANSIT0002", "SBTRANSIT0003"], both.All("TrackingNumber"));
        Assert.Equal(["AB-2026-1", "AB-2026-2", "AB-2026-3"], both.All("OrderNumber"));
        Assert.Equal(["10115", "10116", "10117"], both.All("PostalCode"));
        Assert.Equal(["DE", "DE", "DE"], both.All("Country"));
        Assert.Equal("2026-03-02 00:00:00", both.All("ShipTime")[0]);
        Assert.All(["CarrierCode", "CustomerEmail", "PhoneSuffix", "Remark", "Custom1", "Custom2"], f => Assert.Equal("", both.All(f)[0]));
        Assert.Empty(both.Warnings);
        Assert.Equal(
            [
                "What if: Column 'Auftrags-Nr.' -> OrderNumber",
                "What if: Column 'PLZ' -> PostalCode",
                "What if: Column 'Land' -> Country",
                "What if: Column 'Sendungsnummer' -> TrackingNumber",
                "What if: Column 'Versanddatum' -> ShipTime",
                "What if: Unused columns: 'Mandant', 'Belegart', 'Kundennr.', 'Kunde', 'Ansprechpartner', 'Straße', 'Ort', 'Artikelnummer', "
                    + "'Bezeichnung', 'Menge', 'Gewicht kg', 'Nettobetrag', 'Versandart', 'Sachbearbeiter', 'Bemerkung'",
            ],
            both.Information.Select(i => i.ToString()).Take(6));
    }

    [Theory]
    [InlineData("Import-Csv $a -Delimiter ';' | Register-Track123Tracking -Verbose")]
    [InlineData("Register-Track123Tracking -Path $a -Verbose")]
    public void Verbose_lists_the_columns_once(string script)
    {
        var verbose = this.Run(script, this.File(Erp(250))).Clean().Verbose;
        Assert.Single(verbose, "Column 'Sendungsnummer' -> TrackingNumber");
        Assert.Single(verbose, "Column 'PLZ' -> PostalCode");
        Assert.StartsWith("Unused columns: 'Mandant', ", Assert.Single(verbose, v => v.StartsWith("Unused", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void AfterShip_layout_is_known()
    {
        var both = this.BothWays(
            "tracking_number,slug,email,sms,order_id,title,order_path,customer_name,origin_country,destination_country,destination_postal_code,tracking_ship_date,note\n"
            + "SBTRANSIT0001,yunexpress,a@example.com,+15550100,SO-1,A title,https://example.com/1,A name,CHN,DEU,10115,20260302,gift\n");
        Assert.Equal(
            ["SBTRANSIT0001", "yunexpress", "SO-1", "DEU", "2026-03-02 00:00:00", "a@example.com", "10115", "", "gift", "", ""],
            Fields.Select(f => both.All(f)[0]));
        Assert.Empty(both.Warnings);
    }

    [Theory]
    [InlineData("Name,Email,Tracking Company,Tracking Number,Shipping Name,Shipping Zip,Shipping Country", "#1001,a@example.com,yunexpress,SBTRANSIT0001,A name,10115,DE", "#1001 yunexpress 10115 DE")]
    [InlineData("order_id,tracking_provider,tracking_number,date_shipped,status_shipped", "77,yunexpress,SBTRANSIT0001,2026-03-02,1", "77 yunexpress  ")]
    [InlineData("Order - Number,Carrier - Name,Shipment - Tracking Number,Ship To - Name,Ship To - City,Ship To - Postal Code,Ship To - Country", "77,yunexpress,SBTRANSIT0001,A name,Berlin,10115,DE", "77 yunexpress 10115 DE")]
    [InlineData("number,tag,Tracking Number,Carrier,Name,City,County,State,Order Date,Order Total,Tracking URL,Shipping Rate", "1,t,SBTRANSIT0001,,A name,Berlin,X,Y,2026-01-01,9,https://example.com,5", "   ")]
    [InlineData("amazon-order-id,buyer-email,recipient-name,ship-city,ship-postal-code,ship-country,ship-phone-number,carrier,tracking-number", "1-2,a@example.com,A name,Berlin,10115,DE,+15550100,yunexpress,SBTRANSIT0001", "1-2 yunexpress 10115 DE")]
    [InlineData("Ordered,Tracking Number,Shipping Name,Shipping City,Shipping State,Shipping Tax,Shipping Cost,Tracking Link,Tracking Date,Tracking Status,Customer,Customer Name,Company,Created at", "x,SBTRANSIT0001,a,b,c,d,e,f,g,h,i,j,k,l", "   ")]
    public void Column_fills_only_the_field_that_it_means(string header, string row, string expected)
    {
        var both = this.BothWays($"{header}\n{row}\n");
        Assert.Equal(["SBTRANSIT0001"], both.All("TrackingNumber"));
        Assert.Equal(expected, string.Join(" ", new[] { "OrderNumber", "CarrierCode", "PostalCode", "Country" }.Select(f => both.All(f)[0])));
        Assert.Empty(both.Warnings);
    }

    [Theory]
    [InlineData("Postcod", "PostalCode")]
    [InlineData("Postl Code", "PostalCode")]
    [InlineData("order_nubmer", "OrderNumber")]
    [InlineData("DestinationContry", "Country")]
    [InlineData("Carier", "CarrierCode")]
    [InlineData("versandatum", "ShipTime")]
    [InlineData("customeremial", "CustomerEmail")]
    public void Unused_column_with_a_near_name_is_warned_of_once(string header, string field)
    {
        var both = this.BothWays($"Tracking Number,{header}\nSBTRANSIT0001,1\nSBTRANSIT0002,2\n");
        Assert.Equal($"The column '{header}' is not used. If it is {field}, specify -ColumnMap @{{ {field} = '{header}' }}.", Assert.Single(both.Warnings));
    }

    [Fact]
    public void Near_name_of_the_number_column_is_warned_of()
    {
        var file = this.File("Trackng Number,Ref\nSBTRANSIT0001,1\nSBTRANSIT0002,2\n");
        var read = this.Run("Register-Track123Tracking -Path $a", file);
        Assert.StartsWith("CsvInvalid,", read.Terminating.FullyQualifiedErrorId, StringComparison.Ordinal);
        var piped = this.Run("Import-Csv $a | Register-Track123Tracking", file);
        Assert.Equal(["Rejected", "Rejected"], piped.All("Status"));
        foreach (var outcome in new[] { read, piped })
        {
            Assert.Equal(
                "The column 'Trackng Number' is not used. If it is TrackingNumber, specify -ColumnMap @{ TrackingNumber = 'Trackng Number' }.",
                Assert.Single(outcome.Warnings));
        }

        Assert.Empty(this.Server.Requests);
    }

    [Theory]
    [InlineData("Zip,Postcode", "1,2", "1", "The columns 'Zip', 'Postcode' can all be PostalCode. 'Zip' is used.")]
    [InlineData("Zip,postal_code", "1,2", "2", null)]
    [InlineData("postal_code,PostalCode", "1,2", "2", null)]
    [InlineData("postal_code,Postal Code", "1,2", "1", "The columns 'postal_code', 'Postal Code' can all be PostalCode. 'postal_code' is used.")]
    public void Exact_name_or_the_first_of_several_columns_is_used(string headers, string values, string expected, string? warning)
    {
        var both = this.BothWays($"Tracking Number,{headers}\nSBTRANSIT0001,{values}\nSBTRANSIT0002,{values}\n");
        Assert.Equal([expected, expected], both.All("PostalCode"));
        Assert.Equal(warning is null ? 0 : 1, both.Warnings.Count);
        Assert.StartsWith(warning ?? "", both.Warnings.SingleOrDefault() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_with_other_properties_are_matched_anew()
    {
        var outcome = this.Run(
            "[pscustomobject]@{ 'Tracking No ' = 'SBTRANSIT0001'; 'Order ' = '1' }, [pscustomobject]@{ 'Order ' = '2'; 'Tracking No ' = 'SBTRANSIT0002' }, "
            + "[pscustomobject]@{ 'tracking no.' = 'SBTRANSIT0003' }, [pscustomobject]@{ 'Tracking No ' = 'SBTRANSIT0004'; 'Order ' = '4' }, 'SBTRANSIT0005'"
            + " | Register-Track123Tracking").Clean();
        Assert.Equal(["SBTRANSIT0001 1", "SBTRANSIT0002 2", "SBTRANSIT0003 ", "SBTRANSIT0004 4", "SBTRANSIT0005 "], outcome.Output.Select(o => $"{o.Properties["TrackingNumber"].Value} {o.Properties["OrderNumber"].Value}"));
    }

    [Fact]
    public void Parameter_precedes_the_column_and_list_of_numbers_is_several_rows()
    {
        var outcome = this.Run("[pscustomobject]@{ 'Tracking-No' = 'SBTRANSIT0001', 'SBTRANSIT0002'; 'Zip ' = '1'; Zip = '2' } | Register-Track123Tracking -PostalCode 3 -WhatIf").Clean();
        Assert.Equal(["SBTRANSIT0001 3", "SBTRANSIT0002 3"], outcome.Output.Select(o => $"{o.Properties["TrackingNumber"].Value} {o.Properties["PostalCode"].Value}"));
        Assert.Empty(outcome.Warnings);
    }

    [Fact]
    public void Column_is_ignored_if_the_parameter_is_empty()
    {
        var both = this.BothWays("Tracking Number,Versanddienstleister\nSBTRANSIT0001,Deutsche Post AG\n", "", "-CarrierCode ''");
        Assert.Equal(["Skipped "], both.Output.Select(o => $"{o.Properties["Status"].Value} {o.Properties["CarrierCode"].Value}"));
        Assert.Contains("What if: Column 'Versanddienstleister' -> CarrierCode (not used: the parameter is specified)", both.Information.Select(i => i.ToString()));
    }

    [Fact]
    public void Rows_of_a_DataTable_are_matched()
    {
        var outcome = this.Run(
            "$t = [Data.DataTable]::new(); $null = $t.Columns.Add('Tracking No '); $null = $t.Columns.Add('Order '); $null = $t.Rows.Add('SBTRANSIT0001', '1');"
            + " $null = $t.Rows.Add('SBTRANSIT0002', [DBNull]::Value); $t.Rows | Register-Track123Tracking").Clean();
        Assert.Equal(["SBTRANSIT0001 1", "SBTRANSIT0002 "], outcome.Output.Select(o => $"{o.Properties["TrackingNumber"].Value} {o.Properties["OrderNumber"].Value}"));
    }

    [Theory]
    [InlineData("@{ Weight = 'A' }", "'Weight' is not a parameter that a column can fill. Use CarrierCode, Country, ", "PhoneSuffix")]
    [InlineData("@{ TrackngNumber = 'A' }", "Did you mean TrackingNumber?", "PhoneSuffix")]
    [InlineData("@{ A = 'OrderNumber' }", "The parameter comes first: @{ OrderNumber = 'A' }.", "PhoneSuffix")]
    [InlineData("@{ OrderNumber = '' }", "'OrderNumber' has no column name", "")]
    public void Invalid_column_map_names_the_valid_targets(string map, string message, string target)
    {
        foreach (var script in new[] { "Register-Track123Tracking -Path $a", "Import-Csv $a | Register-Track123Tracking" })
        {
            var error = this.Run($"{script} -ColumnMap {map}", this.File("A\nSBTRANSIT0001\n")).Terminating;
            Assert.Contains(message, error.ToString(), StringComparison.Ordinal);
            Assert.Contains(target, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Column_map_finds_a_column_in_any_spelling()
    {
        var both = this.BothWays("Paket-Schein ,Order Number,Beleg No.\nSBTRANSIT0001,1,2\n", "", "-ColumnMap @{ TrackingNumber = 'paket schein'; OrderNumber = 'BelegNo' }");
        Assert.Equal(["SBTRANSIT0001 2"], both.Output.Select(o => $"{o.Properties["TrackingNumber"].Value} {o.Properties["OrderNumber"].Value}"));
    }

    [Theory]
    [InlineData("Register-Track123OceanTracking")]
    [InlineData("Register-Track123AirTracking")]
    public void Cargo_rows_are_matched_in_the_same_way(string command)
    {
        var type = command.Contains("Ocean", StringComparison.Ordinal) ? "'Number-Type ' = 'Booking';" : "";
        var row = $"[pscustomobject]@{{ 'Tracking No ' = '16012345675'; 'Carrier ' = 'matson'; {type} 'E-Mail ' = 'a@example.com'; Carier = 'x'; 'Custmer Email' = 'y' }}";
        var outcome = this.Run($"{row} | {command} -WhatIf").Clean();
        Assert.Equal(["Skipped"], outcome.All("Status"));
        Assert.Equal(["matson"], outcome.All("CarrierCode"));
        Assert.Equal(["a@example.com"], outcome.All("CustomerEmail"));
        Assert.Contains("What if: Column 'Tracking No ' -> TrackingNumber", outcome.Information.Select(i => i.ToString()));
        Assert.Empty(outcome.Warnings);

        var mapped = this.Run($"[pscustomobject]@{{ Master = '16012345675'; Line = 'matson'; Kind = 1; Carier = 'x' }} | {command} -WhatIf -ColumnMap @{{ TrackingNumber = 'Master'{(type.Length > 0 ? "; NumberType = 'Kind'" : "")} }} -CarrierCode oocl").Clean();
        Assert.Equal(["Skipped oocl"], mapped.Output.Select(o => $"{o.Properties["Status"].Value} {o.Properties["CarrierCode"].Value}"));
        Assert.Contains("-ColumnMap", Assert.Single(this.Run($"[pscustomobject]@{{ Foo = 1 }} | {command}").Errors).ToString(), StringComparison.Ordinal);
    }

    private static string Erp(int rows) => string.Join(";", ErpHeaders) + "\n" + string.Concat(Enumerable.Range(1, rows).Select(i =>
        $"10;LS;AB-2026-{i};K{i};Kunde {i} GmbH;\"Name; Vorname\";Straße {i};{10114 + i};Ort {i};DE;A-{i};Ware;1;0,5;9,90;SBTRANSIT{i:d4};Paket;02.03.2026;mm;keine\n"));

    private string File(string text)
    {
        var path = Path.Combine(this.Folder, "rows.csv");
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    // Runs both ways in with -WhatIf and compares their results and messages.
    private Outcome BothWays(string text, string import = "", string register = "")
    {
        var file = this.File(text);
        var piped = this.Run($"Import-Csv $a {import} | Register-Track123Tracking -WhatIf {register}", file).Clean();
        var read = this.Run($"Register-Track123Tracking -Path $a -WhatIf {register}", file).Clean();
        Assert.All(["Status", "Reason", .. Fields], field => Assert.Equal(piped.All(field), read.All(field)));
        Assert.Equal(piped.Warnings, read.Warnings);
        Assert.Equal(piped.Information.Select(i => i.ToString()), read.Information.Select(i => i.ToString()));
        return read;
    }
}
