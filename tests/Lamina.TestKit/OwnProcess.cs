using System.Diagnostics;
using Lamina.Storage;
using Xunit;

namespace Lamina.TestKit;

/// <summary>For tests of what belongs to a whole process, such as its working set: nothing else may run in it, before or beside.</summary>
public static class OwnProcess
{
    const string Mark = "LAMINA_TEST_OWN_PROCESS";
    static readonly TimeSpan s_usualLimit = TimeSpan.FromMinutes(15);

    /// <summary>Runs the body of the calling test, which has no rows, in a process that runs this one test and nothing else.</summary>
    /// <param name="body">What is done.</param>
    /// <param name="limit">After which it is ended and has failed; 15 minutes if null.</param>
    /// <param name="environment">Variables of its environment besides those of this process, such as settings of the runtime.</param>
    public static void Run(Action body, TimeSpan? limit = null, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        if (Environment.GetEnvironmentVariable(Mark) is not null)
        {
            body();
            return;
        }

        ITestContext test = TestContext.Current;
        string name = $"{test.TestClass!.TestClassName}.{test.TestMethod!.MethodName}";
        ProcessStartInfo start = new("dotnet", [test.TestAssembly!.AssemblyPath, "-method", name, "-diagnostics", "-noColor"])
        {
            RedirectStandardOutput = true,
            Environment = { [Mark] = "1" },
        };
        foreach ((string variable, string value) in environment)
            start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        Task<string> reading = process.StandardOutput.ReadToEndAsync();
        bool ended = process.WaitForExit(limit ?? s_usualLimit);
        if (!ended)
            process.Kill(entireProcessTree: true);
        string output = reading.Result;
        test.SendDiagnosticMessage(output);
        Assert.True(ended, $"{name} in a process of its own did not end within {limit ?? s_usualLimit}:\n{output}");
        Assert.True(process.ExitCode == 0 && output.Contains("Total: 1,", StringComparison.Ordinal), $"{name} in a process of its own, exit code {process.ExitCode}:\n{output}");
    }

    /// <summary>Bytes of memory that the system has given to this process now.</summary>
    public static long WorkingSet()
    {
        using Process process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    /// <summary>Bytes that the pool of tensors has from the system, lent or free.</summary>
    public static long PooledMemory() => BufferPool.Shared.TotalBytes;
}
