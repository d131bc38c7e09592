using System.Collections;

namespace Lamina.NN;

/// <summary>Modules one after another: each gets what the one before gave. Keys are <c>0</c>, <c>1</c> … as in PyTorch.</summary>
/// <remarks>Built at once, <c>new Sequential(new Linear(784, 64), new Relu())</c>, or by <see cref="Add"/>.</remarks>
/// <param name="modules">The modules in order.</param>
public sealed class Sequential(params IEnumerable<Module<Tensor, Tensor>> modules) : Layer<Tensor, Tensor>, IReadOnlyList<Module<Tensor, Tensor>>
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

    /// <inheritdoc/>
    protected override Tensor Compute(Tensor x)
    {
        foreach (Module<Tensor, Tensor> module in _modules)
            x = module.Call(x);
        return x;
    }
}
