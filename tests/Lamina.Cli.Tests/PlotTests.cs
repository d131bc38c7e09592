using System.Xml.Linq;

namespace Lamina.Cli.Tests;

/// <summary><c>lamina plot</c> and the drawing of <c>lamina summary</c> as a user runs them.</summary>
public sealed class PlotTests : IDisposable
{
    readonly CommandLine _lamina = new();

    public void Dispose() => _lamina.Dispose();

    [Fact]
    public void Metrics_of_runs_are_drawn_together()
    {
        Place("a", "epoch,learning_rate,seconds,loss,accuracy,val_loss,val_accuracy\n1,0.1,1,2,0.5,2.1,0.4\n2,0.1,1,1,0.7,1.3,0.6\n");
        Place("b", "epoch,learning_rate,seconds,loss,accuracy,val_loss,val_accuracy\n1,0.1,1,3,0.5,3.1,0.4\n2,0.1,1,2,0.7,2.3,0.6\n");
        (int exit, string output, string errors) = _lamina.Run("plot", "a", "b", "--metric", "accuracy", "--out", "both.svg");
        Assert.True(exit == 0, errors);
        Assert.Contains("both.svg", output, StringComparison.Ordinal);
        XElement[] elements = [.. XDocument.Load(_lamina.At("both.svg")).Descendants()];
        Assert.Equal(4, elements.Count(element => (string?)element.Attribute("class") == "line"));
        Assert.Equal(["a, training", "a, validation", "b, training", "b, validation"], elements.Where(element => (string?)element.Attribute("class") == "legend").Select(element => element.Value));

        Assert.Equal(0, _lamina.Run("plot", "a", "--log", "--smoothing", "0.5", "--out", "one.png").Exit);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], File.ReadAllBytes(_lamina.At("one.png"))[..4]);
        Assert.Equal(0, _lamina.Run("plot", "a").Exit);
        Assert.True(File.Exists(_lamina.At("loss.svg")));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Place("a", "epoch,learning_rate,seconds,loss\n1,0.1,1,2\n");
        Place("empty", "epoch,learning_rate,seconds,loss\n");
        Assert.Contains("loss", _lamina.Mistake("plot", "a", "--metric", "f1"), StringComparison.Ordinal);
        Assert.Contains("no epochs", _lamina.Mistake("plot", "empty"), StringComparison.Ordinal);
        Assert.Contains("settings.json", _lamina.Mistake("plot", "nowhere"), StringComparison.Ordinal);
        Assert.Contains(".png", _lamina.Mistake("plot", "a", "--out", "a.gif"), StringComparison.Ordinal);
        Assert.Contains("--smoothing", _lamina.Mistake("plot", "a", "--smoothing", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_graph_of_a_network_is_drawn()
    {
        (int exit, string output, string errors) = _lamina.Run("summary", "mnist-mlp", "--graph", "graph.svg");
        Assert.True(exit == 0, errors);
        Assert.Contains("FLOPs", output, StringComparison.Ordinal);
        Assert.Contains(XDocument.Load(_lamina.At("graph.svg")).Descendants(), element => (string?)element.Attribute("class") == "name" && element.Value.StartsWith("1: Linear", StringComparison.Ordinal));
        Assert.Equal(0, _lamina.Run("summary", "mnist-mlp", "--graph", "graph.dot").Exit);
        Assert.StartsWith("digraph", File.ReadAllText(_lamina.At("graph.dot")), StringComparison.Ordinal);
    }

    void Place(string run, string metrics)
    {
        Directory.CreateDirectory(_lamina.At(run));
        File.WriteAllText(_lamina.At(run, "settings.json"), "{}");
        File.WriteAllText(_lamina.At(run, "metrics.csv"), metrics);
    }
}
