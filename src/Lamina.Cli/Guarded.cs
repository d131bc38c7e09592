using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Lamina.Cli;

/// <summary>Runs a command so that errors come out as one line on standard error, never as a stack trace.</summary>
static partial class Guarded
{
    const int Failed = 1, Interrupted = 130;

    /// <summary>Gives a command its action.</summary>
    public static void Do(Command command, Func<ParseResult, CancellationToken, int> action) =>
        command.SetAction((ParseResult parsed) => Run(parsed, action));

    /// <summary>Prints an error as one line, and gives the exit code of errors.</summary>
    public static int Fail(string message)
    {
        Console.Error.WriteLine($"lamina: {Line(message)}");
        return Failed;
    }

    static int Run(ParseResult parsed, Func<ParseResult, CancellationToken, int> action)
    {
        using CancellationTokenSource interrupt = new();

        // Ctrl-C, a stop by the system and a closed terminal end the step in hand and leave; the second one kills.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        }

        using PosixSignalRegistration key = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration system = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration terminal = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        try
        {
            return action(parsed, interrupt.Token);
        }
        catch (OperationCanceledException error) when (interrupt.IsCancellationRequested || error is RunInterruptedException)
        {
            Console.Error.WriteLine(error is RunInterruptedException ? $"lamina: interrupted. {error.Message}" : "lamina: interrupted.");
            return Interrupted;
        }
        catch (Exception error)
        {
            // What several threads met at once, or a type on its first use, is one thing for the user.
            return Fail(Describe(error is AggregateException or TypeInitializationException ? error.GetBaseException() : error));
        }
    }

    static string Describe(Exception error) => error switch
    {
        LaminaException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException => error.Message,
        OutOfMemoryException => "not enough memory. Use a smaller --batch-size, or close other programs.",
        _ => $"a defect of Lamina ({error.GetType().Name}): {error.Message} Please report it with the command that led to it.",
    };

    // What the framework adds to a message speaks of parameters that no user of the command knows.
    static string Line(string message) => string.Join(' ', Additions().Replace(message, "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    [GeneratedRegex(@" \(Parameter '\w+'\)|^Actual value was .*$", RegexOptions.Multiline)]
    private static partial Regex Additions();
}
