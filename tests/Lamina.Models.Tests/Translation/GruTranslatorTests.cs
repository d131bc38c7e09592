using Lamina.Models.Translation;
using Lamina.NN;

namespace Lamina.Models.Tests.Translation;

/// <summary>The translator is one network whether it reads all at once or step by step, sees no padding, and learns to turn sequences around.</summary>
public sealed class GruTranslatorTests
{
    [Fact]
    public void Step_by_step_it_says_the_same()
    {
        Tensor.Seed(1);
        GruTranslator model = new(11, 13, 8, 10, dropout: 0.3);
        model.Eval();
        using GradientScope off = Gradients.Off();
        Tensor source = Tensor.From([3L, 4, 5, 0, 6, 7, 8, 9]).Reshape(2, 4), target = Tensor.RandInt([2, 5], 1, 13, generator: new Generator(2));
        Tensor whole = model.Forward(source, target);
        Assert.Equal([2L, 5, 13], whole.Shape.ToArray());
        TranslatorMemory memory = model.Encode(source);
        Tensor state = memory.State;
        for (int step = 0; step < 5; step++)
        {
            (Tensor logits, state) = model.Step(target.Select(1, step), memory, state);
            Assert.True(logits.AllClose(whole.Select(1, step), 1e-4, 1e-5), $"step {step}");
        }

        // One sentence with several beginnings of its translation.
        TranslatorMemory second = model.Encode(source.Slice(0, 1, 2));
        Tensor beginnings = Tensor.From([1L, 7, 9]), twice = Tensor.Concatenate([second.State, second.State, second.State]);
        (Tensor together, _) = model.Step(beginnings, second, twice);
        for (int i = 0; i < 3; i++)
            Assert.True(together.Slice(0, i, i + 1).AllClose(model.Step(beginnings.Slice(0, i, i + 1), second, second.State).Logits, 1e-4, 1e-5), $"beginning {i}");
    }

    [Fact]
    public void Padding_changes_nothing()
    {
        Tensor.Seed(2);
        GruTranslator model = new(11, 13, 8, 10);
        model.Eval();
        using GradientScope off = Gradients.Off();
        Tensor target = Tensor.From([1L, 5, 6]).Reshape(1, 3);
        Tensor plain = model.Forward(Tensor.From([3L, 4, 5]).Reshape(1, 3), target), padded = model.Forward(Tensor.From([3L, 4, 5, 0, 0]).Reshape(1, 5), target);
        Assert.True(padded.AllClose(plain, 1e-5, 1e-6));
    }

    // Chance is ln 6 = 1.79 a token.
    [Fact]
    public void It_learns_to_turn_sequences_around()
    {
        Tensor.Seed(3);
        GruTranslator model = new(8, 8, 16, 32);
        AdamW optimizer = new(model.Parameters(), 0.01);
        Generator draws = new(4);
        double loss = 0;
        for (int i = 0; i < 250; i++)
        {
            Tensor source = Tensor.RandInt([16, 4], 2, 8, generator: draws), target = source.Flip(1);
            Tensor before = Tensor.Concatenate([Tensor.Ones([16, 1], DType.Int64), target.Slice(1, 0, 3)], 1);
            optimizer.ZeroGrad();
            Tensor value = Loss.CrossEntropy(model.Call(source, before).Reshape(-1, 8), target.Reshape(-1));
            value.Backward();
            Clip.GradientNorm(model.Parameters(), 1);
            optimizer.Step();
            loss = value.ToDouble();
        }

        Assert.True(loss < 0.3, $"{loss}");
        Assert.All(model.NamedParameters(), entry => Assert.True(entry.Parameter.Grad is not null, entry.Name));
    }
}
