using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace Lamina.Cli;

/// <summary>Options that several commands have, and options of numbers and folders, which say what they take.</summary>
static class Shared
{
    public static Option<bool> Json() => new("--json") { Description = "Print the result as JSON on the last line." };

    public static Option<string?> Data() => Folder("--data", "The parent folder of data sets, with one sub-folder a set; no other is looked in. Default: LAMINA_DATA, then the user's cache.");

    public static Option<int?> Threads() => Whole<int>("--threads", "Threads to compute on. Default: LAMINA_THREADS, then the number of cores.");

    /// <summary>An option that takes a whole number.</summary>
    public static Option<T?> Whole<T>(string name, string description)
        where T : struct, IParsable<T>, IMinMaxValue<T> =>
        new(name)
        {
            Description = description,
            CustomParser = result => Number<T>(result, $"a whole number from {T.MinValue} to {T.MaxValue}"),
        };

    /// <summary>An option that takes a number.</summary>
    public static Option<double?> Real(string name, string description) =>
        new(name) { Description = description, CustomParser = result => Number<double>(result, "a number") };

    /// <summary>An option that takes a folder.</summary>
    public static Option<string?> Folder(string name, string description) => Place(name, description, "a folder");

    /// <summary>An option that takes a file.</summary>
    public static Option<string?> File(string name, string description) => Place(name, description, "a file");

    static Option<string?> Place(string name, string description, string what)
    {
        Option<string?> option = new(name) { Description = description };
        option.Validators.Add(result =>
        {
            // What an unset variable of a script leaves would be taken for no option at all.
            if (result.Tokens is [{ Value: var value }] && string.IsNullOrWhiteSpace(value))
                result.AddError($"{name} takes {what}; got '{value}'.");
        });
        return option;
    }

    /// <summary>Applies <c>--threads</c>.</summary>
    public static void Apply(int? threads)
    {
        if (threads is not { } count)
            return;
        if (count < 1)
            throw new ArgumentException($"--threads must be 1 or more; got {count}.");
        Compute.Threads = count;
    }

    static T? Number<T>(ArgumentResult result, string what)
        where T : struct, IParsable<T>
    {
        if (T.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, out T number))
            return number;
        result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes {what}; got '{result.Tokens[0].Value}'.");
        return null;
    }
}
