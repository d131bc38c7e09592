using Lamina.NN;

namespace Lamina.Training;

/// <summary>Makes a model of the parts of its file.</summary>
internal sealed class ModelReader
{
    readonly ModelArchive _archive;
    readonly Described _description;

    public ModelReader(string path)
    {
        _archive = ModelArchive.Read(path);
        long elements = _archive.Weights.Values.Sum(tensor => tensor.Count);
        _description = new Described(path, "model.json", _archive.Description, new ElementBudget(elements));
        if (!Model.IsReadable(_description))
            throw _description.Fault("it is no model of Lamina");
    }

    public Model Read(Module<Tensor, Tensor>? module, Optimizer? optimizer, Loss? loss, IReadOnlyList<Metric>? metrics)
    {
        // Layers draw their first weights, which the file's replace: the program's random numbers are not to notice.
        GeneratorState random = Generator.Default.State;
        module ??= Make(_description.Object("architecture"));
        Generator.Default.State = random;
        LoadWeights(module);
        optimizer = ReadOptimizer(module, optimizer);
        loss ??= _description.Has("loss") ? MakeLoss(_description.Object("loss")) : null;
        metrics ??= loss is OutputLosses outputs ? outputs.Metrics : [.. _description.Objects("metrics").Select(MetricForms.Make)];
        Model model = new(module, optimizer, loss, metrics)
        {
            Preprocessing = PreprocessingForm.Make(_description.Object("preprocessing")),
            Position = Position,
        };
        TrainingForms.Read(model, _description, _archive.Optimizer);
        Resume(model);
        module.Eval();
        return model;
    }

    /// <summary>How far the file's training has come.</summary>
    public TrainingPosition Position => ReadPosition(_description.Object("position"));

    /// <summary>Brings a model that was made as the file's was to where the file's is, in place.</summary>
    public void ReadInto(Model model)
    {
        model.Module.LoadStateDict(_archive.Weights);
        ReadFrozen(model.Module);
        ReadOptimizer(model.Module, model.Optimizer);
        TrainingForms.Restore(model, _description, _archive.Optimizer);
        model.Position = Position;
        Resume(model);
    }

    void Resume(Model model)
    {
        Described random = _description.Object("random");
        FitState? fit = _description.Has("fit") ? FitState.Read(_description.Object("fit"), _archive.Fit) : null;
        model.Resume(new GeneratorState(random.Long("seed"), random.Long("stream"), random.Long("offset", 0)), fit);
    }

    Module<Tensor, Tensor> Make(Described architecture)
    {
        Module<Tensor, Tensor> module = Architecture.Make(architecture);
        RegularizationForm.Read(_description, module);

        // The model would make weights of any size for a first layer that says what comes in; Lamina writes none that wait behind such a one.
        return module.IsBuilt() || module.KnownInput() is null ? module : throw architecture.Fault("a layer waits for weights that the file does not hold");
    }

    static Loss MakeLoss(Described loss) => OutputForms.AreIn(loss) ? OutputForms.Make(loss) : LossForms.Make(loss);

    void LoadWeights(Module module)
    {
        DType[] dtypes = [.. _archive.Weights.Values.Select(tensor => tensor.DType).Where(dtype => dtype.IsFloatingPoint()).Distinct()];
        if (dtypes.Length == 1)
            module.To(dtypes[0]);
        module.LoadStateDict(_archive.Weights);
        ReadFrozen(module);
    }

    void ReadFrozen(Module module)
    {
        HashSet<string> frozen = [.. _description.Texts("frozen")];
        foreach ((string name, Parameter parameter) in module.NamedParameters())
            parameter.Trainable = !frozen.Contains(name);
    }

    Optimizer? ReadOptimizer(Module module, Optimizer? given)
    {
        if (given is null && !_description.Has("optimizer"))
            return null;
        if (given is { Groups.Count: 0 })
            given.Attach(module.Parameters());
        Optimizer optimizer = given ?? OptimizerForms.Make(_description.Object("optimizer"), module);
        if (_archive.Optimizer.Count > 0)
            optimizer.LoadStateDict(_archive.Optimizer);
        return optimizer;
    }

    static TrainingPosition ReadPosition(Described position) => new(position.Long("epoch", 0), position.Long("batch", 0), position.Long("step", 0));
}
