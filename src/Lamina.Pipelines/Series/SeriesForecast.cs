using Lamina.Data;
using Lamina.Models.Series;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A network that continues a series: numbers in their own unit in, the next ones out.</summary>
/// <example><code>
/// SeriesForecast forecast = Pipeline.Load&lt;SeriesForecast&gt;("runs/airline-lstm-1");
/// double[] next = forecast.Next(TimeSeries.Read("airline-passengers.csv"), count: 12);
/// </code></example>
public sealed class SeriesForecast : Pipeline
{
    /// <summary>The most numbers that are forecast at once.</summary>
    public const int MostSteps = 10_000;

    internal const string KindName = "series-forecast";

    const int MostSize = 1 << 12, MostLayers = 16, MostWindow = 1 << 16;

    readonly RecurrentForecaster _network;

    /// <summary>A forecast by a trained network.</summary>
    /// <param name="network">The network; a step has one number.</param>
    /// <param name="window">Steps that it sees.</param>
    /// <param name="scaling">What was done to the numbers that it learnt from.</param>
    /// <param name="numbersPerStep">Numbers of the series whose mean is a step: 12 for years of a monthly series.</param>
    /// <exception cref="PipelineException">The network takes other steps, the window is shorter than its lag, or a size is below 1.</exception>
    public SeriesForecast(RecurrentForecaster network, int window, SeriesScaling scaling, int numbersPerStep = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(scaling);
        if (network.Features != 1)
            throw new PipelineException($"The network takes {network.Features} numbers a step; a series has one.");
        if (window < Math.Max(1, network.Lag) || numbersPerStep < 1)
            throw new PipelineException($"A window of {window} steps of {numbersPerStep} numbers does not do: the network looks back {Math.Max(1, network.Lag)} steps, and a step has at least one number.");
        (_network, Window, Scaling, NumbersPerStep) = (network, window, scaling, numbersPerStep);
    }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>Steps that the network sees.</summary>
    public int Window { get; }

    /// <summary>What is done to the numbers before the network sees them.</summary>
    public SeriesScaling Scaling { get; }

    /// <summary>Numbers of the series whose mean is a step.</summary>
    public int NumbersPerStep { get; }

    /// <summary>The steps that follow a series. What is forecast becomes a part of what the next step is forecast from.</summary>
    /// <param name="series">The series until now; its last <see cref="Window"/> steps are looked at.</param>
    /// <param name="count">How many steps.</param>
    /// <returns>Their values, in the unit of the series.</returns>
    /// <exception cref="PipelineException">The series is shorter than the window.</exception>
    /// <exception cref="DataFormatException">A number is outside what was learnt, such as one below 0 where all were above it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1 or above <see cref="MostSteps"/>.</exception>
    public double[] Next(TimeSeries series, int count = 1)
    {
        ArgumentNullException.ThrowIfNull(series);
        if (count is < 1 or > MostSteps)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"From 1 to {MostSteps} steps are forecast at once; got {count}.");
        if (series.Count / NumbersPerStep < Window)
        {
            string need = NumbersPerStep == 1 ? $"{Window} numbers" : $"{Window} steps of {NumbersPerStep} numbers each, {(long)Window * NumbersPerStep} in all";
            throw new PipelineException($"{series.Name} has {series.Count} numbers; the forecast needs {need}. Give a longer series.");
        }

        TimeSeries steps = NumbersPerStep == 1 ? series : series.Means(NumbersPerStep);
        List<float> seen = [.. Scaling.Apply(steps[^Window..]).Values.Select(value => (float)value)];
        using GradientScope off = Gradients.Off();
        while (seen.Count < Window + count)
            seen.AddRange(_network.Call(Tensor.From<float>([.. seen.TakeLast(Window)], [1, Window, 1])).ToArray<float>());
        return [.. seen.Skip(Window).Take(count).Select(value => Scaling.Invert(value))];
    }

    internal static SeriesForecast Read(PipelineFile file)
    {
        RecurrentKind kind = file.Text("recurrent", most: 20) switch
        {
            "lstm" => RecurrentKind.Lstm,
            "gru" => RecurrentKind.Gru,
            _ => throw file.Fault("recurrent", "lstm or gru"),
        };
        SeriesTransform transform = file.Text("transform", most: 20) switch
        {
            "none" => SeriesTransform.None,
            "logarithm" => SeriesTransform.Logarithm,
            "square-root" => SeriesTransform.SquareRoot,
            _ => throw file.Fault("transform", "none, logarithm or square-root"),
        };
        double deviation = file.Real("deviation");
        if (!(deviation > 0))
            throw file.Fault("deviation", "a number above 0");
        int horizon = file.Int("horizon", 1, MostSize), window = file.Int("window", 1, MostWindow), lag = file.Int("lag", 0, window);
        if (lag != 0 && lag < horizon)
            throw file.Fault("lag", "0, or a whole number from the horizon to the window");
        int hidden = file.Int("hiddenSize", 1, MostSize), layers = file.Int("layers", 1, MostLayers);

        // The weights of three gates; the first layer reads one number a step, the others what is below them.
        file.CheckWeights("hiddenSize", 3L * hidden * hidden * ((2 * layers) - 1));
        RecurrentForecaster network = new(kind, hidden, layers, horizon, lag: lag);
        return new SeriesForecast(network, window, new SeriesScaling(transform, file.Real("mean"), deviation), file.Int("numbersPerStep", 1, MostWindow));
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("recurrent", _network.Kind == RecurrentKind.Lstm ? "lstm" : "gru");
        file.Set("hiddenSize", _network.HiddenSize);
        file.Set("layers", _network.Layers);
        file.Set("horizon", _network.Horizon);
        file.Set("lag", _network.Lag);
        file.Set("window", Window);
        file.Set("numbersPerStep", NumbersPerStep);
        file.Set("transform", Scaling.Transform switch { SeriesTransform.Logarithm => "logarithm", SeriesTransform.SquareRoot => "square-root", _ => "none" });
        file.Set("mean", Scaling.Mean);
        file.Set("deviation", Scaling.Deviation);
    }
}
