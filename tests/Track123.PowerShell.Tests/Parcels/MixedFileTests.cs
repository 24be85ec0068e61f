using System.Globalization;
using System.Text.RegularExpressions;
using Track123.PowerShell.Tests.Hosting;
using Xunit.Abstractions;

namespace Track123.PowerShell.Tests.Parcels;

/// <summary>
/// Registers 1,000 rows as they come from spreadsheets: good numbers, duplicates in other spellings, and other texts.
/// </summary>
public sealed class MixedFileTests(ITestOutputHelper output) : ServerTest
{
    private const int RowCount = 1000;
    private const int DuplicateCount = 160;
    private const int TextsPerKind = 12;

    private static readonly (string Kind, Func<string, string> Spell)[] Spellings =
    [
        ("in lower case", n => n.ToLowerInvariant()),
        ("with no-break spaces", n => $"\u00A0{n}\u202F"),
        ("in groups", n => $"{n[..2]} {n[2..5]} {n[5..8]} {n[8..]}"),
        ("as a formula of text", n => $"=\"{n}\""),
        ("with an apostrophe", n => "'" + n),
        ("with invisible characters", n => n.Insert(4, "\u200B") + "\uFE0F"),
        ("in full-width letters", n => string.Concat(n.Select(c => (char)(c - '!' + '\uFF01')))),
        ("in quotes", n => $"\u201C{n}\u201D"),
        ("unchanged", n => n),
    ];

    [Fact]
    public void Mixed_file_has_the_same_outcome_for_every_row_in_all_three_ways()
    {
        var rows = this.CreateRows();
        var file = Path.Combine(this.Folder, "mixed.csv");
        File.WriteAllLines(file, ["Auftrags-Nr.;Sendungsnummer ;Ort", .. rows.Select((r, i) => $"SO-{i + 1};\"{r.Text.Replace("\"", "\"\"", StringComparison.Ordinal)}\";Berlin")]);
        var good = rows.Count(r => r.Kind == "good");
        var preview = this.Run("Register-Track123Tracking -Path $a -WhatIf", file);
        Assert.StartsWith(
            $"What if: Rows: {RowCount}, To register: {good}, Credits at most: {good}, Rejected: {RowCount - good - DuplicateCount}, Duplicates: {DuplicateCount}, ",
            preview.Information[^1].ToString(),
            StringComparison.Ordinal);
        Assert.Empty(this.Server.Requests);

        var read = this.Register("Register-Track123Tracking -Path $a", file, good);
        var piped = this.Register("Import-Csv $a -Delimiter ';' -Encoding utf8 | Register-Track123Tracking", file, good);
        var given = this.Register("Register-Track123Tracking $a", rows.Select(r => r.Text).ToArray(), good);
        Assert.Equal(Describe(read), Describe(piped));
        Assert.Equal(Describe(read), Describe(given));
        Assert.Equal(Enumerable.Range(1, RowCount).Select(i => $"SO-{i}"), read.All("OrderNumber"));
        Assert.Equal(read.All("OrderNumber"), piped.All("OrderNumber"));
        Assert.Equal(read.Warnings, piped.Warnings);
        Assert.Equal(read.Warnings, given.Warnings);

        var (status, reason) = (read.All("Status"), read.All("Reason"));
        Assert.Equal(rows.Select(r => r.Status), status);
        Assert.Equal([], rows.Select((r, i) => (r.Text, r.Words, Reason: reason[i])).Where(r => !r.Reason.Contains(r.Words, StringComparison.Ordinal)));
        Assert.Equal(rows.Count(r => r.Status == "Rejected"), read.Errors.Count);
        this.WriteTable(rows, reason);
    }

    private static string[] Describe(Outcome outcome) => [.. outcome.Output.Select(o => string.Join(
        "|", new[] { "Row", "TrackingNumber", "Status", "Reason" }.Select(p => WithoutRemedy($"{o.Properties[p].Value}"))))];

    // The remedy for a wrong encoding differs: -Encoding of this command or of Import-Csv.
    private static string WithoutRemedy(string text) =>
        text.StartsWith("The value of TrackingNumber contains", StringComparison.Ordinal) ? text.Split(". ")[0] : text;

    // The check digit of a postal item (UPU S10).
    private static string Item(int serial)
    {
        var digits = serial.ToString("d8", CultureInfo.InvariantCulture);
        var sum = digits.Zip([8, 6, 4, 2, 3, 5, 9, 7], (d, weight) => (d - '0') * weight).Sum();
        return $"RR{digits}{(11 - (sum % 11)) switch { 10 => 0, 11 => 5, var check => check }}DE";
    }

    // The sandbox detects only the carriers of the most common formats.
    private static bool IsDetected(string number) =>
        Regex.IsMatch(number, "^((?!LP)[A-Z]{2}[0-9]{9}(CN|JP|GB|US|DE)|1Z[0-9A-Z]{16})$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static string Unescape(string text) => Regex.Replace(
        text,
        @"\\u[0-9A-F]{4}",
        m => $"{(char)int.Parse(m.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)}",
        RegexOptions.None,
        TimeSpan.FromSeconds(1));

    private List<Row> CreateRows()
    {
        var texts = this.ReadData("other-texts.csv")
            .Select(o => new Row(Unescape($"{o["text"]}"), $"{o["kind"]}", "Rejected", $"{o["reason"]}"))
            .Where(r => !r.Text.Contains('\0', StringComparison.Ordinal))
            .GroupBy(r => r.Kind).SelectMany(kind => kind.Take(TextsPerKind)).ToList();
        var numbers = this.ReadData("valid-numbers.csv").Select(o => $"{o["number"]}".ToUpperInvariant())
            .Where(IsDetected).Distinct().ToList();
        var items = Enumerable.Range(1, RowCount - DuplicateCount - texts.Count - numbers.Count).Select(i => Item(i * 7919)).ToList();
        var duplicates = Enumerable.Range(0, DuplicateCount).Select(i =>
        {
            var (kind, spell) = Spellings[i % Spellings.Length];
            return new Row(spell(items[i]), $"duplicate {kind}", "AlreadyRegistered", "Duplicate of row ");
        });

        // The order is fixed, but mixed. The good numbers precede their duplicates.
        var mixed = numbers.Concat(items).Select(n => new Row(n, "good", "Registered", "")).Concat(texts).ToArray();
        new Random(1).Shuffle(mixed);
        return [.. mixed, .. duplicates];
    }

    private List<Dictionary<string, object>> ReadData(string name)
    {
        var path = Path.Combine(Places.Root, "tests", "Track123.Client.Tests", "Data", name);
        return [.. this.Run("Import-Csv $a -Encoding utf8", path).Clean().Output.Select(o => o.Properties.ToDictionary(p => p.Name, p => p.Value))];
    }

    // Each way has an account of its own.
    private Outcome Register(string script, object argument, int charge)
    {
        using var server = new Server();
        this.Run($"Connect-Track123 -ApiKey {server.Key} -BaseUri {server.Address} -NoVerify").Clean();
        var before = server.Account.Credits;
        var outcome = this.Run(script, argument);
        Assert.Null(outcome.Thrown);
        Assert.Equal(RowCount, outcome.Output.Count);
        Assert.Equal((charge, charge), (before - server.Account.Credits, server.Account.TrackingCount));
        return outcome;
    }

    private void WriteTable(List<Row> rows, string[] reasons)
    {
        foreach (var kind in rows.Select((r, i) => (r, Reason: reasons[i])).GroupBy(r => (r.r.Kind, r.r.Status)))
        {
            output.WriteLine($"| {kind.Key.Kind} | {kind.Count()} | {kind.Key.Status} | {kind.First().Reason.ReplaceLineEndings(" ")} |");
        }
    }

    private sealed record Row(string Text, string Kind, string Status, string Words);
}
