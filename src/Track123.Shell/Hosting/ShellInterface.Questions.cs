using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace Track123.Shell.Hosting;

/// <summary>Asks: confirmations, missing parameters, passwords.</summary>
internal sealed partial class ShellInterface : IHostUISupportsMultipleChoiceSelection
{
    public override string ReadLine() =>
        Console.In.ReadLine() ?? throw new HostException("An answer is needed, but the input has ended.");

    public override SecureString ReadLineAsSecureString()
    {
        var secret = new SecureString();
        if (Console.IsInputRedirected)
        {
            foreach (var c in this.ReadLine())
            {
                secret.AppendChar(c);
            }

            return secret;
        }

        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace && secret.Length > 0)
            {
                secret.RemoveAt(secret.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                secret.AppendChar(key.KeyChar);
            }
        }

        this.WriteLine();
        return secret;
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        this.WriteHeading(caption, message);
        var answers = new Dictionary<string, PSObject>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in descriptions)
        {
            var type = LanguagePrimitives.TryConvertTo<Type>(field.ParameterAssemblyFullName, CultureInfo.InvariantCulture, out var known)
                ? known
                : typeof(string);
            answers[field.Name] = PSObject.AsPSObject(type.IsArray ? this.AskForList(field.Name, type) : this.Ask(field.Name, type));
        }

        return answers;
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
        this.PromptForCredential(caption, message, userName, targetName, PSCredentialTypes.Default, PSCredentialUIOptions.Default);

    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options)
    {
        this.WriteHeading(caption, message);
        if (string.IsNullOrEmpty(userName))
        {
            this.Write("User: ");
            userName = this.ReadLine();
        }

        this.Write($"Password for user {userName}: ");
        return new PSCredential(userName, this.ReadLineAsSecureString());
    }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        this.WriteHeading(caption, message);
        while (true)
        {
            this.WriteChoices(choices, defaultChoice < 0 ? [] : [defaultChoice]);
            var answer = this.ReadLine().Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            if (Choice.Find(choices, answer) is { } index)
            {
                return index;
            }

            this.ExplainIfAsked(choices, answer);
        }
    }

    public Collection<int> PromptForChoice(string? caption, string? message, Collection<ChoiceDescription> choices, IEnumerable<int>? defaultChoices)
    {
        this.WriteHeading(caption, message);
        int[] defaults = [.. defaultChoices ?? []];
        var chosen = new Collection<int>();
        while (true)
        {
            this.WriteChoices(choices, defaults);
            var answer = this.ReadLine().Trim();
            if (answer.Length == 0)
            {
                return chosen.Count == 0 ? [.. defaults] : chosen;
            }

            if (Choice.Find(choices, answer) is { } index)
            {
                chosen.Add(index);
            }
            else
            {
                this.ExplainIfAsked(choices, answer);
            }
        }
    }

    private object Ask(string name, Type type)
    {
        this.Write($"{name}: ");
        if (type == typeof(SecureString))
        {
            return this.ReadLineAsSecureString();
        }

        return type == typeof(PSCredential)
            ? this.PromptForCredential("", "", "", "")
            : LanguagePrimitives.ConvertTo(this.ReadLine(), type, CultureInfo.CurrentCulture);
    }

    private object AskForList(string name, Type type)
    {
        var values = new List<string>();
        while (true)
        {
            this.Write($"{name}[{values.Count}]: ");
            if (this.ReadLine() is not { Length: > 0 } value)
            {
                return LanguagePrimitives.ConvertTo(values.ToArray(), type, CultureInfo.CurrentCulture);
            }

            values.Add(value);
        }
    }

    private void WriteHeading(string? caption, string? message)
    {
        this.WriteLine();
        foreach (var text in new[] { caption, message })
        {
            if (!string.IsNullOrEmpty(text))
            {
                this.WriteLine(text);
            }
        }
    }

    private void WriteChoices(Collection<ChoiceDescription> choices, int[] defaults)
    {
        var labels = choices.Select(choice => $"[{Choice.Key(choice)}] {Choice.Label(choice)}").Append("[?] Help");
        var keys = string.Join(",", defaults.Select(index => Choice.Key(choices[index])));
        this.Write($"{string.Join("  ", labels)}{(keys.Length == 0 ? "" : $" (default is \"{keys}\")")}: ");
    }

    private void ExplainIfAsked(Collection<ChoiceDescription> choices, string answer)
    {
        if (answer == "?")
        {
            foreach (var choice in choices)
            {
                this.WriteLine($"{Choice.Key(choice)} - {choice.HelpMessage}");
            }
        }
    }

    /// <summary>A choice's key is the letter after the ampersand in its label.</summary>
    private static class Choice
    {
        public static string Label(ChoiceDescription choice) => choice.Label.Replace("&", "", StringComparison.Ordinal);

        public static string Key(ChoiceDescription choice) => choice.Label.IndexOf('&', StringComparison.Ordinal) is var at and >= 0 && at + 1 < choice.Label.Length
            ? choice.Label.Substring(at + 1, 1).ToUpper(CultureInfo.CurrentCulture)
            : Label(choice);

        public static int? Find(Collection<ChoiceDescription> choices, string answer)
        {
            for (var i = 0; i < choices.Count; i++)
            {
                if (answer.Equals(Key(choices[i]), StringComparison.OrdinalIgnoreCase)
                    || answer.Equals(Label(choices[i]), StringComparison.OrdinalIgnoreCase))
                {
                    return i;
                }
            }

            return null;
        }
    }
}
