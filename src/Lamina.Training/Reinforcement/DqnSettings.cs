namespace Lamina.Training;

/// <summary>How a <see cref="Dqn"/> explores and learns. The defaults suit small worlds such as the pole on a cart.</summary>
public sealed record DqnSettings
{
    /// <summary>γ: what a reward is worth one step later.</summary>
    public double Discount { get; init; } = 0.99;

    /// <summary>Steps that are remembered.</summary>
    public int Memory { get; init; } = 50_000;

    /// <summary>Steps that are learnt from at once.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Steps before the first update.</summary>
    public int WarmUp { get; init; } = 1_000;

    /// <summary>Steps in the environment for each update.</summary>
    public int StepsPerUpdate { get; init; } = 1;

    /// <summary>τ in θ⁻ ← θ⁻ + τ·(θ − θ⁻), by which the target network follows every <see cref="UpdatesPerTarget"/> updates; 1 copies.</summary>
    public double TargetRate { get; init; } = 1;

    /// <summary>Updates from one renewal of the target network to the next.</summary>
    public int UpdatesPerTarget { get; init; } = 500;

    /// <summary>The probability of a random action at the start.</summary>
    public double FirstExploration { get; init; } = 1;

    /// <summary>The probability of a random action at the end.</summary>
    public double LastExploration { get; init; } = 0.02;

    /// <summary>Steps in which the probability falls, in a straight line.</summary>
    public long ExplorationSteps { get; init; } = 10_000;

    /// <summary>Whether the network in training chooses the next action and the target network values it (double Q-learning); otherwise the target network does both.</summary>
    public bool IsDouble { get; init; } = true;

    /// <summary>δ of Huber's loss.</summary>
    public double HuberDelta { get; init; } = 1;

    /// <summary>The largest norm of the gradients.</summary>
    public double ClipNorm { get; init; } = 10;

    /// <summary>Gives these settings back if they make sense.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of its range.</exception>
    public DqnSettings Checked()
    {
        Require(Discount is >= 0 and <= 1, nameof(Discount), Discount, "from 0 to 1");
        Require(Memory > 0, nameof(Memory), Memory, "1 or more");
        Require(BatchSize > 0, nameof(BatchSize), BatchSize, "1 or more");
        Require(WarmUp >= 0, nameof(WarmUp), WarmUp, "0 or more");
        Require(StepsPerUpdate > 0, nameof(StepsPerUpdate), StepsPerUpdate, "1 or more");
        Require(TargetRate is > 0 and <= 1, nameof(TargetRate), TargetRate, "above 0 and up to 1");
        Require(UpdatesPerTarget > 0, nameof(UpdatesPerTarget), UpdatesPerTarget, "1 or more");
        Require(FirstExploration is >= 0 and <= 1, nameof(FirstExploration), FirstExploration, "from 0 to 1");
        Require(LastExploration is >= 0 and <= 1, nameof(LastExploration), LastExploration, "from 0 to 1");
        Require(ExplorationSteps >= 0, nameof(ExplorationSteps), ExplorationSteps, "0 or more");
        Require(HuberDelta > 0, nameof(HuberDelta), HuberDelta, "above 0");
        Require(ClipNorm > 0, nameof(ClipNorm), ClipNorm, "above 0");
        return this;
    }

    static void Require(bool holds, string name, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"DqnSettings: {name} must be {range}.");
    }
}
