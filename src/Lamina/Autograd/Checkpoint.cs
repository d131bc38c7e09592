using Lamina.Autograd;

namespace Lamina;

/// <summary>
/// Trades time for memory: runs a part of a network without keeping what its gradient needs, and computes it again in
/// backward. <b>Source:</b> Chen et al., Training deep nets with sublinear memory cost (2016).
/// </summary>
public static class Checkpoint
{
    /// <summary>Runs <paramref name="part"/> on the inputs; gradients flow to them and to the parameters that it uses.</summary>
    /// <param name="part">A pure function of its inputs, parameters and random draws. It runs a second time in backward, with the same draws.</param>
    /// <param name="inputs">The inputs.</param>
    /// <remarks>
    /// Gradients of parameters used inside are added to their <see cref="Tensor.Grad"/>, as <see cref="Tensor.Backward"/>
    /// does; <see cref="Tensor.Gradients(ReadOnlySpan{Tensor})"/> does not see them. What a layer notes besides its output,
    /// such as running statistics, is noted the first time only.
    /// </remarks>
    public static Tensor Run(Func<Tensor[], Tensor> part, params ReadOnlySpan<Tensor> inputs)
    {
        Tensor[] given = inputs.ToArray();
        if (!GradMode.Enabled)
            return part(given);
        return new Recomputation(part).Apply(given)[0];
    }

    /// <summary>Runs <paramref name="part"/> on one input.</summary>
    public static Tensor Run(Func<Tensor, Tensor> part, Tensor input) => Run((Tensor[] inputs) => part(inputs[0]), [input]);

    [ThreadStatic]
    static bool _recomputes;

    /// <summary>True while a part runs for the second time: running statistics and the like must not be touched again.</summary>
    public static bool IsRecomputing => _recomputes;

    sealed class Recomputation(Func<Tensor[], Tensor> part) : CustomFunction
    {
        GeneratorState _state;

        internal override bool AlwaysRecords => true;

        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            context.Save(inputs);
            _state = Generator.Default.State;
            return [part(inputs)];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients)
        {
            Tensor[] inputs = [.. context.Saved.Select(t => t.DType.IsFloatingPoint() ? t.Detach().RequireGrad() : t)];
            GeneratorState now = Generator.Default.State;
            bool outer = _recomputes;
            Generator.Default.State = _state;
            _recomputes = true;
            try
            {
                Tensor output;
                using (Gradients.On())
                    output = part(inputs);

                _recomputes = outer;

                // Parameters are leaves: the inner pass adds to their gradients itself.
                output.Backward(gradients[0]);
                return [.. inputs.Select(t => t.Grad)];
            }
            finally
            {
                Generator.Default.State = now;
                _recomputes = outer;
            }
        }
    }
}
