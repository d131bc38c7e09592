namespace Lamina.Tests.Autograd;

public sealed class AnomalyTests
{
    [Fact]
    public void The_op_that_made_the_first_NaN_is_named()
    {
        Tensor zero = Tensor.From(0.0, 1.0);
        string message = Message(() => (zero / zero).Exp());
        Assert.Contains("divide made the first NaN", message, StringComparison.Ordinal);
        Assert.True(double.IsNaN((zero / zero).ToArray<double>()[0]));
        Tensor target = Tensor.From(0.0, 1.0);
        Assert.Contains("divide_in_place made the first NaN", Message(() => target.DivideInPlace(zero)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_that_came_from_outside_is_not_blamed_on_the_op_that_took_it()
    {
        Tensor data = Tensor.From(double.NaN, 2);
        string message = Message(() => (Tensor.From(1.0, 2.0) * data).Sum());
        Assert.DoesNotContain("made the first", message, StringComparison.Ordinal);
        Assert.Contains("multiply", message, StringComparison.Ordinal);
        Assert.Contains("input 1", message, StringComparison.Ordinal);
        Assert.DoesNotContain("made the first", Message(() => data.Clone().AddInPlace(1)), StringComparison.Ordinal);
        using (Gradients.DetectAnomaly())
        {
            Assert.Equal([0.0, 2.0], Tensor.Where(data.IsNaN(), Tensor.From(0.0), data).ToArray<double>());
            data.CopyFrom(Tensor.From(1.0, 2.0));
        }
    }

    [Fact]
    public void A_NaN_made_in_backward_is_told_by_the_op_of_the_forward_pass()
    {
        Tensor x = Tensor.From(0.0, 1.0).RequireGrad();
        string message = Message(() => (x.Sqrt() * Tensor.From(0.0, 1.0)).Sum().Backward());
        Assert.Contains("The gradient of sqrt", message, StringComparison.Ordinal);
        Assert.DoesNotContain("derivative_times", message, StringComparison.Ordinal);
        message = Message(() => new Faulty().Apply(x)[0].Sum().Backward());
        Assert.Contains("The gradient of Faulty", message, StringComparison.Ordinal);
        Assert.DoesNotContain("multiply", message, StringComparison.Ordinal);
        message = Message(() => (x.Sqrt() * Tensor.From(0.0, 1.0)).Sum().Gradients([x], createGraph: true));
        Assert.Contains("The gradient of sqrt", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_NaN_put_into_backward_from_outside_is_not_blamed_on_the_rule_that_took_it()
    {
        Tensor x = Tensor.From(1.0, 2.0).RequireGrad();
        string message = Message(() => (x * 2).Backward(Tensor.From(double.NaN, 1)));
        Assert.DoesNotContain("first", message, StringComparison.Ordinal);
        Assert.Contains("multiply", message, StringComparison.Ordinal);
        Assert.Contains("hook", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mode_is_on_again_after_an_error_and_a_backward_without_NaN_is_left_alone()
    {
        Tensor x = Tensor.From(4.0, 1.0).RequireGrad();
        using (Gradients.DetectAnomaly())
        {
            Checkpoint.Run(t => t.Sqrt(), x).Sum().Backward();
            Assert.Equal([0.25, 0.5], x.Grad!.ToArray<double>());
            Tensor zero = Tensor.From(0.0).RequireGrad();
            Assert.Throws<NumericException>(() => (zero.Sqrt() * 0).Sum().Backward());
            Assert.Throws<NumericException>(() => (zero / zero).Sum());
        }

        Assert.True(double.IsNaN((x * double.NaN).Sum().ToDouble()));
    }

    static string Message(Action act)
    {
        using (Gradients.DetectAnomaly())
            return Assert.Throws<NumericException>(act).Message;
    }

    sealed class Faulty : CustomFunction
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 2];

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradients) => [gradients[0] * double.NaN];
    }
}
