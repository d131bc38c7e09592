using Lamina.Onnx.Import;
using Lamina.Onnx.Values;

namespace Lamina.Onnx.Operators;

/// <summary>Operators that make tensors: constants, ranges, random numbers, windows.</summary>
internal static class SourceOperators
{
    public static void AddTo(OperatorTable table)
    {
        table.Add("Constant", Constant);
        table.Add("ConstantOfShape", ConstantOfShape);
        table.Add("EyeLike", EyeLike);
        table.Add("Range", Range);
        table.Add("HannWindow", call => Window(call, 0.5, 0.5, 0));
        table.Add("HammingWindow", call => Window(call, 25.0 / 46, 21.0 / 46, 0));
        table.Add("BlackmanWindow", call => Window(call, 0.42, 0.5, 0.08));
        table.Add("MelWeightMatrix", MelWeightMatrix);
        table.Add("RandomNormal", call => [Random(call, Shape.Create(call.Ints("shape") ?? []), DType.Float32, normal: true)]);
        table.Add("RandomUniform", call => [Random(call, Shape.Create(call.Ints("shape") ?? []), DType.Float32, normal: false)]);
        table.Add("RandomNormalLike", call => [Random(call, call.X().Shape, call.X().DType, normal: true)]);
        table.Add("RandomUniformLike", call => [Random(call, call.X().Shape, call.X().DType, normal: false)]);
        table.Add("Bernoulli", call => [NodeCall.As(call.HasAttribute("dtype") ? (ElementType)call.Int("dtype", 1) : call.Type(), call.X().Bernoulli(Seeded(call)))]);
        table.Add("Multinomial", call => [NodeCall.As((ElementType)call.Int("dtype", 6), call.X().Softmax().Multinomial(call.Int("sample_size", 1), replacement: true, Seeded(call)))]);
    }

    static Value[] Constant(NodeCall call)
    {
        if (call.Node.Attributes.Values.Any(attribute => attribute.IsSparse))
            throw call.Fault("sparse constants are not supported");
        if (call.HasAttribute("value"))
            return [call.Scope.Model.Constant(call.Attribute("value").Tensor ?? throw call.Fault("the constant has no value"))];
        if (call.HasAttribute("value_float"))
            return [NodeCall.Of(Tensor.From((Scalar)call.Attribute("value_float").Single).To(DType.Float32))];
        if (call.HasAttribute("value_floats"))
            return [NodeCall.Of(Tensor.From([.. call.Attribute("value_floats").Singles]))];
        if (call.HasAttribute("value_int"))
            return [NodeCall.Of(Tensor.From((Scalar)call.Attribute("value_int").Number))];
        if (call.HasAttribute("value_ints"))
            return [NodeCall.Of(Tensor.From([.. call.Attribute("value_ints").Numbers]))];
        if (call.HasAttribute("value_string"))
            return [new TextValue([call.Attribute("value_string").Text], Shape.Empty)];
        string[] texts = [.. call.Attribute("value_strings").Texts];
        return [new TextValue(texts, [texts.Length])];
    }

    static Value[] ConstantOfShape(NodeCall call)
    {
        Shape shape = Shape.Create(call.Longs(0));
        if (!call.HasAttribute("value"))
            return [NodeCall.Of(Tensor.Zeros(shape))];
        TensorValue value = (TensorValue)call.Scope.Model.Constant(call.Attribute("value").Tensor!);
        return [value with { Data = value.Data.Reshape([.. Enumerable.Repeat(1L, shape.Rank)]).Expand(shape).Contiguous() }];
    }

    static Value[] EyeLike(NodeCall call)
    {
        Shape shape = call.X().Shape;
        ElementType type = call.HasAttribute("dtype") ? (ElementType)call.Int("dtype", 1) : call.Type();
        long k = call.Int("k", 0);
        Tensor rows = Tensor.Arange(0, shape[0], dtype: DType.Int64).Unsqueeze(1), columns = Tensor.Arange(0, shape[1], dtype: DType.Int64);
        return [NodeCall.As(type, columns.EqualTo(rows + k).To(type.Storage()))];
    }

    static Value[] Range(NodeCall call)
    {
        ElementType type = call.Type();
        double start = call.Number(0), limit = call.Number(1), delta = call.Number(2);
        long count = Math.Max(0, (long)Math.Ceiling((limit - start) / delta));
        Tensor steps = Tensor.Arange(0, count, dtype: DType.Int64);
        return [NodeCall.As(type, type.IsFloating() ? (steps.To(DType.Float64) * delta) + start : (steps * (long)delta) + (long)start)];
    }

    static Value[] Window(NodeCall call, double a0, double a1, double a2)
    {
        long size = (long)call.Number(0), length = call.Flag("periodic", true) ? size : Math.Max(1, size - 1);
        Tensor angle = Tensor.Arange(0, size, dtype: DType.Float64) * (2 * Math.PI / length);
        return [NodeCall.As((ElementType)call.Int("output_datatype", 1), a0 - (a1 * angle.Cos()) + (a2 * (angle * 2.0).Cos()))];
    }

    // Triangles that are equally wide on the mel scale: 2595·log10(1 + f/700).
    static Value[] MelWeightMatrix(NodeCall call)
    {
        long bins = (long)call.Number(0), length = (long)call.Number(1), rate = (long)call.Number(2);
        double Mel(double hertz) => 2595 * Math.Log10(1 + (hertz / 700));
        double low = Mel(call.Number(3)), high = Mel(call.Number(4)), step = (high - low) / (bins + 2);
        long rows = (length / 2) + 1;
        call.Room((double)rows * bins);
        long[] edges = [.. Enumerable.Range(0, call.Room(bins + 2.0)).Select(i => (long)Math.Floor((length + 1) * (700 * (Math.Pow(10, (low + (i * step)) / 2595) - 1)) / rate))];
        double[,] weights = new double[rows, bins];
        for (int bin = 0; bin < bins; bin++)
        {
            (long left, long middle, long right) = (edges[bin], edges[bin + 1], edges[bin + 2]);
            if (middle == left)
                weights[middle, bin] = 1;
            for (long row = left; row < middle + 1 && middle > left; row++)
                weights[row, bin] = (double)(row - left) / (middle - left);
            for (long row = middle; row < right && right > middle; row++)
                weights[row, bin] = (double)(right - row) / (right - middle);
        }

        return [NodeCall.As((ElementType)call.Int("output_datatype", 1), Tensor.From(weights))];
    }

    static Generator? Seeded(NodeCall call) => call.HasAttribute("seed") ? new Generator((long)call.Float("seed", 0)) : null;

    static TensorValue Random(NodeCall call, Shape shape, DType otherwise, bool normal)
    {
        ElementType type = call.HasAttribute("dtype") ? (ElementType)call.Int("dtype", 1) : ElementTypes.Of(otherwise);
        return NodeCall.As(type, normal
            ? Tensor.Normal(shape, call.Float("mean", 0), call.Float("scale", 1), generator: Seeded(call))
            : Tensor.Uniform(shape, call.Float("low", 0), call.Float("high", 1), generator: Seeded(call)));
    }
}
