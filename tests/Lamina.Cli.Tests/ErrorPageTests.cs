using System.Net;
using System.Net.Sockets;

namespace Lamina.Cli.Tests;

/// <summary>What docs/errors.md shows of the command line is what the command prints: page and program cannot part.</summary>
public sealed class ErrorPageTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Each_command_prints_what_the_page_says()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The page shows the paths of Linux.");
        Place();
        string nobody = Nobody();
        (string, string?)[] offline = [("https_proxy", nobody), ("http_proxy", nobody), ("all_proxy", null), ("no_proxy", null)];
        List<string> findings = [];
        int count = 0;
        foreach ((string command, string shown) in ErrorPage.Commands)
        {
            count++;
            (int exit, _, string errors) = _lamina.RunWith(offline, command.Split(' ')[1..]);
            if (exit != 1 || CommandLine.Lines(errors).Length != 1 || !ErrorPage.Fits(shown, errors))
                findings.Add($"$ {command}   (exit code {exit})\n{errors}");
        }

        Assert.True(findings.Count == 0, $"docs/errors.md shows something else:\n{string.Join('\n', findings)}");
        Assert.True(count >= 15, $"Only {count} commands were found in the page.");
    }

    [Fact]
    public void Too_little_memory_is_one_line_that_names_the_layer()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There is no limit on the memory of a process here: ulimit -v.");

        // The pictures fit; what the first convolution makes of them does not. The collector reserves addresses by the limit of its heap.
        using System.Diagnostics.Process process = _lamina.StartUnder(
            "ulimit -v 5500000", [("DOTNET_GCHeapHardLimit", "0x20000000"), ("DOTNET_EnableWriteXorExecute", "0")], "train", "digits-cnn", "--batch-size", "60000", "--threads", "1");
        (int exit, _, string errors) = CommandLine.Finish(process);
        Assert.Equal(1, exit);
        Assert.True(ErrorPage.Fits(ErrorPage.OutputOf("lamina train digits-cnn --batch-size 60000"), Assert.Single(CommandLine.Lines(errors))), errors);
        Assert.False(Directory.Exists(_lamina.At("runs", "digits-cnn-1")));
    }

    // A finished run, the run of another recipe with its weights, one whose weights are cut short, and data sets with faults.
    void Place()
    {
        EasyPictures.Place(_lamina.At("data"));
        _lamina.Json("train", "mnist-mlp", "--data", "data", "--epochs", "1", "--out", "run");
        File.WriteAllText(_lamina.At("notes.txt"), "no picture");
        foreach (string copy in (string[])["other", "damaged"])
        {
            Directory.CreateDirectory(_lamina.At(copy));
            foreach (string file in (string[])["settings.json", "best.safetensors"])
                File.Copy(_lamina.At("run", file), _lamina.At(copy, file));
        }

        string settings = _lamina.At("other", "settings.json"), weights = _lamina.At("damaged", "best.safetensors");
        File.WriteAllText(settings, File.ReadAllText(settings).Replace("mnist-mlp", "mnist-cnn", StringComparison.Ordinal));
        File.WriteAllBytes(weights, File.ReadAllBytes(weights)[..1000]);

        const string Labels = "train-labels-idx1-ubyte";
        EasyPictures.Place(_lamina.At("mislabelled"));
        EasyPictures.Write(_lamina.At("mislabelled", "mnist", Labels), [300], [.. Enumerable.Repeat((byte)11, 300)]);
        EasyPictures.Place(_lamina.At("cut"));
        string cut = _lamina.At("cut", "mnist", Labels);
        File.WriteAllBytes(cut, File.ReadAllBytes(cut)[..100]);
    }

    // An address at which nobody listens.
    static string Nobody()
    {
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        return $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
    }
}
