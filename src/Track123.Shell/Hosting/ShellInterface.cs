using System.Management.Automation;
using System.Management.Automation.Host;

namespace Track123.Shell.Hosting;

/// <summary>Writes to the terminal, in colour where it is one; the questions stand in the other half of this class.</summary>
internal sealed partial class ShellInterface : PSHostUserInterface
{
    private static readonly bool NoColor = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    private readonly Lock writing = new();
    private readonly bool colourOutput = !NoColor && !Console.IsOutputRedirected;
    private readonly bool colourError = !NoColor && !Console.IsErrorRedirected;

    public ShellInterface() => this.Progress = new ProgressLine(this.RawUI, this.colourOutput);

    public ProgressLine Progress { get; }

    /// <summary>True while everything written is part of an error.</summary>
    public bool WritesErrors { get; set; }

    public override PSHostRawUserInterface RawUI { get; } = new ShellRawInterface();

    public override bool SupportsVirtualTerminal => this.colourOutput;

    public override void Write(string value) => this.Out(value);

    public override void WriteLine(string value) => this.Out(value + Environment.NewLine);

    public override void WriteLine() => this.Out(Environment.NewLine);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        this.Out(Coloured(foregroundColor, backgroundColor, value));

    public override void WriteLine(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value)
    {
        this.Write(foregroundColor, backgroundColor, value);
        this.WriteLine();
    }

    public override void WriteErrorLine(string value)
    {
        lock (this.writing)
        {
            this.Progress.Erase();
            var text = value.Contains('\e', StringComparison.Ordinal) ? value : Styled(FormatStyle.Error, value);
            Console.Error.WriteLine(GetOutputString(text, this.colourError));
        }
    }

    public override void WriteDebugLine(string message) => this.WriteStyled(FormatStyle.Debug, $"DEBUG: {message}");

    public override void WriteVerboseLine(string message) => this.WriteStyled(FormatStyle.Verbose, $"VERBOSE: {message}");

    public override void WriteWarningLine(string message) => this.WriteStyled(FormatStyle.Warning, $"WARNING: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
        lock (this.writing)
        {
            this.Progress.Draw(record);
        }
    }

    private static string Styled(FormatStyle style, string text) => $"{GetFormatStyleString(style)}{text}{GetFormatStyleString(FormatStyle.Reset)}";

    private static string Coloured(ConsoleColor foreground, ConsoleColor background, string text)
    {
        // The raw interface answers with these where the caller named no colour; the terminal's own are meant.
        var front = Enum.IsDefined(foreground) ? PSStyle.MapForegroundColorToEscapeSequence(foreground) : "";
        var back = Enum.IsDefined(background) ? PSStyle.MapBackgroundColorToEscapeSequence(background) : "";
        return $"{front}{back}{text}\e[0m";
    }

    private void WriteStyled(FormatStyle style, string text) => this.WriteLine(Styled(style, text));

    private void Out(string text)
    {
        lock (this.writing)
        {
            this.Progress.Erase();
            (this.WritesErrors ? Console.Error : Console.Out).Write(GetOutputString(text, this.WritesErrors ? this.colourError : this.colourOutput));
        }
    }
}
