using Lamina.Ops;

namespace Lamina.Autograd;

/// <summary>Looks for the first NaN, around an op or around the gradient rule of a node.</summary>
internal sealed class AnomalyCheck
{
    readonly Op _op;

    // The input that held a NaN before the op ran, which may have written over it since.
    readonly int _held;

    AnomalyCheck(Op op, int held) => (_op, _held) = (op, held);

    /// <summary>Looks at the inputs of an op before it runs.</summary>
    public static AnomalyCheck Before(Op op, ReadOnlySpan<Tensor> inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (HasNaN(inputs[i]))
                return new(op, i);
        }

        return new(op, -1);
    }

    /// <summary>Looks at what the op made.</summary>
    public void After(Tensor[] outputs)
    {
        foreach (Tensor output in outputs)
        {
            if (!HasNaN(output))
                continue;
            throw new NumericException(_held < 0
                ? $"{_op.Name} made the first NaN, in a result {output.Spec}. Look at its inputs: a division by zero, a logarithm or root of a negative number, or an overflow before it (∞ − ∞)."
                : $"{_op.Name} took a NaN in input {_held}, which no op made since anomalies are looked for, and passed it on to a result {output.Spec}. Look at where that input came from: data, a parameter, or a value computed before.");
        }
    }

    /// <summary>Applies the rule of a node, whose own ops are not looked at: what counts is the gradient of the op it belongs to.</summary>
    public static Tensor?[] Rule(GradNode node, Tensor?[] gradients, Func<GradNode, Tensor?[], Tensor?[]> apply)
    {
        bool held = Array.Exists(gradients, HasNaN);
        GradMode.Anomaly = false;
        Tensor?[] results;
        try
        {
            results = apply(node, gradients);
        }
        finally
        {
            GradMode.Anomaly = true;
        }

        if (Array.Find(results, HasNaN) is not { } found)
            return results;
        throw new NumericException(held
            ? $"The gradient of {node.Name} ({found.Spec}) holds a NaN that came into it from outside: from a hook, or from the gradient given to Backward."
            : $"The gradient of {node.Name} is the first to hold a NaN ({found.Spec}). Its forward value held none: look for a root or a logarithm at 0, or a division of 0 by 0 in its derivative.");
    }

    static bool HasNaN(Tensor? tensor)
    {
        if (tensor is null || !tensor.DType.IsFloatingPoint())
            return false;
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
