using Lamina.Ops;

namespace Lamina.Autograd;

/// <summary>Names the op that made the first NaN.</summary>
internal static class AnomalyCheck
{
    public static void Outputs(Op op, Tensor[] outputs)
    {
        foreach (Tensor output in outputs)
        {
            if (output.DType.IsFloatingPoint() && HasNaN(output))
                throw new NumericException($"{op.Name} made the first NaN, in a result {output.Spec}. Look at its inputs: a division by zero, a logarithm or root of a negative number, or an overflow before it (∞ − ∞).");
        }
    }

    public static void Gradient(GradNode node, Tensor gradient)
    {
        if (gradient.DType.IsFloatingPoint() && HasNaN(gradient))
            throw new NumericException($"The gradient of {node.Name} is the first to hold a NaN ({gradient.Spec}). Its forward value was finite: look for a root or a logarithm at 0, or a division of 0 by 0 in its derivative.");
    }

    static bool HasNaN(Tensor tensor)
    {
        bool anomaly = GradMode.Anomaly;
        GradMode.Anomaly = false;
        try
        {
            return Array.Exists(tensor.Detach().ToArray<double>(), double.IsNaN);
        }
        finally
        {
            GradMode.Anomaly = anomaly;
        }
    }
}
