using Lamina.NN;

namespace Lamina.Training;

/// <summary>What rules see of training after a step. What costs time is measured when the first rule asks for it.</summary>
internal sealed class GuardLook
{
    // Before that, running statistics are still those of the beginning.
    const long FirstProbe = 50;

    readonly IReadOnlyDictionary<Parameter, Tensor> _before;
    IReadOnlyList<ParameterLook>? _parameters;
    GuardProbe? _probe;

    public GuardLook(Module module, Optimizer optimizer, GuardLosses losses, long step, IReadOnlyDictionary<Parameter, Tensor> before)
    {
        (Module, Optimizer, Losses, Step) = (module, optimizer, losses, step);
        _before = before;
    }

    public Module Module { get; }

    public Optimizer Optimizer { get; }

    public GuardLosses Losses { get; }

    /// <summary>Steps since the training began, this one included.</summary>
    public long Step { get; }

    /// <summary>The loss function; null in a loop of one's own.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The inputs of the network, as many as it takes; none if they are not known.</summary>
    public IReadOnlyList<Tensor> Inputs { get; init; } = [];

    public Tensor? Input => Inputs.FirstOrDefault();

    public Tensor? Target { get; init; }

    /// <summary>Whether an update is made of several batches: then gradients grow and weights rest between.</summary>
    public bool Accumulates { get; init; }

    /// <summary>Whether the loss is scaled: then gradients of a step that is left out are infinite, by design.</summary>
    public bool Scales { get; init; }

    /// <summary>Whether the loss weighs classes or samples, so that its size says little.</summary>
    public bool Weighs { get; init; }

    /// <summary>What a backward brought to a parameter, seen on its way; null unless it was watched.</summary>
    public (Parameter Parameter, Tensor Gradient)? Arrived { get; init; }

    /// <summary>The trainable parameters, in the network's order.</summary>
    public IReadOnlyList<ParameterLook> Parameters => _parameters ??= Measure();

    /// <summary>A forward of some samples; null in the first steps, and where the network is of another kind or cannot be run on a part of a batch.</summary>
    public GuardProbe? Probe => _probe ??= Step < FirstProbe || Module is not Module<Tensor, Tensor> network || Inputs.Count == 0 || Inputs.Any(input => input.Rank == 0) ? null : Probed(network, Inputs);

    static GuardProbe? Probed(Module<Tensor, Tensor> network, IReadOnlyList<Tensor> inputs)
    {
        try
        {
            return GuardProbe.Run(network, inputs);
        }
        catch (LaminaException)
        {
            // A network for batches of one size: nothing is known then, and nothing is wrong.
            return null;
        }
    }

    List<ParameterLook> Measure()
    {
        HashSet<Parameter> optimized = new(Optimizer.Parameters, ReferenceEqualityComparer.Instance);
        List<ParameterLook> all = [];
        using (Gradients.Off())
        {
            foreach ((string name, Parameter parameter) in Module.NamedParameters())
            {
                if (parameter.Trainable && parameter.Parametrization is null)
                    all.Add(ParameterLook.At(name, parameter, optimized.Contains(parameter), _before.GetValueOrDefault(parameter)));
            }
        }

        return all;
    }
}
