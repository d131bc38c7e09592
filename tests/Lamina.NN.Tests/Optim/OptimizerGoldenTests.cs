using Lamina.TestKit.Goldens;
using Xunit;

namespace Lamina.NN.Tests.Optim;

/// <summary>Twenty steps of every optimizer agree with PyTorch.</summary>
public sealed class OptimizerGoldenTests
{
    public static TheoryData<string> Cases => [.. Golden.Names("optimizers").Where(name => !name.StartsWith("clip_", StringComparison.Ordinal) && !name.StartsWith("lbfgs_", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_agree(string name)
    {
        foreach (DType dtype in (DType[])[DType.Float64, DType.Float32])
        {
            OptimizerCase run = new(name, dtype);
            run.Run();
            run.Check();
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_resumed_from_its_state_has_the_same_bits(string name)
    {
        OptimizerCase whole = new(name, DType.Float32), begun = new(name, DType.Float32), resumed = new(name, DType.Float32);
        whole.Run();
        begun.Run(last: 13);
        Dictionary<string, Tensor> state = begun.Optimizer.StateDict().ToDictionary(pair => pair.Key, pair => pair.Value.Clone());
        for (int i = 0; i < begun.Parameters.Length; i++)
            resumed.Parameters[i].Load(begun.Parameters[i]);
        resumed.Optimizer.LoadStateDict(state);
        resumed.Run(first: 14);
        for (int i = 0; i < whole.Parameters.Length; i++)
            Assert.Equal(whole.Parameters[i].Value.ToArray<float>(), resumed.Parameters[i].Value.ToArray<float>());
    }
}
