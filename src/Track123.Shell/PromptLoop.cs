using System.Management.Automation.Language;
using System.Text;

namespace Track123.Shell;

/// <summary>Reads commands from the terminal, or from standard input if that is redirected, and runs them until <c>exit</c>.</summary>
internal sealed class PromptLoop(ShellSession session)
{
    private readonly bool atTerminal = !Console.IsInputRedirected;

    /// <summary>Runs the loop; gives the exit code.</summary>
    public int Run()
    {
        while (session.ExitCode is null && this.ReadCommand() is { } command)
        {
            if (!string.IsNullOrWhiteSpace(command))
            {
                session.RunLine(command);
            }
        }

        return session.ExitCode ?? (this.atTerminal || session.LastSucceeded ? ExitCodes.Success : ExitCodes.Failure);
    }

    /// <summary>A whole command, over several lines while it is incomplete; null at the end of the input.</summary>
    private string? ReadCommand()
    {
        var text = new StringBuilder();
        var prompt = this.atTerminal ? session.GetPrompt() : "";
        while (true)
        {
            session.Interface.Write(prompt);
            _ = session.WasInterrupted;
            var line = Console.In.ReadLine();
            if (line is null && session.WasInterrupted)
            {
                // Ctrl+C at the prompt drops what was typed.
                session.Interface.WriteLine();
                return "";
            }

            if (line is null)
            {
                return text.Length == 0 ? null : text.ToString();
            }

            text.AppendLine(line);

            // An empty line ends a command that cannot be finished. In a file it may stand inside one.
            if (!IsIncomplete(text.ToString()) || (this.atTerminal && line.Length == 0))
            {
                return text.ToString();
            }

            prompt = this.atTerminal ? ">> " : "";
        }
    }

    private static bool IsIncomplete(string text)
    {
        Parser.ParseInput(text, out _, out var errors);
        return Array.Exists(errors, error => error.IncompleteInput);
    }
}
