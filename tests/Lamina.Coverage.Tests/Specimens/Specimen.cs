using System.Text.RegularExpressions;
using Lamina.NN;
using Lamina.Onnx;
using Lamina.TestKit;
using Lamina.Training;

namespace Lamina.Coverage.Tests.Specimens;

/// <summary>One layer with an example of its input: tried, not promised. Tests that use specimens run one after the other.</summary>
sealed class Specimen
{
    readonly Module<Tensor, Tensor> _network;
    readonly Module _layer;
    readonly Tensor _example;

    Specimen(Type type, Module layer, Module<Tensor, Tensor> network, Tensor example) => (Type, _layer, _network, _example) = (type, layer, network, example);

    public Type Type { get; }

    /// <summary>A layer of one tensor.</summary>
    public static Specimen Of(Module<Tensor, Tensor> layer, params long[] shape) => Of(layer, Example(shape));

    public static Specimen Of(Module<Tensor, Tensor> layer, Tensor example) => new(layer.GetType(), layer, layer, example);

    /// <summary>A layer that is called in another way, which the function says.</summary>
    public static Specimen Called<T>(T layer, Func<T, Tensor, Tensor> call, params long[] shape)
        where T : Module => new(typeof(T), layer, new Caller<T>(layer, call), Example(shape));

    /// <summary>What is put on a layer.</summary>
    public static Specimen On<T>(Action<Module> apply, Module<Tensor, Tensor> layer, params long[] shape)
    {
        apply(layer);
        return new(typeof(T), layer, layer, Example(shape));
    }

    /// <summary>What ONNX has no translation for, as the export says; null if the layer is written.</summary>
    public string? Refusal
    {
        get
        {
            // A layer that is built by its first input is built here.
            _network.Call(_example);
            try
            {
                using MemoryStream stream = new();
                _network.ToOnnx(stream, _example);
                return null;
            }
            catch (OnnxException error)
            {
                string[] operators = [.. Regex.Matches(error.Message, @"(\w+)(?: \[[^\]]+\])? \(\d+×\)").Select(match => match.Groups[1].Value)];
                return operators.Length > 0 ? string.Join(", ", operators) : error.Message;
            }
        }
    }

    /// <summary>How the network differs in ONNX Runtime, or why it cannot be written; null if it is the same there.</summary>
    /// <param name="path">Where to write it.</param>
    /// <param name="opset">The operator set to write it in.</param>
    public string? Difference(string path, int opset)
    {
        if (Refusal is { } refusal)
            return $"not written: {refusal}";
        // In training mode, so that averages that are kept are no longer those of the start.
        _network.Train();
        _network.Call(_example);
        _network.Eval();
        using GradientScope off = Gradients.Off();
        foreach (Parameter parameter in _network.Parameters())
            parameter.Value.AddInPlace(Tensor.Randn(parameter.Shape, generator: new Generator(3)) * 0.1f);
        _network.ToOnnx(path, _example, new OnnxExportOptions { Opset = opset });
        return OnnxRuntime.Difference(path, [_network.Call(_example)], _example);
    }

    /// <summary>True if a model's file describes it.</summary>
    public bool IsSaved => Type.IsSubclassOf(typeof(Parametrization))
        ? Architecture.Write(_layer).ContainsKey("parametrizations")
        : (string?)Architecture.Write(_layer)["layer"] != "custom";

    static Tensor Example(long[] shape) => Tensor.Randn(shape, generator: new Generator(1));

    sealed class Caller<T>(T layer, Func<T, Tensor, Tensor> call) : Module<Tensor, Tensor>
        where T : Module
    {
        readonly T _layer = layer;

        public override Tensor Forward(Tensor x) => call(_layer, x);
    }
}
