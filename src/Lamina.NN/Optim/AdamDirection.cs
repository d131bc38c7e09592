namespace Lamina.NN;

/// <summary>Adam's direction m̂/(√v̂ + ε) in tensor operations, for optimizers that scale it as a whole. States: <c>exp_avg</c>, <c>exp_avg_sq</c>.</summary>
internal static class AdamDirection
{
    public static readonly IReadOnlyList<string> StateNames = ["exp_avg", "exp_avg_sq"];

    public static Tensor Next(TensorUpdate update, double beta1, double beta2, double epsilon)
    {
        update["exp_avg"] = (beta1 * update["exp_avg"]) + ((1 - beta1) * update.Gradient);
        update["exp_avg_sq"] = (beta2 * update["exp_avg_sq"]) + ((1 - beta2) * update.Gradient.Square());
        Tensor correction = 1 - Power(beta1, update.Step), root = (1 - Power(beta2, update.Step)).Sqrt();
        return update["exp_avg"] / correction / ((update["exp_avg_sq"].Sqrt() / root) + epsilon);
    }

    static Tensor Power(double number, Tensor exponent) => number == 0 ? exponent * 0 : (exponent * Math.Log(number)).Exp();
}
