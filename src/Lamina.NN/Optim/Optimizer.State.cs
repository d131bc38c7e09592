using System.Globalization;

namespace Lamina.NN;

public abstract partial class Optimizer
{
    /// <summary>How the keys of what is kept for parameters begin.</summary>
    private protected const string StatePrefix = "state.";

    const string Master = "master";

    /// <summary>
    /// What the optimizer keeps, by PyTorch's keys: <c>state.N.step</c> and <c>state.N.exp_avg</c> and so on for each parameter that
    /// was updated (N counts over all groups), <c>state.N.master</c> for 16-bit ones, <c>param_groups.G.lr</c> and <c>param_groups.G.params</c> for each group. The tensors of a
    /// state share memory with the optimizer.
    /// </summary>
    public virtual OrderedDictionary<string, Tensor> StateDict()
    {
        OrderedDictionary<string, Tensor> dict = [];
        int number = 0;
        for (int g = 0; g < _groups.Count; g++)
        {
            long[] members = new long[_groups[g].Slots.Length];
            for (int i = 0; i < members.Length; i++)
            {
                ParameterSlot slot = _groups[g].Slots[i];
                members[i] = number;
                string prefix = $"state.{number++}.";
                if (slot.Steps is not { } steps)
                    continue;
                IReadOnlyList<string> names = StateNamesOf(slot.Parameter, _groups[g].Settings);
                dict.Add(prefix + "step", steps);
                for (int s = 0; s < slot.States.Length; s++)
                    dict.Add(prefix + names[s], slot.States[s]);
                if (slot.Master is { } master)
                    dict.Add(prefix + Master, master);
            }

            dict.Add($"param_groups.{g}.lr", Tensor.From<double>([_groups[g].LearningRate], []));
            dict.Add($"param_groups.{g}.params", Tensor.From<long>(members, [members.Length]));
        }

        return dict;
    }

    /// <summary>
    /// Takes over the states and learning rates of a dict that <see cref="StateDict"/> gave, or PyTorch's optimizer of the same name.
    /// Settings other than the learning rate are the constructor's. All or nothing.
    /// </summary>
    /// <remarks>PyTorch's SGD counts no updates; a state without the count is taken as one that was updated before.</remarks>
    /// <exception cref="OptimizerStateException">A state is missing, unknown or of another shape than its parameter.</exception>
    public virtual void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
    {
        List<(ParameterSlot Slot, Tensor? Steps, Tensor[] States, Tensor? Master)> loads = [];
        HashSet<string> left = [.. state.Keys.Where(key => key.StartsWith(StatePrefix, StringComparison.Ordinal))];
        foreach (ParameterGroup group in _groups)
        {
            foreach (ParameterSlot slot in group.Slots)
                loads.Add(Take(slot, group.Settings, $"state.{loads.Count}.", state, left));
        }

        if (left.Count > 0)
            throw new OptimizerStateException($"{GetType().Name}.LoadStateDict: keys that this optimizer of {loads.Count} parameters does not have: {string.Join(", ", left.Order(StringComparer.Ordinal))}. Nothing was loaded. The dict belongs to another optimizer or model, or to other settings (momentum, centered, amsGrad).");
        double?[] rates = new double?[_groups.Count];
        for (int g = 0; g < rates.Length; g++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"param_groups.{g}");
            if (state.TryGetValue(key + ".params", out Tensor? members) && members.Count != _groups[g].Slots.Length)
                throw new OptimizerStateException($"{GetType().Name}.LoadStateDict: group {g} has {_groups[g].Slots.Length} parameters, that of the dict {members.Count}. Nothing was loaded. Add the groups as they were when the dict was made.");
            rates[g] = state.TryGetValue(key + ".lr", out Tensor? rate) ? rate.ToDouble() : null;
        }

        using (Gradients.Off())
        {
            foreach ((ParameterSlot slot, Tensor? steps, Tensor[] states, Tensor? master) in loads)
                slot.Load(steps, states, master);
        }

        for (int g = 0; g < rates.Length; g++)
            _groups[g].LearningRate = rates[g] ?? _groups[g].LearningRate;
    }

    /// <summary>States of PyTorch's optimizer of the same name that follow from the others, and are not kept here.</summary>
    private protected virtual IReadOnlyList<string> Derived => [];

    (ParameterSlot Slot, Tensor? Steps, Tensor[] States, Tensor? Master) Take(ParameterSlot slot, OptimizerSettings settings, string prefix, IReadOnlyDictionary<string, Tensor> state, HashSet<string> left)
    {
        IReadOnlyList<string> names = StateNamesOf(slot.Parameter, settings);
        List<string> own = [.. left.Where(key => key.StartsWith(prefix, StringComparison.Ordinal))];
        if (own.Count == 0)
            return (slot, null, [], null);
        Tensor[] states = new Tensor[names.Count];
        for (int i = 0; i < states.Length; i++)
        {
            if (!state.TryGetValue(prefix + names[i], out Tensor? value))
                throw new OptimizerStateException($"{GetType().Name}.LoadStateDict: the dict has {string.Join(", ", own)}, but not {prefix}{names[i]}. Nothing was loaded. The dict belongs to another optimizer, or to other settings.");
            if (value.Shape != StateShapeOf(names[i], slot.Parameter, settings))
                throw new OptimizerStateException($"{GetType().Name}.LoadStateDict: {prefix}{names[i]} is {value.Spec}, its parameter {slot.Parameter}. Nothing was loaded. Give the parameters in the order in which they were when the dict was made.");
            states[i] = value;
            left.Remove(prefix + names[i]);
        }

        foreach (string name in (IEnumerable<string>)["step", Master, .. Derived])
            left.Remove(prefix + name);
        Tensor? master = state.GetValueOrDefault(prefix + Master);
        if (master is not null && master.Shape != slot.Parameter.Shape)
            throw new OptimizerStateException($"{GetType().Name}.LoadStateDict: {prefix}{Master} is {master.Spec}, its parameter {slot.Parameter}. Nothing was loaded.");
        return (slot, state.TryGetValue(prefix + "step", out Tensor? steps) ? steps : Tensor.From<long>([1], []), states, master);
    }
}
