using System.Diagnostics;
using System.Text.Json;

namespace Lamina.Cli.Tests;

/// <summary>The command as a user runs it, in a folder of its own: a process, its exit code, and what it prints.</summary>
sealed class CommandLine : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("lamina-cli-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    public string At(params string[] parts) => Path.Combine([Folder, .. parts]);

    public (int Exit, string Output, string Errors) Run(params string[] arguments) => RunWith([], arguments);

    public (int Exit, string Output, string Errors) RunWith((string Name, string? Value)[] variables, params string[] arguments)
    {
        using Process process = Start(variables, arguments);
        return Finish(process);
    }

    /// <summary>Starts the command. No variable of the machine reaches it that names data or threads.</summary>
    public Process Start((string Name, string? Value)[] variables, params string[] arguments)
    {
        return Start("dotnet", variables, [Path.Combine(AppContext.BaseDirectory, "Lamina.Cli.dll"), .. arguments]);
    }

    /// <summary>Starts the command under a shell that has set something for it.</summary>
    public Process StartUnder(string shell, (string Name, string? Value)[] variables, params string[] arguments) =>
        Start("sh", variables, ["-c", shell + "; exec dotnet \"$0\" \"$@\"", Path.Combine(AppContext.BaseDirectory, "Lamina.Cli.dll"), .. arguments]);

    Process Start(string program, (string Name, string? Value)[] variables, string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        foreach ((string name, string? value) in ((string, string?)[])[("LAMINA_THREADS", null), ("LAMINA_DATA", null), .. variables])
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

    public static (int Exit, string Output, string Errors) Finish(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }

    /// <summary>Runs what must end well, and gives the object or array of the last line.</summary>
    public JsonElement Json(params string[] arguments)
    {
        (int exit, string output, string errors) = Run([.. arguments, "--json"]);
        Assert.True(exit is 0 or 2, $"{string.Join(' ', arguments)}: exit {exit}: {errors}");
        Assert.Empty(errors);
        return JsonDocument.Parse(Lines(output)[^1]).RootElement;
    }

    /// <summary>Runs what must fail: exit code 1, nothing on standard output, one line on standard error.</summary>
    public string Mistake(params string[] arguments) => MistakeWith([], arguments);

    public string MistakeWith((string Name, string? Value)[] variables, params string[] arguments)
    {
        (int exit, string output, string errors) = RunWith(variables, arguments);
        Assert.True(exit == 1, $"{string.Join(' ', arguments)}: exit {exit}: {errors}");
        Assert.Empty(output);
        Assert.EndsWith("\n", errors, StringComparison.Ordinal);
        string line = errors.ReplaceLineEndings("\n")[..^1];
        Assert.DoesNotContain('\n', line);
        Assert.StartsWith("lamina: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Parameter '", line, StringComparison.Ordinal);
        Assert.DoesNotContain("defect of Lamina", line, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", line, StringComparison.Ordinal);
        return line;
    }

    public static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
