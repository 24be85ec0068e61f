using System.Globalization;
using System.Management.Automation.Host;

namespace Track123.Shell.Hosting;

/// <summary>The terminal's size and keys. What a script could draw on it with is left out: nothing here needs it.</summary>
internal sealed class ShellRawInterface : PSHostRawUserInterface
{
    private const int DefaultWidth = 120;
    private const int DefaultHeight = 50;

    // Not a colour: the terminal's own.
    private const ConsoleColor Unset = (ConsoleColor)(-1);

    public override ConsoleColor ForegroundColor { get; set; } = Unset;

    public override ConsoleColor BackgroundColor { get; set; } = Unset;

    public override Size BufferSize
    {
        get => this.WindowSize;
        set { }
    }

    public override Size WindowSize
    {
        get => Console.IsOutputRedirected ? new Size(RedirectedWidth(), DefaultHeight) : TerminalSize();
        set { }
    }

    public override Size MaxWindowSize => this.WindowSize;

    public override Size MaxPhysicalWindowSize => this.WindowSize;

    public override Coordinates CursorPosition { get; set; }

    public override Coordinates WindowPosition { get; set; }

    public override int CursorSize { get; set; } = 25;

    public override string WindowTitle { get; set; } = "";

    public override bool KeyAvailable => !Console.IsInputRedirected && Console.KeyAvailable;

    public override KeyInfo ReadKey(ReadKeyOptions options)
    {
        var key = Console.ReadKey(intercept: options.HasFlag(ReadKeyOptions.NoEcho));
        return new KeyInfo((int)key.Key, key.KeyChar, default, keyDown: true);
    }

    public override void FlushInputBuffer()
    {
        while (this.KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }

    public override int LengthInBufferCells(string source) => TextWidth.Of(source);

    public override int LengthInBufferCells(string source, int offset) => TextWidth.Of(source.AsSpan(offset));

    public override int LengthInBufferCells(char source) => TextWidth.Of(source);

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => new BufferCell[0, 0];

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill)
    {
    }

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill)
    {
    }

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents)
    {
    }

    private static int RedirectedWidth() =>
        int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var width) && width > 0
            ? width
            : DefaultWidth;

    // A terminal may know no size (0), for instance while a program drives it.
    private static Size TerminalSize() => new(
        Console.WindowWidth > 0 ? Console.WindowWidth : RedirectedWidth(),
        Console.WindowHeight > 0 ? Console.WindowHeight : DefaultHeight);
}
