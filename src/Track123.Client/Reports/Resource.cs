using System.Security.Cryptography;
using System.Text;

namespace Track123.Reports;

/// <summary>The page's style or script: a file of this folder, embedded.</summary>
internal sealed class Resource
{
    /// <summary>How the page looks.</summary>
    public static readonly Resource Style = new("style", "report.css");

    /// <summary>What sorts, filters and turns the pages of the table.</summary>
    public static readonly Resource Script = new("script", "report.js");

    private Resource(string element, string name)
    {
        this.Element = element;
        using var stream = typeof(Resource).Assembly.GetManifestResourceStream("Track123.Reports." + name)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);

        // A browser hashes what its parser gives, which has no carriage returns.
        this.Text = reader.ReadToEnd().Replace("\r", "");
        using var hash = SHA256.Create();
        this.Hash = "sha256-" + Convert.ToBase64String(hash.ComputeHash(Encoding.UTF8.GetBytes(this.Text)));
    }

    /// <summary>The element it stands in.</summary>
    public string Element { get; }

    /// <summary>The text, to stand within its element without any other character.</summary>
    public string Text { get; }

    /// <summary>How the page's content security policy names it.</summary>
    public string Hash { get; }
}
