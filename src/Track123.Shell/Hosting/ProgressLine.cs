using System.Management.Automation;
using System.Management.Automation.Host;

namespace Track123.Shell.Hosting;

/// <summary>Progress on one line of the terminal, gone again before anything else is written.</summary>
internal sealed class ProgressLine(PSHostRawUserInterface raw, bool enabled)
{
    private const long MillisecondsBetweenDrawings = 100;

    private bool drawn;
    private long lastDrawing;

    public void Draw(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            this.Erase();
            return;
        }

        var now = Environment.TickCount64;
        if (!enabled || (this.drawn && now - this.lastDrawing < MillisecondsBetweenDrawings))
        {
            return;
        }

        this.lastDrawing = now;
        this.drawn = true;
        var percent = record.PercentComplete is >= 0 and <= 100 ? $" {record.PercentComplete,3}%" : "";
        var text = $"{record.Activity}:{percent} {record.StatusDescription}".ReplaceLineEndings(" ");
        var width = Math.Max(1, raw.BufferSize.Width - 1);
        while (TextWidth.Of(text) > width)
        {
            text = text[..^1];
        }

        Console.Out.Write($"\r{text}\e[K");
    }

    public void Erase()
    {
        if (this.drawn)
        {
            this.drawn = false;
            Console.Out.Write("\r\e[K");
        }
    }
}
