using System.CommandLine;
using Lamina.Recipes;

namespace Lamina.Cli;

/// <summary>Runs a command so that errors come out as one line on standard error, never as a stack trace.</summary>
static class Guarded
{
    const int Failed = 1, Interrupted = 130;

    /// <summary>Gives a command its action.</summary>
    public static void Do(Command command, Func<ParseResult, CancellationToken, int> action) =>
        command.SetAction((ParseResult parsed) => Run(parsed, action));

    static int Run(ParseResult parsed, Func<ParseResult, CancellationToken, int> action)
    {
        using CancellationTokenSource interrupt = new();
        ConsoleCancelEventHandler onCancel = (_, e) =>
        {
            // The first Ctrl-C ends the step in hand and leaves; a second one kills.
            e.Cancel = !interrupt.IsCancellationRequested;
            interrupt.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            return action(parsed, interrupt.Token);
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("lamina: interrupted.");
            return Interrupted;
        }
        catch (Exception error) when (error is LaminaException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            Console.Error.WriteLine($"lamina: {error.Message}");
            return Failed;
        }
        catch (OutOfMemoryException)
        {
            Console.Error.WriteLine("lamina: not enough memory. Use a smaller --batch-size, or close other programs.");
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
    }
}
