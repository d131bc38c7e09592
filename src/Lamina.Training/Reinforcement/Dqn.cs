using Lamina.Data;
using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Deep Q-learning: a network learns what each action is worth, y = r + γ·(1 − end)·Q⁻(s', a'), from remembered steps by Huber's loss. Q⁻ is a copy that follows now and then; a' is the
/// best action at s' by the network itself (double Q-learning) or by the copy. Actions are the best ones, with a random one at times.
/// </summary>
/// <example><code>
/// Dqn agent = new(new CartPole(), () => new Sequential(new Linear(4, 128), new Relu(), new Linear(128, 2)), new Adam(1e-3), seed: 1);
/// while (agent.Steps &lt; 50_000)
///     agent.Advance();
/// double[] returns = PolicyEvaluation.Returns(agent.Network, () => new CartPole(), [1, 2, 3]);
/// </code></example>
/// <remarks>
/// The weights of the network come from the process's generator; exploration and the draws from memory depend on the seed alone. The update is captured.
/// <b>Sources:</b> Mnih and others, Human-level control through deep reinforcement learning (2015); van Hasselt, Guez and Silver, Deep reinforcement learning with double Q-learning (2016).
/// </remarks>
public sealed class Dqn
{
    const ulong ActionStream = 0x5141_0000_0000_0000, MemoryStream = 0x514D_0000_0000_0000;

    readonly IEnvironment _environment;
    readonly Module<Tensor, Tensor> _target;
    readonly Step _values, _update;
    readonly ReplayMemory _memory;
    readonly (Parameter From, Parameter To)[] _copies;
    Draws _actionDraws, _memoryDraws;
    float[]? _observation;
    double _return;

    /// <summary>An agent that has done nothing yet.</summary>
    /// <param name="environment">Where it acts.</param>
    /// <param name="build">Makes a network [N, observation] → [N, actions]; called twice.</param>
    /// <param name="optimizer">What trains it, without parameters yet.</param>
    /// <param name="settings">How; the defaults if null.</param>
    /// <param name="seed">Seeds exploration, the draws from memory and the episodes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range.</exception>
    public Dqn(IEnvironment environment, Func<Module<Tensor, Tensor>> build, Optimizer optimizer, DqnSettings? settings = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(optimizer);
        Settings = (settings ?? new DqnSettings()).Checked();
        (_environment, Optimizer, Seed) = (environment, optimizer, seed);
        (Network, _target) = (build(), build());
        _copies = [.. Network.Parameters().Zip(_target.Parameters())];
        Follow(1);
        optimizer.Attach(Network.Parameters());
        _memory = new ReplayMemory(Settings.Memory, environment.ObservationSpace.Count);
        (_actionDraws, _memoryDraws) = (new Draws(seed, ActionStream, 0), new Draws(seed, MemoryStream, 0));
        _values = Capture.Step(observation =>
        {
            using GradientScope off = Gradients.Off();
            return Network.Call(observation);
        });
        _update = Capture.Step(Learn);
    }

    /// <summary>The network that learns.</summary>
    public Module<Tensor, Tensor> Network { get; }

    /// <summary>What trains it.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>How it explores and learns.</summary>
    public DqnSettings Settings { get; }

    /// <summary>The seed.</summary>
    public long Seed { get; }

    /// <summary>Steps in the environment so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Updates of the network so far.</summary>
    public long Updates { get; private set; }

    /// <summary>The probability of a random action at the next step.</summary>
    public double Exploration => Settings.ExplorationSteps == 0
        ? Settings.LastExploration
        : Settings.FirstExploration + ((Settings.LastExploration - Settings.FirstExploration) * Math.Min(1, (double)Steps / Settings.ExplorationSteps));

    /// <summary>Acts once, remembers what came of it, and learns if it is time to.</summary>
    /// <returns>The sum of rewards of the episode if it ended with this step, and the loss of the update if there was one.</returns>
    /// <exception cref="TrainingException">The environment shows what is no row of its space's size.</exception>
    public DqnStep Advance()
    {
        _observation ??= Checked(_environment.Reset(Steps == 0 ? Seed : null));
        int action = _actionDraws.Uniform() < Exploration ? _environment.ActionSpace.Sample(ref _actionDraws) : Best(_observation);
        EnvironmentStep step = _environment.Step(action);
        Checked(step.Observation);
        _memory.Add(_observation, action, step);
        _return += step.Reward;
        double? ended = step.IsOver ? _return : null;
        (_observation, _return) = step.IsOver ? (null, 0) : (step.Observation, _return);
        Steps++;
        return new DqnStep(ended, Steps > Settings.WarmUp && Steps % Settings.StepsPerUpdate == 0 ? Update() : null);
    }

    /// <summary>The action that the network takes for the best; of equal ones the first.</summary>
    /// <param name="observation">What is seen.</param>
    public int Best(float[] observation)
    {
        ArgumentNullException.ThrowIfNull(observation);
        float[] values = _values.Run(Tensor.From<float>(observation, [1, observation.Length])).ToArray<float>();
        return Array.IndexOf(values, values.Max());
    }

    // The loss stays on the tensor: reading it is the caller's choice.
    Tensor Update()
    {
        Transitions drawn = _memory.Sample(Settings.BatchSize, ref _memoryDraws);
        Tensor loss = _update.Run(drawn.Observation, drawn.Action, drawn.Reward, drawn.Next, drawn.Terminated);
        Updates++;
        if (Updates % Settings.UpdatesPerTarget == 0)
            Follow(Settings.TargetRate);
        return loss;
    }

    Tensor Learn(Tensor[] drawn)
    {
        (Tensor observation, Tensor action, Tensor reward, Tensor next, Tensor terminated) = (drawn[0], drawn[1], drawn[2], drawn[3], drawn[4]);
        Optimizer.ZeroGrad();
        Tensor wanted;
        using (Gradients.Off())
        {
            Tensor after = _target.Call(next);
            Tensor best = (Settings.IsDouble ? Network.Call(next) : after).ArgMax(1, keepDims: true);
            wanted = reward + (Settings.Discount * (1 - terminated) * after.Gather(1, best));
        }

        Tensor loss = Loss.Huber(Network.Call(observation).Gather(1, action), wanted, Settings.HuberDelta);
        loss.Backward();
        Clip.GradientNorm(Network.Parameters(), Settings.ClipNorm);
        Optimizer.Step();
        return loss;
    }

    void Follow(double rate)
    {
        using GradientScope off = Gradients.Off();
        foreach ((Parameter from, Parameter to) in _copies)
            to.Load(rate == 1 ? from.Value : to.Value + (rate * (from.Value - to.Value)));
    }

    float[] Checked(float[] observation) => observation?.Length == _environment.ObservationSpace.Count
        ? observation
        : throw new TrainingException($"The environment '{_environment.Name}' shows {observation?.Length ?? 0} numbers, and its space has {_environment.ObservationSpace.Count}. They must be as many.");
}
