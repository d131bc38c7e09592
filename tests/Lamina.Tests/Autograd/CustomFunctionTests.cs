namespace Lamina.Tests.Autograd;

public sealed class CustomFunctionTests
{
    [Fact]
    public void The_rule_of_a_custom_function_is_used_and_can_be_differentiated()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        Tensor y = new Cube().Apply(x)[0];
        Assert.Equal([8.0, 27.0], y.ToArray<double>());
        Tensor first = y.Sum().Gradients([x], createGraph: true)[0];
        Assert.Equal([12.0, 27.0], first.ToArray<double>());
        Assert.Equal([12.0, 18.0], first.Sum().Gradients(x)[0].ToArray<double>());
    }

    [Fact]
    public void A_rule_with_too_few_gradients_is_a_clear_error()
    {
        Tensor x = Tensor.From(2.0).RequireGrad();
        GradientException error = Assert.Throws<GradientException>(() => new Forgetful().Apply(x, x)[0].Sum().Backward());
        Assert.Contains("Forgetful", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_with_a_gradient_of_the_wrong_shape_is_a_clear_error()
    {
        Tensor x = Tensor.From(2.0, 3.0).RequireGrad();
        GradientException error = Assert.Throws<GradientException>(() => new Twice(Tensor.Zeros([3], DType.Float64)).Apply(x)[0].Sum().Backward());
        Assert.Contains("Twice.Backward", error.Message, StringComparison.Ordinal);
        Assert.Contains("input 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2]", error.Message, StringComparison.Ordinal);
        new Twice(Tensor.Full([3, 2], 2.0, DType.Float64)).Apply(x)[0].Sum().Backward();
        Assert.Equal([6.0, 6.0], x.Grad!.ToArray<double>());
    }

    sealed class Cube : CustomFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            context.Save(inputs);
            return [inputs[0] * inputs[0] * inputs[0]];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [gradients[0] * 3 * context.Saved[0].Square()];
    }

    sealed class Forgetful : CustomFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] + inputs[1]];

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [gradients[0]];
    }

    sealed class Twice(Tensor gradient) : CustomFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 2];

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [gradient];
    }
}
