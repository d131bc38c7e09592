using System.Globalization;

namespace Lamina.Training;

/// <summary>A line for each epoch, for files, pipes and CI.</summary>
internal sealed class LineWriter(TextWriter output, IReadOnlyList<Metric> metrics) : IFitWriter
{
    public void Show(TrainingProgress standing)
    {
        if (standing.IsEpochEnd)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {standing.Epoch}/{standing.LastEpoch} · {MetricValues.Line(standing.Metrics, metrics)} · {standing.SamplesPerSecond:N0} samples/s"));
    }

    public void Say(string line) => output.WriteLine(line);

    public void Close() => output.Flush();
}
