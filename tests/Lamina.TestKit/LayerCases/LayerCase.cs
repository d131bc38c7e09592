using Lamina.Formats;
using Lamina.NN;
using Lamina.Onnx;
using Lamina.TestKit.Goldens;

namespace Lamina.TestKit.LayerCases;

/// <summary>
/// One line a layer: <c>LayerCase.Check("Linear", args => new Linear(…))</c> builds the layer for every golden case of its kind and
/// checks keys, outputs, gradients of inputs and parameters, and buffers in float64 and float32; that it computes and trains
/// in 16 bits; that its state goes through a file; that it predicts the same as ONNX, read back and, where it is installed, in ONNX Runtime;
/// and that a step down the gradient lowers a loss.
/// </summary>
public sealed class LayerCase
{
    // What is not written: averages of windows that are cut off at the end, whose divisor ONNX counts otherwise, and embeddings that shorten their vectors when they look them up;
    // nor bags that are given by offsets, which are read to cut them.
    static readonly string[] NotInOnnx = ["rounding up the size", "put [changes memory in place]"];

    readonly Golden _golden;
    readonly Func<GoldenArgs, Module> _build;
    readonly Func<Module, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> _forward;

    LayerCase(Golden golden, Func<GoldenArgs, Module> build, Func<Module, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> forward) =>
        (_golden, _build, _forward) = (golden, build, forward);

    /// <summary>Checks a layer of one input and one output.</summary>
    /// <param name="kind">PyTorch's class.</param>
    /// <param name="build">Makes the layer from PyTorch's arguments.</param>
    public static void Check(string kind, Func<GoldenArgs, Module<Tensor, Tensor>> build) =>
        Check(kind, build, (module, inputs) => [((Module<Tensor, Tensor>)module).Forward(inputs[0])]);

    /// <summary>Checks a layer of any inputs and outputs, whose call is given.</summary>
    /// <param name="kind">PyTorch's class.</param>
    /// <param name="build">Makes the layer from PyTorch's arguments.</param>
    /// <param name="forward">Calls it.</param>
    /// <param name="wanted">Which of the kind's cases; all if null.</param>
    public static void Check(string kind, Func<GoldenArgs, Module> build, Func<Module, IReadOnlyList<Tensor>, IReadOnlyList<Tensor>> forward, Func<Golden, bool>? wanted = null)
    {
        List<LayerCase> cases = [.. LayerGoldens.OfKind(kind).Where(golden => wanted?.Invoke(golden) ?? true).Select(golden => new LayerCase(golden, build, forward))];
        if (cases.Count == 0)
            throw new CheckFailedException($"There is no golden case of kind {kind}.");
        foreach (LayerCase layer in cases)
        {
            layer.AgreesWithReference(DType.Float64);
            layer.AgreesWithReference(DType.Float32);
            layer.HoldsInShortDTypes();
            layer.GoesThroughAFile();
            layer.LearnsFromAStep();
            layer.GoesThroughOnnx();
        }
    }

    string Name => _golden.Name;

    Module Build(DType dtype)
    {
        Module module = _build(_golden.Args);
        module.To(dtype);
        module.Train(_golden.Mode == "train");
        OrderedDictionary<string, Tensor> state = [];
        foreach ((string key, Tensor tensor) in _golden.Under("param.").Concat(_golden.Under("buffer.")))
            state.Add(key, tensor);
        if (!module.StateDict().Keys.SequenceEqual(state.Keys))
            throw new CheckFailedException($"{Name}: the keys are {string.Join(", ", module.StateDict().Keys)}; PyTorch's are {string.Join(", ", state.Keys)}.");
        module.LoadStateDict(state);
        long expected = _golden.Under("param.").Sum(entry => entry.Tensor.Count);
        if (module.ParameterCount != expected)
            throw new CheckFailedException($"{Name}: {module} counts {module.ParameterCount} parameters, not {expected}.");
        return module;
    }

    void AgreesWithReference(DType dtype)
    {
        Module module = Build(dtype);
        IReadOnlyList<Tensor> inputs = _golden.Numbered("input", dtype);
        for (int i = 0; i < inputs.Count; i++)
        {
            if (_golden.Has($"grad.input.{i}"))
                inputs[i].RequireGrad();
        }

        IReadOnlyList<Tensor> outputs = _forward(module, inputs);
        Tensor? scalar = null;
        for (int i = 0; i < outputs.Count; i++)
        {
            if (outputs[i].DType != dtype)
                throw new CheckFailedException($"{Name}: output {i} is {outputs[i].DType.Name()} for inputs of {dtype.Name()}.");
            _golden.Check($"output.{i}", outputs[i]);
            if (_golden.Has($"grad_output.{i}"))
            {
                Tensor part = (outputs[i] * _golden[$"grad_output.{i}", dtype]).Sum();
                scalar = scalar is null ? part : scalar + part;
            }
        }

        scalar!.Backward();
        for (int i = 0; i < inputs.Count; i++)
        {
            if (_golden.Has($"grad.input.{i}"))
                _golden.Check($"grad.input.{i}", inputs[i].Grad ?? throw new CheckFailedException($"{Name}: input {i} got no gradient."));
        }

        foreach ((string key, Parameter parameter) in module.NamedParameters())
            _golden.Check($"grad.{key}", parameter.Grad ?? throw new CheckFailedException($"{Name}: {key} got no gradient."));
        foreach ((string key, _) in _golden.Under("buffer_after."))
            _golden.Check($"buffer_after.{key}", module.StateDict()[key]);
    }

    // A few roundings of 8 or 11 binary digits; special values are another matter.
    void HoldsInShortDTypes()
    {
        if (Name.EndsWith("_corners", StringComparison.Ordinal) || Name.EndsWith("_large", StringComparison.Ordinal) || Name.EndsWith("_small", StringComparison.Ordinal) || Name.EndsWith("_ties", StringComparison.Ordinal))
            return;
        foreach ((DType dtype, double tolerance) in (ReadOnlySpan<(DType, double)>)[(DType.BFloat16, 0.06), (DType.Float16, 0.008)])
        {
            Module module = Build(dtype);
            IReadOnlyList<Tensor> outputs = _forward(module, _golden.Numbered("input", dtype));
            Tensor scalar = Tensor.Zeros([]);
            for (int i = 0; i < outputs.Count; i++)
            {
                Tensor expected = _golden[$"output.{i}"];
                if (outputs[i].DType != (expected.DType.IsFloatingPoint() ? dtype : expected.DType))
                    throw new CheckFailedException($"{Name}: output {i} is {outputs[i].DType.Name()} in {dtype.Name()}.");
                double error = expected.Count == 0 || !expected.DType.IsFloatingPoint() ? 0 : (outputs[i].To(DType.Float64) - expected).Abs().Max().ToDouble() / Math.Max(expected.Abs().Max().ToDouble(), 1e-3);
                if (!(error <= tolerance))
                    throw new CheckFailedException($"{Name}: output {i} in {dtype.Name()} is off by {error:G3} of its largest magnitude.");
                if (_golden.Has($"grad_output.{i}"))
                    scalar += (outputs[i].To(DType.Float32) * _golden[$"grad_output.{i}", DType.Float32]).Sum();
            }

            if (module.ParameterCount == 0)
                continue;
            scalar.Backward();
            new Sgd(module.Parameters(), 0.01).Step();
            foreach ((string key, Parameter parameter) in module.NamedParameters())
            {
                if (parameter.DType != dtype || parameter.Grad is not { } gradient || gradient.DType != dtype || !parameter.Value.IsFinite().All().ToBoolean())
                    throw new CheckFailedException($"{Name}: {key} did not train in {dtype.Name()}: {parameter}, gradient {parameter.Grad?.Spec}.");
            }
        }
    }

    void GoesThroughAFile()
    {
        Module module = Build(DType.Float32), fresh = _build(_golden.Args);
        fresh.Train(module.IsTraining);
        using MemoryStream stream = new();
        Safetensors.Save(stream, module.StateDict());
        stream.Position = 0;
        fresh.LoadStateDict(Safetensors.Load(stream, Name).Tensors);
        IReadOnlyList<Tensor> inputs = _golden.Numbered("input", DType.Float32);
        foreach ((Tensor first, Tensor second) in _forward(module, inputs).Zip(_forward(fresh, inputs)))
        {
            if (!first.ToArray<float>().AsSpan().SequenceEqual(second.ToArray<float>()))
                throw new CheckFailedException($"{Name}: loaded from its own state, {module} computes other bits.");
        }
    }

    // Written as ONNX it predicts the same, read back and in ONNX Runtime.
    void GoesThroughOnnx()
    {
        Tensor[] inputs = [.. _golden.Numbered("input", DType.Float32)];
        if (!Array.TrueForAll(inputs, input => input.DType is DType.Float32 or DType.Int64))
            return;
        Module module = Build(DType.Float32);
        module.Eval();
        using GradientScope off = Gradients.Off();
        IReadOnlyList<Tensor> expected = _forward(module, inputs);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("lamina-layer-");
        try
        {
            string path = Path.Combine(folder.FullName, "layer.onnx");
            foreach (int opset in (ReadOnlySpan<int>)[17, 21])
            {
                Onnx.Onnx.Export(path, given => [.. _forward(module, given)], inputs, new OnnxExportOptions { Opset = opset }, module);
                IsReadAs(path, inputs, expected);
                if (OnnxRuntime.Missing is null && OnnxRuntime.Difference(path, expected, inputs) is { } difference)
                    throw new CheckFailedException($"{Name}, {module} in ONNX Runtime, operator set {opset}: {difference}.");
            }
        }
        catch (OnnxException refusal) when (Array.Exists(NotInOnnx, reason => refusal.Message.Contains(reason, StringComparison.Ordinal)) || module is EmbeddingBag or AdaptiveLogSoftmaxWithLoss)
        {
            // The refusal is what is promised.
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    void IsReadAs(string path, Tensor[] inputs, IReadOnlyList<Tensor> expected)
    {
        foreach ((Tensor actual, Tensor wanted) in Onnx.Onnx.Load(path).Run(inputs).Zip(expected))
        {
            if ((actual.Shape, actual.DType) != (wanted.Shape, wanted.DType))
                throw new CheckFailedException($"{Name}: read back from ONNX, it gives {actual.Spec}, not {wanted.Spec}.");
            double most = wanted.Count == 0 ? 1 : Math.Max(1e-3, wanted.Abs().Max().ToDouble()), error = wanted.Count == 0 ? 0 : (actual - wanted).Abs().Max().ToDouble();
            if (!(error <= 1e-5 * most))
                throw new CheckFailedException($"{Name}: read back from ONNX, it is off by {error:G3} of {most:G3}.");
        }
    }

    // A step down the gradient of a squared distance, short enough to stay where the gradient holds.
    void LearnsFromAStep()
    {
        // Where the derivative jumps the gradient holds on one side only.
        if (Name.EndsWith("_ties", StringComparison.Ordinal) || Name.EndsWith("_corners", StringComparison.Ordinal))
            return;
        Module module = Build(DType.Float64);
        Tensor[] inputs = [.. _golden.Numbered("input")];
        List<Tensor> leaves = [.. module.Parameters().Select(parameter => parameter.Value)];
        if (leaves.Count == 0)
            leaves = [.. inputs.Where(input => input.DType.IsFloatingPoint()).Select(input => input.RequireGrad())];
        Tensor Loss() => (_forward(module, inputs)[0] - _golden["grad_output.0"]).Square().Mean();

        Tensor loss = Loss();
        loss.Backward();
        double before = loss.ToDouble(), slope = leaves.Sum(leaf => leaf.Grad!.Square().Sum().ToDouble());
        if (slope == 0)
            return;
        double rate = 1e-6 * before / slope;
        using (Gradients.Off())
        {
            foreach (Tensor leaf in leaves)
                leaf.SubtractInPlace(rate * leaf.Grad!);
        }

        double drop = before - Loss().ToDouble();
        if (!(drop > 0.5e-6 * before))
            throw new CheckFailedException($"{Name}: a step that should lower the loss of {before:G9} by {1e-6 * before:G3} lowers it by {drop:G3}.");
    }

    public override string ToString() => Name;
}
