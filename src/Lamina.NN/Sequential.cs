using System.Collections;

namespace Lamina.NN;

/// <summary>Modules one after another: each gets what the one before gave. Keys are <c>0</c>, <c>1</c> … as in PyTorch.</summary>
/// <remarks>A mask that a layer makes goes on to those behind it; see <see cref="IMaskAware"/>. Built at once, <c>new Sequential(new Linear(784, 64), new Relu())</c>, or by <see cref="Add"/>.</remarks>
/// <param name="modules">The modules in order.</param>
public sealed class Sequential(params IEnumerable<Module<Tensor, Tensor>> modules) : Layer<Tensor, Tensor>, IReadOnlyList<Module<Tensor, Tensor>>, IMaskAware
{
    [Key("")]
    readonly List<Module<Tensor, Tensor>> _modules = [.. modules];

    /// <summary>Number of modules.</summary>
    public int Count => _modules.Count;

    /// <summary>The module at a place.</summary>
    public Module<Tensor, Tensor> this[int index] => _modules[index];

    /// <summary>The module at a place, written <c>^1</c> for the last.</summary>
    public Module<Tensor, Tensor> this[Index index] => _modules[index];

    /// <summary>Adds a module at the end.</summary>
    /// <exception cref="ModuleException">It is this one.</exception>
    public void Add(Module<Tensor, Tensor> module)
    {
        if (ReferenceEquals(module, this))
            throw new ModuleException("A Sequential cannot be a part of itself: its forward would never end.");
        _modules.Add(module);
    }

    /// <inheritdoc/>
    public IEnumerator<Module<Tensor, Tensor>> GetEnumerator() => _modules.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    (Tensor Output, Tensor? Mask) IMaskAware.Call(Tensor x, Tensor? mask)
    {
        Tensor? behind = null;
        Tensor output = Around(x, this, (x, layer) =>
        {
            (Tensor y, behind) = layer.Run(x, mask);
            return y;
        });
        return (output, behind);
    }

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x) => Run(x, null).Output;

    (Tensor Output, Tensor? Mask) Run(Tensor x, Tensor? mask)
    {
        foreach (Module<Tensor, Tensor> module in _modules)
            (x, mask) = StepMasks.Call(module, x, mask);
        return (x, mask);
    }
}
