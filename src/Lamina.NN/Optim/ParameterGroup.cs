namespace Lamina.NN;

/// <summary>Parameters that an optimizer changes by the same settings.</summary>
public sealed class ParameterGroup
{
    internal ParameterGroup(IEnumerable<Parameter> parameters, OptimizerSettings settings)
    {
        settings.Check();
        Settings = settings;
        InitialLearningRate = settings.LearningRate;
        Slots = [.. parameters.Select(parameter => new ParameterSlot(parameter))];
        Rate = Tensor.From<double>([settings.LearningRate], []);
    }

    /// <summary>The parameters, in the order in which they were given.</summary>
    public IReadOnlyList<Parameter> Parameters => [.. Slots.Select(slot => slot.Parameter)];

    /// <summary>The settings in force.</summary>
    public OptimizerSettings Settings { get; private set; }

    /// <summary>The learning rate with which the group began.</summary>
    public double InitialLearningRate { get; }

    /// <summary>The learning rate of the next step. It may change between the replays of a captured step; other settings are part of the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or no number.</exception>
    public double LearningRate
    {
        get => Settings.LearningRate;
        set
        {
            OptimizerSettings changed = Settings with { LearningRate = value };
            changed.Check();
            Settings = changed;
            Rate.Fill<double>([value]);
        }
    }

    internal ParameterSlot[] Slots { get; }

    /// <summary>The learning rate as the ops see it: float64, 0-d, rewritten in its place.</summary>
    internal Tensor Rate { get; }
}
