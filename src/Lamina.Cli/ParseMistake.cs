using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lamina.Cli;

/// <summary>Says in one line what is wrong with a command line that could not be parsed.</summary>
static class ParseMistake
{
    public static string Describe(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (command is RootCommand)
        {
            string commands = $"The commands are {string.Join(", ", command.Subcommands.Select(known => known.Name))}; `lamina --help` says more.";
            return parsed.UnmatchedTokens is [string word, ..] ? $"There is no command '{word}'. {commands}" : $"A command is missing. {commands}";
        }

        string help = $"`lamina {command.Name} --help` lists what it takes.";
        if (parsed.UnmatchedTokens is [string token, ..])
        {
            return token.StartsWith('-')
                ? $"`lamina {command.Name}` has no option {token}. {help}"
                : $"`lamina {command.Name}` cannot place '{token}': a word too many, or without its option. {help}";
        }

        ParseError error = parsed.Errors[0];
        return error.SymbolResult switch
        {
            OptionResult { Tokens.Count: 0 } option => $"{option.Option.Name} needs a value. {help}",
            OptionResult { Tokens.Count: > 1 } option => $"{option.Option.Name} was given {option.Tokens.Count} times; give it once.",
            ArgumentResult { Tokens.Count: 0 } argument => $"`lamina {command.Name}` needs a {argument.Argument.Name.ToUpperInvariant()}: {argument.Argument.Description} {help}",
            _ => error.Message,
        };
    }
}
