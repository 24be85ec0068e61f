using System.Text;
using Track123.Common;

namespace Track123.Reports;

/// <summary>The page's style or script: an embedded file of this folder.</summary>
internal sealed class Resource
{
    /// <summary>The page's style.</summary>
    public static readonly Resource Style = new("style", "report.css");

    /// <summary>The script that sorts, filters and pages the table.</summary>
    public static readonly Resource Script = new("script", "report.js");

    private readonly string element;
    private readonly string text;

    private Resource(string element, string name)
    {
        this.element = element;
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("Track123.Reports." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes what its parser returns, which has no carriage returns.
        this.text = reader.ReadToEnd().Replace("\r", "");
        this.Hash = "sha256-" + Convert.ToBase64String(Sha256.Hash(this.text));
    }

    /// <summary>The hash of the style or script for the content security policy of the page.</summary>
    public string Hash { get; }

    /// <summary>Returns the element. It contains exactly the hashed text.</summary>
    public override string ToString() => $"<{this.element}>{this.text}</{this.element}>";
}
