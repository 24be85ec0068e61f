using System.Text;

namespace Track123.Shell;

/// <summary>Runs a script, a command or a prompt in a PowerShell engine that has the module loaded.</summary>
internal static class Program
{
    public static int Main(string[] args)
    {
        UseUtf8();
        var arguments = ShellArguments.Parse(args);
        switch (arguments.Action)
        {
            case ShellAction.Help:
                Console.Out.Write(ShellArguments.Usage);
                return ExitCodes.Success;
            case ShellAction.Invalid:
                return Refuse(ExitCodes.Usage, arguments.Text);
        }

        if (ModuleFolder.Find() is not { } module)
        {
            return Refuse(ExitCodes.Failure, ModuleFolder.NotFound);
        }

        using var session = new ShellSession(interactive: arguments.Action == ShellAction.Prompt);
        if (!session.Open(module))
        {
            return ExitCodes.Failure;
        }

        return arguments.Action switch
        {
            ShellAction.Script => session.RunScript(arguments.Text, arguments.ScriptArguments),
            ShellAction.Command => session.RunCommand(arguments.Text),
            _ => new PromptLoop(session).Run(),
        };
    }

    private static int Refuse(int code, string why)
    {
        Console.Error.WriteLine(why);
        return code;
    }

    private static void UseUtf8()
    {
        try
        {
            Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            if (Console.IsInputRedirected)
            {
                Console.InputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
            }
        }
        catch (IOException)
        {
            // There is no console to set; what is written goes to a file or a pipe.
        }
    }
}
