using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Lamina.Formats.Tests;

/// <summary>Debian's Python with NumPy and PyTorch. A test that needs it is skipped where it is missing.</summary>
static class Python
{
    const string Path = "/usr/bin/python3";

    /// <summary>Runs a program and gives what it prints.</summary>
    public static string Run(string program, params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new(Path, ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0 && errors.Result.Contains("ModuleNotFoundError", StringComparison.Ordinal))
                Assert.Skip($"missing peer: {errors.Result.Trim().Split('\n')[^1]} (apt-get install python3-torch).");
            Assert.True(process.ExitCode == 0, errors.Result);
            return output.Trim();
        }
        catch (Win32Exception)
        {
            Assert.Skip($"missing peer: no {Path}.");
            throw;
        }
    }
}
