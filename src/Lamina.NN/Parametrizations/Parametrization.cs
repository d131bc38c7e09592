using Lamina.NN.Discovery;

namespace Lamina.NN;

/// <summary>
/// How the value of a parameter is computed from other tensors, which are trained and saved in its place: <see cref="WeightNorm"/>,
/// <see cref="SpectralNorm"/>. It is put on any module's parameter from outside; the module notices nothing.
/// </summary>
/// <remarks>
/// The value is computed once in each forward of the module, and anew wherever else it is read. Put it on before the optimizer gets the parameters.
/// </remarks>
public abstract class Parametrization
{
    Parameter? _target;
    Tensor? _inForward;

    private protected Parametrization(string name, Parameter source) => (Name, Source) = (name, source);

    /// <summary>The key of the parameter in the module that holds it.</summary>
    public string Name { get; }

    /// <summary>The trained tensor of the parameter's own shape.</summary>
    public Parameter Source { get; }

    /// <summary>The tensors that stand in the state dict in place of the parameter, with what is added to its key.</summary>
    internal abstract IReadOnlyList<(string Suffix, StateTensor Tensor)> Parts { get; }

    internal Tensor Value => _inForward ?? Compute(isTraining: false);

    /// <summary>Takes the parametrization off again; the parameter keeps the value it has.</summary>
    /// <param name="module">The module that holds the parameter, directly or below.</param>
    /// <param name="name">The parameter's key.</param>
    /// <exception cref="ModuleException">No such parameter is computed from others.</exception>
    public static void Remove(Module module, string name = "weight")
    {
        foreach ((string path, Module holder) in module.NamedModules())
        {
            if (holder.Parametrizations.FirstOrDefault(entry => Holdings.Join(path, entry.Name) == name) is not { } found)
                continue;
            found._target!.Become(null);
            holder.Parametrizations = [.. holder.Parametrizations.Where(entry => entry != found)];
            return;
        }

        throw new ModuleException($"{module} has no parameter '{name}' that is computed from others.");
    }

    internal void Begin(bool isTraining) => _inForward = Compute(isTraining);

    internal void End() => _inForward = null;

    /// <summary>The value, on the tape. In training, what is estimated step by step goes on.</summary>
    internal abstract Tensor Compute(bool isTraining);

    /// <summary>Changes what the value is computed from, so that it is this one.</summary>
    internal abstract void Load(Tensor values);

    /// <summary>Finds a parameter and has it be computed.</summary>
    private protected static void Apply(Module module, string name, Func<Module, string, Parameter, Parametrization> make)
    {
        if (ModuleTree.Follow(module, name) is not Parameter parameter)
            throw new ModuleException($"{module} has no parameter '{name}'. It has: {string.Join(", ", module.NamedParameters().Select(entry => entry.Name))}. A layer that waits for its input's shape is built first.");
        foreach (Module holder in module.Modules())
        {
            foreach ((string key, object value) in Holdings.Of(holder))
            {
                if (!ReferenceEquals(value, parameter))
                    continue;
                Parametrization parametrization = make(holder, key, parameter);
                parametrization._target = parameter;
                holder.Parametrizations = [.. holder.Parametrizations, parametrization];
                parameter.Become(parametrization);
                return;
            }
        }
    }
}
