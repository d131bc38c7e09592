using System.Net;
using System.Net.Sockets;

namespace Lamina.Cli.Tests;

/// <summary>What a user can do wrong, and what files can have wrong: one line that says what to do, exit code 1, and nothing left behind.</summary>
public sealed class MistakeTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Command_lines_that_make_no_sense()
    {
        (string[] Arguments, string Part)[] mistakes =
        [
            (["bogus"], "no command 'bogus'. The commands are train, "),
            (["train"], "`lamina train` needs a RECIPE"),
            (["predict", "r"], "`lamina predict` needs a FILE"),
            (["train", "digits-cnn", "--batch-size", "abc", "--json"], "--batch-size takes a whole number from -2147483648 to 2147483647; got 'abc'"),
            (["train", "digits-cnn", "--epochs", "5000000000"], "--epochs takes a whole number"),
            (["train", "digits-cnn", "--learning-rate", "fast"], "--learning-rate takes a number; got 'fast'"),
            (["evaluate", "r", "--threads", "abc"], "--threads takes a whole number"),
            (["train", "digits-cnn", "--seed"], "--seed needs a value"),
            (["train", "digits-cnn", "--speed=9"], "no option --speed"),
            (["train", "digits-cnn", "--set", "limit=64", "epochs=1"], "cannot place 'epochs=1'"),
            (["train", "digits-cnn", "--seed", "1", "--seed", "2"], "--seed was given 2 times"),
            (["train", "digits-cnn", "--out", ""], "--out takes a folder; got ''"),
            (["train", "mnist-mlp", "--data", ""], "--data takes a folder; got ''"),
            (["train", "no-such-recipe"], "digits-cnn"),
            (["train", "digits-cnn", "--batch-size", "-3"], "batchSize must be 1 or more; got -3"),
            (["train", "digits-cnn", "--set", "speed=9"], "no setting 'speed'"),
            (["train", "digits-cnn", "--set", "limit=1"], "limit must be 0 (all), or 2 or more"),
            (["train", "digits-cnn", "--threads", "0"], "--threads must be 1 or more"),
        ];
        foreach ((string[] arguments, string part) in mistakes)
            Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_lamina.Folder));
    }

    [Fact]
    public void Data_that_is_missing_cut_short_or_does_not_match()
    {
        string data = _lamina.At("data"), labels = _lamina.At("data", "mnist", "train-labels-idx1-ubyte"), run = _lamina.At("made", "by", "run");
        EasyPictures.Place(_lamina.At("elsewhere"));
        (Action Damage, string Part)[] damages =
        [
            (() => File.Delete(labels), "which lacks train-labels-idx1-ubyte"),
            (() => File.WriteAllBytes(labels, File.ReadAllBytes(labels)[..100]), "92 bytes follow"),
            (() => File.WriteAllText(labels, "no data"), "no idx file"),
            (() => EasyPictures.Write(labels, [299], new byte[299]), "300 pictures and"),
            (() => EasyPictures.Write(labels, [300], [.. Enumerable.Repeat((byte)11, 300)]), "label 0 is 11"),
        ];
        foreach ((Action damage, string part) in damages)
        {
            EasyPictures.Place(data);
            damage();
            Assert.Contains(part, _lamina.MistakeWith([("LAMINA_DATA", _lamina.At("elsewhere"))], "train", "mnist-mlp", "--data", data, "--out", run, "--json"), StringComparison.Ordinal);
            Assert.False(Directory.Exists(_lamina.At("made")), part);
        }

        // A folder that the user made stays, and empty.
        Directory.CreateDirectory(run);
        _lamina.Mistake("train", "mnist-mlp", "--data", data, "--out", run, "--json");
        Assert.Empty(Directory.EnumerateFileSystemEntries(run));

        // Without a network: every way out, and no half of a file.
        using TcpListener closed = new(IPAddress.Loopback, 0);
        closed.Start();
        string nobody = $"http://127.0.0.1:{((IPEndPoint)closed.LocalEndpoint).Port}";
        closed.Stop();
        string message = _lamina.MistakeWith([("https_proxy", nobody), ("http_proxy", nobody), ("all_proxy", null), ("no_proxy", null)], "train", "mnist-mlp", "--data", _lamina.At("none"), "--out", _lamina.At("r"), "--json");
        Assert.Contains(_lamina.At("none", "mnist"), message, StringComparison.Ordinal);
        Assert.Contains("could not be downloaded", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_lamina.At("none")));
    }

    [Fact]
    public void Runs_that_cannot_be_written_or_are_damaged()
    {
        string data = _lamina.At("data"), run = _lamina.At("run"), settings = Path.Combine(run, "settings.json"), weights = Path.Combine(run, "best.safetensors");
        EasyPictures.Place(data);
        _lamina.Json("train", "mnist-mlp", "--data", data, "--epochs", "1", "--out", run);
        File.WriteAllText(_lamina.At("file"), "a file");
        Check("is not empty", "train", "mnist-mlp", "--data", data, "--out", run);
        Check("is a file, and a run needs a folder", "train", "mnist-mlp", "--data", data, "--out", _lamina.At("file"));
        Check("cannot be made or written", "train", "mnist-mlp", "--data", data, "--out", _lamina.At("file", "below"));
        if (OperatingSystem.IsLinux())
            Check("The folder '/proc/nope' cannot be made or written. Choose another with --out.", "train", "mnist-mlp", "--data", data, "--out", "/proc/nope");
        Check("not the folder of a run", "evaluate", _lamina.Folder);

        string whole = File.ReadAllText(settings);
        foreach (string text in (string[])["{\"recipe\":\"mnist-mlp\"}", "{\"settings\":{}}", "null", "", whole[..40]])
        {
            File.WriteAllText(settings, text);
            Check("settings.json' is damaged", "evaluate", run, "--data", data);
        }

        File.WriteAllText(settings, whole.Replace("mnist-mlp", "mnist-cnn", StringComparison.Ordinal));
        Check("holds the weights of another network", "evaluate", run, "--data", data);
        File.WriteAllText(settings, whole);
        byte[] best = File.ReadAllBytes(weights);
        File.WriteAllBytes(weights, best[..1000]);
        Check("best.safetensors", "evaluate", run, "--data", data);
        File.Delete(weights);
        Check("has no weights", "evaluate", run, "--data", data);
        Check("has no weights", "predict", run, "picture.png");

        void Check(string part, params string[] arguments) => Assert.Contains(part, _lamina.Mistake(arguments), StringComparison.Ordinal);
    }
}
