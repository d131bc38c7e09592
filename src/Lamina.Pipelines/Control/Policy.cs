using Lamina.Data;
using Lamina.Models.Control;
using Lamina.NN;

namespace Lamina.Pipelines;

/// <summary>A network that acts in an environment: the action that it values most at what is seen.</summary>
/// <example><code>
/// Policy policy = Pipeline.Load&lt;Policy&gt;("runs/cartpole-dqn-1");
/// Console.WriteLine(policy.Play(seed: 1));
/// </code></example>
public sealed class Policy : Pipeline
{
    internal const string KindName = "policy";

    const int MostSize = 1 << 16, MostLayers = 64;

    readonly ActionValues _network;

    /// <summary>A policy of a trained network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="environment">The name of the environment that it acts in: <c>cart-pole</c>.</param>
    /// <exception cref="PipelineException">There is no such environment, or the network does not fit it.</exception>
    public Policy(ActionValues network, string environment)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(environment);
        (_network, Environment) = (network, environment);
        IEnvironment place = MakeEnvironment();
        if (place.ObservationSpace.Count != network.ObservationSize || place.ActionSpace.Count != network.Actions)
            throw new PipelineException($"The network sees {network.ObservationSize} numbers and values {network.Actions} actions; the environment '{environment}' shows {place.ObservationSpace.Count} and has {place.ActionSpace.Count}. Take the network that was trained in it.");
    }

    /// <inheritdoc/>
    public override Module Network => _network;

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <summary>The name of the environment that it acts in.</summary>
    public string Environment { get; }

    /// <summary>A new environment of the kind that it was trained in.</summary>
    public IEnvironment MakeEnvironment() => Environment switch
    {
        "cart-pole" => new CartPole(),
        _ => throw new PipelineException($"There is no environment '{(Environment.Length <= 60 ? Environment : Environment[..60] + "…")}'; there is cart-pole."),
    };

    /// <summary>What each action is worth.</summary>
    /// <param name="observation">What is seen.</param>
    /// <exception cref="PipelineException">It has another size than the network takes, or a number that is not finite.</exception>
    public float[] Values(ReadOnlySpan<float> observation)
    {
        if (observation.Length != _network.ObservationSize)
            throw new PipelineException($"The policy takes an observation of {_network.ObservationSize} numbers; got {observation.Length}.");
        foreach (float value in observation)
        {
            if (!float.IsFinite(value))
                throw new PipelineException($"The policy takes an observation of finite numbers; got {value}.");
        }

        using GradientScope off = Gradients.Off();
        return _network.Call(Tensor.From(observation, [1, observation.Length])).ToArray<float>();
    }

    /// <summary>The action that is worth most; of equal ones the first.</summary>
    /// <param name="observation">What is seen.</param>
    /// <exception cref="PipelineException">It has another size than the network takes, or a number that is not finite.</exception>
    public int Act(ReadOnlySpan<float> observation)
    {
        float[] values = Values(observation);
        return Array.IndexOf(values, values.Max());
    }

    /// <summary>Plays an episode.</summary>
    /// <param name="seed">The seed of the episode.</param>
    /// <param name="watch">Is shown what is seen before each action, and the action.</param>
    /// <param name="cancellationToken">Ends it after the step it is in.</param>
    /// <returns>The sum of the rewards.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double Play(long seed, Action<float[], int>? watch = null, CancellationToken cancellationToken = default)
    {
        IEnvironment environment = MakeEnvironment();
        float[] seen = environment.Reset(seed);
        double sum = 0;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int action = Act(seen);
            watch?.Invoke(seen, action);
            EnvironmentStep step = environment.Step(action);
            sum += step.Reward;
            if (step.IsOver)
                return sum;
            seen = step.Observation;
        }
    }

    internal static Policy Read(PipelineFile file)
    {
        int observation = file.Int("observationSize", 1, MostSize), actions = file.Int("actions", 1, MostSize), hidden = file.Int("hiddenSize", 1, MostSize), layers = file.Int("hiddenLayers", 1, MostLayers);
        file.CheckWeights("hiddenSize", (long)hidden * (observation + actions + ((long)(layers - 1) * hidden)));
        return new Policy(new ActionValues(observation, actions, hidden, layers), file.Text("environment", most: 100));
    }

    /// <inheritdoc/>
    protected override void Describe(PipelineFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        file.Set("environment", Environment);
        file.Set("observationSize", _network.ObservationSize);
        file.Set("actions", _network.Actions);
        file.Set("hiddenSize", _network.HiddenSize);
        file.Set("hiddenLayers", _network.HiddenLayers);
    }
}
