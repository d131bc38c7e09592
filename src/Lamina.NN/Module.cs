using System.Diagnostics.CodeAnalysis;
using Lamina.Graphs;
using Lamina.NN.Discovery;

namespace Lamina.NN;

/// <summary>
/// A piece of a network: something with parameters that turns inputs into outputs. It finds its parameters, buffers and children by
/// itself; nothing is registered.
/// </summary>
/// <remarks>
/// <para>Found are the fields and auto-properties, of any visibility, that hold a <see cref="Module"/>, a <see cref="Parameter"/>
/// or a <see cref="Buffer"/>, or arrays, lists and dictionaries of them, in order of declaration, base classes first. What a
/// lambda captures is not found. <see cref="UnlistedAttribute"/> hides a member.</para>
/// <para>The key of a member is its name in PyTorch's spelling: <c>conv1</c> and <c>_runningMean</c> give <c>conv1</c> and
/// <c>running_mean</c>; elements of a list have their index, those of a dictionary their key: <c>layers.0.weight</c>.
/// <see cref="KeyAttribute"/> gives another.</para>
/// <para>What is held in two places is listed once, under the first path; the state dict has it once, and loading accepts any of
/// its paths. Modules may hold one another in a circle.</para>
/// </remarks>
[DynamicallyAccessedMembers(MemberTable.Kept)]
public abstract partial class Module
{
    /// <summary>Makes a module in training mode.</summary>
    protected Module() => LivingModules.Add(this);

    /// <summary>True in training mode, in which a module starts: dropout drops, and running statistics are updated.</summary>
    public bool IsTraining { get; private set; } = true;

    /// <summary>How those of this module's own parameters are computed that are computed from others.</summary>
    internal Parametrization[] Parametrizations { get; set; } = [];

    /// <summary>Number of elements of all parameters; what is shared counts once.</summary>
    public long ParameterCount => Parameters().Sum(parameter => parameter.Count);

    /// <summary>Number of elements of all parameters that are not frozen.</summary>
    public long TrainableParameterCount => Parameters().Where(parameter => parameter.Trainable).Sum(parameter => parameter.Count);

    /// <summary>All parameters, those of the children included.</summary>
    public IReadOnlyList<Parameter> Parameters() => [.. ModuleTree.Of(this).Tensors.Select(entry => entry.Tensor).OfType<Parameter>()];

    /// <summary>All parameters with their keys.</summary>
    public IReadOnlyList<(string Name, Parameter Parameter)> NamedParameters() =>
        [.. from entry in ModuleTree.Of(this).Tensors where entry.Tensor is Parameter select (entry.Path, (Parameter)entry.Tensor)];

    /// <summary>All buffers, those of the children included.</summary>
    public IReadOnlyList<Buffer> Buffers() => [.. ModuleTree.Of(this).Tensors.Select(entry => entry.Tensor).OfType<Buffer>()];

    /// <summary>All buffers with their keys.</summary>
    public IReadOnlyList<(string Name, Buffer Buffer)> NamedBuffers() =>
        [.. from entry in ModuleTree.Of(this).Tensors where entry.Tensor is Buffer select (entry.Path, (Buffer)entry.Tensor)];

    /// <summary>The modules that this one holds directly.</summary>
    public IReadOnlyList<Module> Children() => [.. NamedChildren().Select(child => child.Module)];

    /// <summary>The modules that this one holds directly, with their keys.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedChildren()
    {
        HashSet<Module> seen = new(ReferenceEqualityComparer.Instance) { this };
        return [.. from entry in Holdings.Of(this) where entry.Value is Module child && seen.Add(child) select (entry.Key, (Module)entry.Value)];
    }

    /// <summary>This module and all below it, each before its children.</summary>
    public IReadOnlyList<Module> Modules() => [.. ModuleTree.Of(this).Modules.Select(entry => entry.Module)];

    /// <summary>This module, under the empty path, and all below it, each before its children.</summary>
    public IReadOnlyList<(string Name, Module Module)> NamedModules() => ModuleTree.Of(this).Modules;

    /// <summary>The module at a path such as <c>features.0</c>; this one for the empty path.</summary>
    /// <exception cref="ModuleException">The path leads nowhere, or to a tensor.</exception>
    public Module Get(string path) => ModuleTree.Follow(this, path) as Module ??
        throw new ModuleException($"{this} has no module at '{path}'. It has: {string.Join(", ", NamedModules().Skip(1).Select(entry => entry.Name))}.");

    /// <summary>The module of a known class at a path.</summary>
    /// <exception cref="ModuleException">The path leads nowhere, or to something else.</exception>
    public T Get<T>(string path)
        where T : Module => Get(path) as T ?? throw new ModuleException($"{this} has a {Get(path).GetType().Name} at '{path}', not a {typeof(T).Name}.");

    /// <summary>Switches this module and all below it to training mode, or out of it.</summary>
    public void Train(bool mode = true)
    {
        foreach (Module module in Modules())
            module.IsTraining = mode;
    }

    /// <summary>Switches this module and all below it to evaluation: dropout passes on, and running statistics are used as they are.</summary>
    public void Eval() => Train(false);

    /// <summary>Stops the training of all parameters: no gradients are collected for them.</summary>
    public void Freeze() => SetTrainable(false);

    /// <summary>Lets all parameters be trained again.</summary>
    public void Unfreeze() => SetTrainable(true);

    /// <summary>Lets go of the gradients of all parameters.</summary>
    public void ZeroGrad()
    {
        foreach (Parameter parameter in Parameters())
            parameter.Grad = null;
    }

    /// <summary>Converts the floating-point parameters and buffers to another floating-point dtype; others stay.</summary>
    /// <exception cref="DTypeException">The dtype is not floating point.</exception>
    public void To(DType dtype)
    {
        if (!dtype.IsFloatingPoint())
            throw new DTypeException($"A module's parameters are floating point; {dtype.Name()} is not. Use float32, float64, float16 or bfloat16.");
        foreach ((_, StateTensor tensor) in ModuleTree.Of(this).Tensors)
        {
            if (tensor.DType.IsFloatingPoint())
                tensor.To(dtype);
        }
    }

    /// <summary>The class and what it was built with, such as <c>Linear(400→120)</c>: how errors and summaries call it.</summary>
    public override string ToString()
    {
        string name = GetType().Name;
        int generic = name.IndexOf('`', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    /// <summary>
    /// Begins a forward: says where in the network the ops run that follow, to whoever keeps count, and computes the parameters that are
    /// computed from others.
    /// </summary>
    private protected ModuleVisit Enter()
    {
        ModuleVisit visit = new(
            LayerPlace.Enter(this, static module => LivingModules.PathOf(module) is { Length: > 0 } path ? path : LivingModules.NameOf(module)), Parametrizations);
        foreach (Parametrization parametrization in Parametrizations)
            parametrization.Begin(IsTraining);
        return visit;
    }

    void SetTrainable(bool trainable)
    {
        foreach (Parameter parameter in Parameters())
            parameter.Trainable = trainable;
    }

    /// <summary>
    /// For an exception filter: tells an error on its way out of this module's forward where it arose, unless it knows. False, so
    /// that the error goes on as it is.
    /// </summary>
    private protected virtual bool Locate(LaminaException error)
    {
        if (error.Location is null)
            error.Location = LivingModules.PathOf(this) is { Length: > 0 } path ? path : LivingModules.NameOf(this);
        return false;
    }
}
