using Xunit;

namespace Lamina.Training.Tests;

public class DisplayTests
{
    static readonly Metric[] Metrics = [Metric.Accuracy];

    static TrainingProgress At(long batch, bool end) => new(
        2, 10, batch, 200, 300, new Dictionary<string, double> { ["loss"] = 0.0412, ["accuracy"] = 0.987 }, 12345.6, TimeSpan.FromSeconds(75), end);

    [Fact]
    public void A_bar_fits_the_terminal_and_is_written_over()
    {
        foreach (int width in (int[])[200, 100, 80, 60, 40, 10])
        {
            StringWriter output = new() { NewLine = "\n" };
            BarWriter bar = new(output, () => width, unicode: true, Metrics);
            bar.Show(At(50, end: false));
            bar.Show(At(200, end: true));
            bar.Close();
            string text = output.ToString();
            Assert.Equal(2, text.Count(c => c == '\r'));
            Assert.EndsWith("\n", text);
            Assert.Equal(1, text.Count(c => c == '\n'));
            string[] lines = text.TrimEnd('\n').Split('\r')[1..];
            Assert.True(lines[0].Length < Math.Max(width, 21), $"{width}: '{lines[0]}'");
            Assert.StartsWith("Epoch 2/10 ", lines[0]);

            // What stays is whole, though it take two rows.
            Assert.Contains("200/200 · 12,346", lines[1]);
            Assert.Contains("loss 0.041 · accuracy 98.7 %", lines[1]);
        }

        StringWriter wide = new();
        new BarWriter(wide, () => 120, unicode: true, Metrics).Show(At(50, end: false));
        Assert.Equal("\rEpoch 2/10 ━━━━━━────────────────── 50/200 · 12,346 samples/s · loss 0.041 · accuracy 98.7 % · 1:15 left", wide.ToString());
        StringWriter rated = new();
        new BarWriter(rated, () => 120, unicode: true, Metrics).Show(At(50, end: false) with { LearningRate = 0.000123456 });
        Assert.Equal("\rEpoch 2/10 ━━━━━━────────────────── 50/200 · 12,346 samples/s · loss 0.041 · accuracy 98.7 % · lr 0.000123 · 1:15 left", rated.ToString());
        StringWriter plain = new();
        new BarWriter(plain, () => 120, unicode: false, Metrics).Show(At(50, end: false));
        Assert.All(plain.ToString(), c => Assert.True(c < 128));
    }

    // First words go, then the rate, then the time, and only then the bar.
    [Fact]
    public void A_narrow_terminal_keeps_its_bar_and_loses_words()
    {
        foreach ((int width, string line) in ((int, string)[])
        [
            (100, "Epoch 2/10 ━━━━━────────────── 50/200 · 12,346 samples/s · loss 0.041 · accuracy 98.7 % · 1:15 left"),
            (80, "Epoch 2/10 ━━━───────── 50/200 · 12,346/s · loss 0.041 · accuracy 98.7 % · 1:15"),
            (72, "Epoch 2/10 ━━━━─────────── 50/200 · loss 0.041 · accuracy 98.7 % · 1:15"),
            (61, "Epoch 2/10 ━━━──────── 50/200 · loss 0.041 · accuracy 98.7 %"),
            (55, "Epoch 2/10 ━──── 50/200 · loss 0.041 · accuracy 98.7 %"),
            (50, "Epoch 2/10 50/200 · loss 0.041 · accuracy 98.7 %"),
            (30, "Epoch 2/10 50/200 · loss 0.04"),
        ])
        {
            StringWriter output = new();
            new BarWriter(output, () => width, unicode: true, Metrics).Show(At(50, end: false));
            Assert.Equal("\r" + line, output.ToString());
        }

        StringWriter end = new() { NewLine = "\n" };
        new BarWriter(end, () => 80, unicode: true, Metrics).Show(new TrainingProgress(
            1, 1, 573, 573, 573, new Dictionary<string, double> { ["loss"] = 0.871, ["accuracy"] = 0.763, ["val_loss"] = 0.343, ["val_accuracy"] = 0.901 }, 33133, TimeSpan.Zero, true));
        Assert.Equal("\rEpoch 1/1 573/573 · 33,133 samples/s · loss 0.871 · accuracy 76.3 % · val_loss 0.343 · val_accuracy 90.1 %\n", end.ToString());
    }

    [Fact]
    public void A_bar_moves_on_a_terminal_and_lines_are_written_elsewhere()
    {
        foreach ((bool redirected, string? variable, string value, bool isTerminal) in ((bool, string?, string, bool)[])
        [
            (false, null, "", true), (true, null, "", false), (false, "CI", "true", false), (false, "CI", "", true), (false, "NO_COLOR", "1", false),
            (false, "NO_COLOR", "", true), (false, "TERM", "dumb", false), (false, "TERM", "xterm-256color", true), (true, "TERM", "xterm", false),
        ])
        {
            Assert.Equal(isTerminal, ConsoleKind.MayMove(redirected, name => name == variable ? value : null));
        }

        foreach ((Verbosity verbosity, bool isTerminal, Type? writer) in ((Verbosity, bool, Type?)[])
        [
            (Verbosity.Auto, true, typeof(BarWriter)), (Verbosity.Auto, false, typeof(LineWriter)), (Verbosity.Bar, false, typeof(BarWriter)),
            (Verbosity.Lines, true, typeof(LineWriter)), (Verbosity.Silent, true, null), (Verbosity.Silent, false, null),
        ])
        {
            Assert.Equal(writer, FitDisplay.Writer(verbosity, Metrics, isTerminal)?.GetType());
        }
    }

    [Fact]
    public void Elsewhere_there_is_a_line_for_each_epoch()
    {
        StringWriter output = new() { NewLine = "\n" };
        LineWriter lines = new(output, Metrics);
        lines.Show(At(50, end: false));
        lines.Show(At(200, end: true));
        lines.Close();
        Assert.Equal("Epoch 2/10 · loss 0.041 · accuracy 98.7 % · 12,346 samples/s\n", output.ToString());
    }

    [Fact]
    public void Values_are_written_for_people()
    {
        foreach ((double value, bool fraction, string text) in ((double, bool, string)[])
        [
            (0.041, false, "x 0.041"), (12.3456, false, "x 12.346"), (0.000123456, false, "x 0.0001235"), (1234567, false, "x 1.235E+06"), (0, false, "x 0.000"),
            (double.NaN, false, "x NaN"), (0.987, true, "x 98.7 %"), (1, true, "x 100.0 %"), (0.99972, true, "x 99.972 %"),
        ])
        {
            Assert.Equal(text, MetricValues.Text("x", value, fraction));
        }
    }

    [Fact]
    public void Progress_is_told_at_each_epochs_end()
    {
        List<TrainingProgress> told = [];
        Model model = Problems.CloudModel(Metric.Accuracy);
        model.Fit(Problems.OneHotClouds(), epochs: 2, validationSplit: 0.2, verbose: Verbosity.Silent, progress: new Direct(told.Add));
        TrainingProgress[] ends = [.. told.Where(standing => standing.IsEpochEnd)];
        Assert.Equal([1L, 2L], ends.Select(standing => standing.Epoch));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], ends[1].Metrics.Keys);
        Assert.Equal((8L, 8L, 16L, TimeSpan.Zero), (ends[1].Batch, ends[1].Batches, ends[1].Step, ends[1].TimeLeft));
        Assert.True(ends[1].SamplesPerSecond > 0);
    }

    sealed class Direct(Action<TrainingProgress> tell) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => tell(value);
    }
}
