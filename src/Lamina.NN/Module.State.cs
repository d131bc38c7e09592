using Lamina.NN.Discovery;

namespace Lamina.NN;

public abstract partial class Module
{
    /// <summary>
    /// All parameters and persistent buffers by key, in PyTorch's order: a module's parameters, its buffers, then its children.
    /// The tensors share memory with the module; they are off the tape.
    /// </summary>
    public OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> state = [];
        foreach ((string path, StateTensor tensor) in Persistent())
            state.Add(path, tensor.Value.Detach());
        return state;
    }

    /// <summary>Writes the values of a state dict into the parameters and buffers, converted to their dtypes. All or nothing.</summary>
    /// <param name="state">Tensors by key, such as those of a file.</param>
    /// <param name="strict">False to leave aside keys that only one side has. Shapes must fit in any case.</param>
    /// <returns>What was left aside; empty lists after a strict loading.</returns>
    /// <exception cref="StateDictException">Keys are missing, unexpected or of another shape; all of them are listed.</exception>
    public LoadReport LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        Dictionary<StateTensor, Tensor> values = new(ReferenceEqualityComparer.Instance);
        List<string> missing = [], unexpected = [], misshapen = [];
        List<(string Path, StateTensor Tensor)> wanted = Persistent();
        HashSet<StateTensor> own = new(wanted.Select(entry => entry.Tensor), ReferenceEqualityComparer.Instance);
        HashSet<string> first = [.. wanted.Select(entry => entry.Path)];
        foreach ((string path, StateTensor tensor) in wanted)
        {
            if (state.TryGetValue(path, out Tensor? value))
                Take(path, tensor, value);
        }

        // A tensor that is held in two places may be named by either.
        foreach ((string key, Tensor value) in state)
        {
            if (first.Contains(key))
                continue;
            if (ModuleTree.Follow(this, key) is StateTensor tensor && own.Contains(tensor))
                Take(key, tensor, value);
            else
                unexpected.Add(key);
        }

        missing.AddRange(from entry in wanted where !values.ContainsKey(entry.Tensor) select entry.Path);
        if (misshapen.Count > 0 || (strict && (missing.Count > 0 || unexpected.Count > 0)))
            throw new StateDictException(ToString(), missing, unexpected, misshapen, [.. NamedModules().Where(entry => entry.Module is IBuildable { IsBuilt: false }).Select(entry => entry.Name)]);
        foreach ((StateTensor tensor, Tensor value) in values)
            tensor.Load(value);
        return new LoadReport(missing, unexpected);

        void Take(string key, StateTensor tensor, Tensor value)
        {
            if (value.Shape != tensor.Shape)
                misshapen.Add($"{key} {value.Shape} for {tensor.Shape}");
            values.TryAdd(tensor, value);
        }
    }

    List<(string Path, StateTensor Tensor)> Persistent() =>
        [.. ModuleTree.Of(this).Tensors.Where(entry => entry.Tensor is not Buffer { IsPersistent: false })];
}
