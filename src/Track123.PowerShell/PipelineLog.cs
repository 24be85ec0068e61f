using Track123.Common;
using Track123.Http;

namespace Track123.Commands;

/// <summary>
/// What a client tells from any thread, kept until the pipeline thread writes it: PowerShell accepts output there only.
/// It is also what that thread sleeps on while a call is under way.
/// </summary>
internal sealed class PipelineLog : ICallLog
{
    private readonly object gate = new();
    private readonly Queue<(bool IsDebug, string Message)> lines = new();

    public bool WantsDebug { get; set; }

    public void Verbose(string message) => this.Add(isDebug: false, message);

    public void Debug(string message) => this.Add(isDebug: true, message);

    /// <summary>Wakes the pipeline thread, so that it looks again at what it waits for.</summary>
    public void Wake()
    {
        lock (this.gate)
        {
            Monitor.PulseAll(this.gate);
        }
    }

    /// <summary>
    /// Sleeps until there is something to write or <paramref name="isOver"/>, which is asked anew at every
    /// <see cref="Wake"/>, or <paramref name="atMost"/> has passed.
    /// </summary>
    public void Sleep(Func<bool> isOver, TimeSpan atMost)
    {
        lock (this.gate)
        {
            while (this.lines.Count == 0 && !isOver())
            {
                if (!Monitor.Wait(this.gate, atMost))
                    return;
            }
        }
    }

    /// <summary>Writes what has gathered. Called on the pipeline thread.</summary>
    public void WriteTo(PSCmdlet cmdlet)
    {
        // With -Debug alone the engine stops at each verbose line to ask whether to go on: VerbosePreference in
        // https://github.com/PowerShell/PowerShell/blob/v7.4.0/src/System.Management.Automation/engine/MshCommandRuntime.cs
        // So then all is told as debug.
        var given = cmdlet.MyInvocation.BoundParameters;
        var asDebug = given.ContainsKey("Debug") && !given.ContainsKey("Verbose");
        while (this.TryTake(out var line))
        {
            if (line.IsDebug || asDebug)
                cmdlet.WriteDebug(line.Message);
            else
                cmdlet.WriteVerbose(line.Message);
        }
    }

    // Both tell what the service said, and both are written to a terminal.
    private void Add(bool isDebug, string message)
    {
        message = TerminalText.Sanitize(message, keepLines: true)!;
        lock (this.gate)
        {
            this.lines.Enqueue((isDebug, message));
            Monitor.PulseAll(this.gate);
        }
    }

    private bool TryTake(out (bool IsDebug, string Message) line)
    {
        lock (this.gate)
        {
            line = this.lines.Count > 0 ? this.lines.Dequeue() : default;
            return line.Message is not null;
        }
    }
}
