using Lamina.Ops;

namespace Lamina.NN;

/// <summary>Parameters seen as one vector.</summary>
internal sealed class FlatParameters(IReadOnlyList<Parameter> parameters)
{
    readonly DType _dtype = parameters.Any(parameter => parameter.DType == DType.Float64) ? DType.Float64 : DType.Float32;

    /// <summary>What the loss and the gradients now are, without a slope.</summary>
    public LinePoint Take(double rate, Tensor loss)
    {
        using (Gradients.Off())
        {
            Tensor gradient = Tensor.Concatenate([.. parameters.Select(parameter => (parameter.Grad ?? Tensor.Zeros(parameter.Shape)).To(_dtype).Reshape(-1))], 0);
            return new LinePoint(rate, loss.ToDouble(), 0, gradient);
        }
    }

    /// <summary>Moves from a start along a direction, and evaluates there.</summary>
    public LinePoint Evaluate(Func<Tensor> closure, Tensor[] start, Tensor direction, double rate)
    {
        Move(start, direction, rate);
        LinePoint point = Take(rate, closure().Detach());
        using (Gradients.Off())
            return point with { Slope = point.Gradient.Dot(direction).ToDouble() };
    }

    public Tensor[] Copy()
    {
        using (Gradients.Off())
            return [.. parameters.Select(parameter => parameter.Value.Clone())];
    }

    public void Move(Tensor[] start, Tensor direction, double rate)
    {
        using (Gradients.Off())
        {
            long from = 0;
            for (int i = 0; i < start.Length; i++)
            {
                Tensor own = direction.Slice(0, from, from + start[i].Count).Reshape(start[i].Shape);
                parameters[i].Value.CopyFrom(start[i] + (rate * own));
                from += start[i].Count;
            }
        }
    }
}
